import { AssistError, outcomeOf, orderStates } from '@onfile/assist';
import { settledEvent } from './along.ts';
import type { Context } from './context.ts';
import { deliverSoon } from './deliver.ts';
import { noteTrouble } from './gateway-trouble.ts';
import type { Attempt, Decision, IntentRecord, ReviewWhy, SeenBill } from './payment-store.ts';
import { readBills, withAttempt, withBills } from './reconcile.ts';
import { scheduled } from './schedule.ts';

/** An intent that waits for a person, with everything that is needed to settle it. */
export interface ReviewItem {
  intent: string;
  order: string;
  customer: string;
  amount: string;
  currency: string;
  why: ReviewWhy | 'unknown';
  /** Since when it waits, and when the gateway was last asked. ISO 8601, UTC. */
  since: string;
  checkedAt?: string;
  attempts: { submittedAt: string; answer?: Attempt['answer']; said?: Attempt['said']; end?: Attempt['end'] }[];
  /** Every bill of the order that was read, oldest first. */
  bills: SeenBill[];
  /** What people decided before. */
  decisions: Decision[];
}

/** A person's word on an intent in review. */
export interface Settlement {
  /** `not-charged` opens the order for another payment; the others close it. */
  outcome: 'paid' | 'canceled' | 'not-charged';
  /** The bill that holds the money. Needed with `paid`, unless exactly one bill holds money. */
  bill?: string;
  /** Who says so, and on what grounds: 1 to 500 characters, kept on the record. No card numbers. */
  note: string;
}

/** What became of it. */
export type SettlementAnswer =
  | { type: 'settled'; intent: string; status: IntentRecord['status'] }
  /** No such intent, or it does not wait for a person (any more). */
  | { type: 'not-in-review' }
  /** `paid` without a bill, where none or several hold money. */
  | { type: 'bill-needed' }
  /** `canceled` or `not-charged`, while the gateway shows money: give it back there first. */
  | { type: 'still-charged'; bills: string[] }
  /** The note is missing, too long, or has a card number in it. */
  | { type: 'note-unfit' };

const iso = (at: number) => new Date(at).toISOString();

function reviewItem(intent: IntentRecord): ReviewItem {
  const { id, order, customer, amount, currency, review, checkedAt, attempts, bills = [], decisions = [] } = intent;
  return {
    intent: id,
    order,
    customer,
    amount,
    currency,
    why: review?.why ?? 'unknown',
    since: iso(review?.at ?? attempts.at(-1)?.submittedAt ?? intent.createdAt),
    ...(checkedAt !== undefined && { checkedAt: iso(checkedAt) }),
    attempts: attempts.map(({ submittedAt, answer, said, end }) => ({
      submittedAt: iso(submittedAt),
      ...(answer && { answer }),
      ...(said && { said }),
      ...(end && { end }),
    })),
    bills,
    decisions,
  };
}

/** What waits for a person, longest waiting first. Default limit 100. */
export async function listReview({ store }: Context, limit?: number): Promise<ReviewItem[]> {
  return (await store.scanReview(limit)).map(reviewItem);
}

/** The evidence as it is now; where the gateway cannot be asked, as it was last read. */
async function freshEvidence(intent: IntentRecord, context: Context): Promise<IntentRecord> {
  try {
    return withBills(intent, await readBills(intent, context), context.now());
  } catch (error) {
    if (!(error instanceof AssistError)) throw error;
    noteTrouble(error, 'orderresult', context);
    return intent;
  }
}

/** A person reads what a gateway calls partly paid or does not name as money that may be there. */
function mayHoldMoney({ state, responseCode = '' }: SeenBill): boolean {
  const known = orderStates.find((word) => word === state) ?? 'unknown';
  return !['declined', 'canceled', 'expired'].includes(outcomeOf({ state: known, responseCode }).type);
}

const holdsMoneyNow = ({ state }: SeenBill) => state === 'Approved' || state === 'Delayed';

const isFitNote = (note: string) =>
  note.trim().length > 0 && note.length <= 500 && !/\d(?:[ -]?\d){11,18}/.test(note.replaceAll(/\d{4}-\d\d-\d\d/g, ''));

/** Which bill a settlement speaks of, or what is missing. */
function chooseBill(
  { outcome, bill }: Settlement,
  { bills = [] }: IntentRecord,
): { bill?: string } | Extract<SettlementAnswer, { type: 'bill-needed' | 'still-charged' }> {
  const holding = bills.filter(mayHoldMoney).map((one) => one.bill);
  if (outcome !== 'paid')
    return holding.length ? { type: 'still-charged', bills: holding } : { ...(bill !== undefined && { bill }) };
  const [only, ...more] = bills.filter(holdsMoneyNow);
  const chosen = bill ?? (more.length ? undefined : only?.bill);
  return chosen === undefined ? { type: 'bill-needed' } : { bill: chosen };
}

const statuses = { paid: 'paid', canceled: 'canceled', 'not-charged': 'open' } as const;

function decided(intent: IntentRecord, settlement: Settlement, bill: string | undefined, now: number): IntentRecord {
  const { review, bill: _, ...rest } = intent;
  const { outcome, note } = settlement;
  // Only what holds money now: an open bill that is paid later is news.
  const money = (intent.bills ?? []).filter(holdsMoneyNow).map((one) => one.bill);
  const decision: Decision = {
    at: now,
    why: review?.why ?? 'unknown',
    outcome,
    ...(bill !== undefined && { bill }),
    note,
    money,
  };
  const card = intent.bills?.find((one) => one.bill === bill)?.card;
  const next: IntentRecord = {
    ...rest,
    status: statuses[outcome],
    decisions: [...(intent.decisions ?? []), decision],
    ...(outcome === 'paid' && bill !== undefined && { bill }),
    ...(outcome === 'paid' && card && { card }),
  };
  return next.attempts.at(-1)?.end === 'review' ? withAttempt(next, { end: outcome }) : next;
}

/**
 * Moves an intent out of review by a person's decision. The gateway is asked once more before: nothing is called canceled or not
 * charged while it shows money, because an order that is open again can be charged again. The decision stays on the record, and
 * the merchant is told of it as of any outcome.
 */
export async function settleReview(id: string, settlement: Settlement, context: Context): Promise<SettlementAnswer> {
  if (!isFitNote(settlement.note)) return { type: 'note-unfit' };
  const { store, now, engine, onEvent } = context;
  const intent = await store.get(id);
  if (intent?.status !== 'review') return { type: 'not-in-review' };
  const seen = await freshEvidence(intent, context);
  const choice = chooseBill(settlement, seen);
  if ('type' in choice) return choice;
  const next = scheduled(decided(seen, settlement, choice.bill, now()), now(), engine.rules, engine.random);
  const kept = await store.advance(next, { events: [settledEvent(next, settlement.outcome, now())] });
  // Somebody else was first: whoever decides looks at what stands now.
  if (!kept) return { type: 'not-in-review' };
  engine.metrics.count('onfile_outcomes_total', { status: kept.status });
  onEvent({ type: 'review.settled', intent: kept.id, outcome: settlement.outcome });
  await deliverSoon(context);
  return { type: 'settled', intent: kept.id, status: kept.status };
}
