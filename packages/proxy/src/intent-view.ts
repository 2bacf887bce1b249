import type { Intent } from '@onfile/contract';
import type { IntentRecord } from './payment-store.ts';

/** An intent as the browser may see it. */
export function intentView(intent: IntentRecord): Intent {
  const { id, order, amount, currency, description, status, reason, card, expiresAt, checkedAt, recurring } = intent;
  return {
    id,
    order,
    amount,
    currency,
    ...(description && { description }),
    ...(recurring && { recurring }),
    status,
    ...(status === 'declined' && reason && { reason }),
    ...(card && { card }),
    expiresAt: new Date(expiresAt).toISOString(),
    ...(checkedAt && { checkedAt: new Date(checkedAt).toISOString() }),
  };
}
