import type { Agreement } from './agreement-store.ts';
import type { MerchantEvent, SettledEvent } from './events.ts';
import type { Along, IntentRecord } from './payment-store.ts';

const day = 86_400_000;

/** What the merchant is told of a final outcome; nothing for the others, and nothing where nothing was sold. */
function settledEvent(intent: IntentRecord, bill: string | undefined, now: number): SettledEvent[] {
  const { status } = intent;
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

/** When the next payment of a series may be asked for; `undefined` where the series is over by then. */
export function nextDue(chargedAt: number, { periodDays, until }: Pick<Agreement, 'periodDays' | 'until'>) {
  const due = chargedAt + periodDays * day;
  return due < endOf(until) ? due : undefined;
}

/** The end of the last day, in UTC. */
export const endOf = (until: string): number => Date.parse(`${until}T00:00:00Z`) + day;

/** The agreement that a first payment makes, once the money of it was taken. */
function agreementOf(intent: IntentRecord, bill: string | undefined, now: number): Agreement | undefined {
  const { recurring, card } = intent;
  if (!recurring || intent.status !== 'paid' || !bill) return undefined;
  const nextDueAt = nextDue(now, recurring);
  return {
    id: `agreement-${intent.id}`,
    customer: intent.customer,
    order: intent.order,
    bill,
    amountMin: recurring.minAmount,
    amountMax: recurring.maxAmount,
    currency: intent.currency,
    periodDays: recurring.periodDays,
    until: recurring.until,
    status: 'active',
    ...(card && { card }),
    lastChargedAt: now,
    ...(nextDueAt !== undefined && { nextDueAt }),
  };
}

/**
 * What is committed with a verdict, or not at all: word of the outcome for the outbox, and the agreement that a first payment of a
 * series makes. `bill` is the one that holds the money.
 */
export function along(next: IntentRecord, bill: string | undefined, now: number): Along {
  const agreement = agreementOf(next, bill, now);
  const made: MerchantEvent[] = agreement
    ? [
        {
          type: 'agreement-made',
          id: agreement.id,
          agreement: agreement.id,
          order: next.order,
          customer: next.customer,
          ...(agreement.card && { card: agreement.card }),
          at: new Date(now).toISOString(),
        },
      ]
    : [];
  return { events: [...settledEvent(next, bill, now), ...made], ...(agreement && { agreement }) };
}
