import type { Agreement } from './agreement-store.ts';
import type { AgreementMadeEvent } from './events.ts';
import type { IntentRecord } from './payment-store.ts';

const day = 86_400_000;

/** The end of the last day, in UTC. */
export const endOf = (until: string): number => Date.parse(`${until}T00:00:00Z`) + day;

/** When the next payment of a series may be asked for; `undefined` where the series is over by then. */
export function nextDue(
  chargedAt: number,
  { periodDays, until }: Pick<Agreement, 'periodDays' | 'until'>,
): number | undefined {
  const due = chargedAt + periodDays * day;
  return due < endOf(until) ? due : undefined;
}

function agreementOf(intent: IntentRecord, now: number): Agreement | undefined {
  const { recurring, card, bill } = intent;
  if (!recurring || intent.status !== 'paid' || bill === undefined) return undefined;
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

/** The agreement that a first payment of a series makes, with word of it: once its money was taken, and committed with that. */
export function seriesMade(
  after: IntentRecord,
  now: number,
): { agreement: Agreement; event: AgreementMadeEvent } | undefined {
  const agreement = agreementOf(after, now);
  if (!agreement) return undefined;
  const { id, order, customer, card } = agreement;
  const at = new Date(now).toISOString();
  return {
    agreement,
    event: { type: 'agreement-made', id, agreement: id, order, customer, ...(card && { card }), at },
  };
}
