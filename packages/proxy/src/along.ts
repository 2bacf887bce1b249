import type { SettledEvent } from './events.ts';
import type { Along, IntentRecord } from './payment-store.ts';
import { seriesMade } from './series.ts';

/** What the merchant is told of a final outcome; nothing for the others, and nothing where nothing was sold. */
function settledEvents(intent: IntentRecord, now: number): SettledEvent[] {
  const { status, bill } = intent;
  if (status !== 'paid' && status !== 'authorised' && status !== 'canceled' && status !== 'review') return [];
  if (intent.verifies && status !== 'review') return [];
  return [
    {
      type: 'settled',
      id: `${intent.id}.${status}`,
      order: intent.order,
      customer: intent.customer,
      status,
      amount: intent.amount,
      currency: intent.currency,
      ...(intent.card && { card: intent.card }),
      ...(bill && { bill }),
      at: new Date(now).toISOString(),
    },
  ];
}

/** What is committed with a change of an intent's status, or not at all. */
export function along(before: IntentRecord, after: IntentRecord, now: number): Along {
  if (before.status === after.status) return {};
  const made = seriesMade(after, now);
  const events = settledEvents(after, now);
  return made ? { events: [...events, made.event], agreement: made.agreement } : { events };
}
