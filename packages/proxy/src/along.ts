import type { SettledEvent } from './events.ts';
import type { Along, IntentRecord } from './payment-store.ts';
import { seriesMade } from './series.ts';

type ToldStatus = SettledEvent['status'];
const told: Partial<Record<IntentRecord['status'], ToldStatus>> = {
  paid: 'paid',
  authorised: 'authorised',
  canceled: 'canceled',
  expired: 'expired',
  review: 'review',
};

/** The same for each delivery of one outcome, and another where an outcome comes again after a person decided. */
const eventId = ({ id, decisions }: IntentRecord, status: ToldStatus) =>
  [id, status, ...(decisions?.length ? [decisions.length] : [])].join('.');

/** What the merchant is told of a final outcome. */
export function settledEvent(intent: IntentRecord, status: ToldStatus, now: number): SettledEvent {
  const { order, customer, amount, currency, card, bill, review } = intent;
  return {
    type: 'settled',
    id: eventId(intent, status),
    order,
    customer,
    status,
    amount,
    currency,
    ...(card && { card }),
    ...(bill !== undefined && { bill }),
    ...(status === 'review' && review && { why: review.why }),
    at: new Date(now).toISOString(),
  };
}

/**
 * What is committed with a change of an intent's status, or not at all. Whatever else belongs to an outcome (a card that was
 * kept, an agreement that was made) is added here, so that no way to an outcome forgets it.
 */
export function along(before: IntentRecord, after: IntentRecord, now: number): Along {
  const status = told[after.status];
  if (!status || before.status === after.status) return {};
  // What adds a card sells nothing: of its end nobody is told, but a person is where one has to look.
  const settled = after.verifies && status !== 'review' ? [] : [settledEvent(after, status, now)];
  const made = seriesMade(after, now);
  return made ? { events: [...settled, made.event], agreement: made.agreement } : { events: settled };
}
