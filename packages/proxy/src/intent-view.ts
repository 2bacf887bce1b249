import type { Intent } from '@onfile/contract';
import { openChallenge } from './challenge.ts';
import type { IntentRecord } from './payment-store.ts';

/** An intent as the browser may see it. */
export function intentView(intent: IntentRecord): Intent {
  const { id, order, amount, currency, description, status, reason, card, expiresAt, checkedAt, recurring } = intent;
  // While the gateway is told to go on there is nothing for the browser to do. Whether its time is over, the last reading has decided.
  const action = status === 'challenge' ? openChallenge(intent, 0)?.action : undefined;
  return {
    id,
    order,
    amount,
    currency,
    ...(description && { description }),
    ...(recurring && { recurring }),
    status,
    ...(status === 'declined' && reason && { reason }),
    ...(action && { action }),
    ...(card && { card }),
    expiresAt: new Date(expiresAt).toISOString(),
    ...(checkedAt && { checkedAt: new Date(checkedAt).toISOString() }),
  };
}
