import { AssistError, type Bill } from '@onfile/assist';
import type { IntentStatus } from '@onfile/contract';
import { along } from './along.ts';
import { undecidedStatus } from './challenge.ts';
import type { Context } from './context.ts';
import { deliverSoon } from './deliver.ts';
import { follow, hasMore } from './follow.ts';
import { noteTrouble, troubleRefusal } from './gateway-trouble.ts';
import { noteEnd } from './note-end.ts';
import { type Attempt, type IntentRecord, openAttempt, type SeenBill } from './payment-store.ts';
import { Refusal } from './problem.ts';
import { afterLook } from './schedule.ts';
import { judgeIntent, type Verdict } from './settle.ts';
import { finalStatuses, mayMove } from './transitions.ts';

/** The gateway is asked about one intent at most this often, in milliseconds. */
const interval = 1000;
const hour = 3_600_000;
/** How far back a restored store's orders are looked for. */
const restoredWindow = 90 * 24 * hour;

/** Every bill of the intent's order, in a window that is said and is wide enough. @throws AssistError */
export async function readBills(intent: IntentRecord, { assist, now, engine }: Context): Promise<Bill[]> {
  const before = engine.isRestored ? restoredWindow : hour;
  const window = { from: new Date(intent.createdAt - before), to: new Date(now() + hour) };
  return (await assist.readOrderResult({ order: intent.order, ...window })).bills;
}

/** What may be kept of a bill: the allow-list. */
function seenBill({ billNumber, state, amount, currency, responseCode, openedAt, operations, mean }: Bill): SeenBill {
  const approvalCode = operations.findLast(({ type, approvalCode: code }) => type === 'payment' && code)?.approvalCode;
  return {
    bill: billNumber,
    state,
    amount,
    currency,
    ...(responseCode && { responseCode }),
    ...(approvalCode && { approvalCode }),
    ...(openedAt && { at: openedAt.toISOString() }),
    ...(mean && { card: { brand: mean.brand, last4: mean.last4 } }),
  };
}

/** The intent with what was read of it. */
export const withBills = (intent: IntentRecord, bills: readonly Bill[], now: number): IntentRecord => ({
  ...intent,
  checkedAt: now,
  ...(bills.length ? { bills: bills.slice(-50).map(seenBill) } : {}),
});

const ends = {
  paid: 'paid',
  authorised: 'authorised',
  declined: 'declined',
  canceled: 'canceled',
  'not-charged': 'not-charged',
  review: 'review',
} as const satisfies Partial<Record<Verdict['type'], Attempt['end']>>;
const endOf = (verdict: Verdict): Partial<Attempt> =>
  verdict.type === 'unconfirmed' || verdict.type === 'expired' ? {} : { end: ends[verdict.type] };

/** The intent with its last attempt changed. */
export function withAttempt(intent: IntentRecord, change: Partial<Attempt>): IntentRecord {
  const last = intent.attempts.at(-1);
  return last ? { ...intent, attempts: [...intent.attempts.slice(0, -1), { ...last, ...change }] } : intent;
}

/** A question that the gateway still knows of goes on being one; else nobody knows. */
function withDoubt(read: IntentRecord, verdict: Extract<Verdict, { type: 'unconfirmed' }>, now: number): IntentRecord {
  const attempt = openAttempt(read);
  const { empty } = verdict;
  const status = undecidedStatus(read, verdict, now);
  return withAttempt({ ...read, status }, { emptyReads: empty ? (attempt?.emptyReads ?? 0) + 1 : 0 });
}

function applyVerdict(read: IntentRecord, verdict: Verdict, now: number): IntentRecord {
  if (verdict.type === 'unconfirmed') return withDoubt(read, verdict, now);
  const status: IntentStatus = verdict.type === 'not-charged' ? 'open' : verdict.type;
  if (!mayMove(read.status, status)) throw new Error(`An intent cannot go from ${read.status} to ${status}.`);
  const ended = openAttempt(read) ? withAttempt({ ...read, status }, endOf(verdict)) : { ...read, status };
  if (verdict.type === 'declined') return { ...ended, reason: verdict.reason };
  if (verdict.type === 'review') return { ...ended, review: { why: verdict.why, at: now } };
  if (!('bill' in verdict)) return ended;
  const { billNumber: bill, mean } = verdict.bill;
  return { ...ended, bill, ...(mean && { card: { brand: mean.brand, last4: mean.last4 } }) };
}

/** Commits what was read, with everything that belongs to a new status. `undefined`: somebody else was first, and none of it is kept. */
async function keep(before: IntentRecord, after: IntentRecord, context: Context): Promise<IntentRecord | undefined> {
  const { engine, store, now, onEvent } = context;
  const next = afterLook(before, after, now(), engine.rules, engine.random);
  const kept = await store.advance(next, along(before, next, now()));
  if (!kept || kept.status === before.status) return kept;
  engine.metrics.count('onfile_outcomes_total', { status: kept.status });
  if (openAttempt(before)) await noteEnd(kept, context);
  onEvent({ type: 'payment.status', intent: kept.id, status: kept.status });
  await deliverSoon(context);
  return kept;
}

/** Reads the order's result and judges it; `undefined` as `keep`. @throws AssistError where it cannot be read */
async function readAndJudge(intent: IntentRecord, context: Context): Promise<IntentRecord | undefined> {
  const bills = await readBills(intent, context);
  const now = context.now();
  const { rules, isRestored } = context.engine;
  const verdict = judgeIntent(intent, bills, now, rules, isRestored);
  const read = withBills(intent, bills, now);
  return keep(intent, verdict ? applyVerdict(read, verdict, now) : read, context);
}

/**
 * Not knowing is not an answer: things stand as they stood, and are looked at again. A person is asked only when looking has failed for
 * twice the longest doubt: after an absence the first look may fail, and the next one finds the money.
 */
async function putOff(intent: IntentRecord, context: Context): Promise<IntentRecord | undefined> {
  const now = context.now();
  const attempt = openAttempt(intent);
  const isTooOld = attempt && now - attempt.submittedAt >= 2 * context.engine.rules.longestDoubtMs;
  return keep(intent, isTooOld ? applyVerdict(intent, { type: 'review', why: 'no-answer' }, now) : intent, context);
}

async function lookOnce(intent: IntentRecord, context: Context): Promise<IntentRecord | undefined> {
  try {
    return await readAndJudge(intent, context);
  } catch (error) {
    if (!(error instanceof AssistError)) throw error;
    noteTrouble(error, 'orderresult', context);
    return putOff(intent, context);
  }
}

/** Where somebody else was first, theirs is the truth. */
const reconcileNow = async (intent: IntentRecord, context: Context): Promise<IntentRecord> =>
  (await lookOnce(intent, context)) ?? (await context.store.get(intent.id)) ?? intent;

/**
 * One read at a time for an intent: everybody who asks meanwhile gets the same answer, or the record that they came with, where the
 * intent has moved on since that was read.
 */
async function shared(intent: IntentRecord, context: Context): Promise<IntentRecord> {
  const known = context.reading.get(intent.id);
  if (known) {
    const seen = await known;
    return seen.version < intent.version ? intent : seen;
  }
  const reading = reconcileNow(intent, context).finally(() => context.reading.delete(intent.id));
  context.reading.set(intent.id, reading);
  return reading;
}

/** Whether the gateway may know more about an intent than its record does. */
const hasMoreToTell = (intent: IntentRecord) =>
  !finalStatuses.has(intent.status) && (openAttempt(intent) !== undefined || intent.handedOverAt !== undefined);

/** How a look is meant. */
export interface Look {
  /** Also where the gateway was asked a moment ago, or a payment call is out. */
  force?: boolean;
  /** Also where the record expects no news: at what is due, and at what the gateway itself spoke of. */
  always?: boolean;
}

/**
 * The truth about an intent: its record where that is final, else what the order's result says over all its bills. It reads; it
 * never pays. One read at a time for an intent, and not more than one a second.
 */
export async function reconcile(
  intent: IntentRecord,
  context: Context,
  { force = false, always = false }: Look = {},
): Promise<IntentRecord> {
  if (hasMore(intent)) return follow(intent, context);
  // While a payment call is out, its own answer comes first: the order's result may not show it yet.
  const isOut = context.paying.has(intent.id);
  const isRecent = intent.checkedAt !== undefined && context.now() - intent.checkedAt < interval;
  if ((!always && !hasMoreToTell(intent)) || (!force && (isRecent || isOut))) return intent;
  return shared(intent, context);
}

/** How often somebody else may change the record during a look before we say that it cannot be looked at. */
const tries = 5;

/**
 * What the order's result says before an attempt is claimed: whether it was paid already, on the payment page or by an attempt
 * that was slower than anybody thought; and which bills it has. There can be none before anything was sent, unless the record is
 * known to have forgotten.
 *
 * @throws Refusal `unavailable` or `rate_limited`: what cannot be looked at is not paid.
 */
export async function lookBeforePaying(intent: IntentRecord, context: Context): Promise<IntentRecord> {
  const isUntouched = !intent.attempts.length && intent.handedOverAt === undefined;
  if (isUntouched && !context.engine.isRestored) return intent;
  let now = intent;
  for (let turn = 0; turn < tries; turn++) {
    const seen = await readAndJudge(now, context).catch((error: unknown) => {
      throw troubleRefusal(error, 'orderresult', context);
    });
    if (seen) return seen;
    // Whoever was first need not have looked: what was seen here would be forgotten, and may have been money.
    now = (await context.store.get(intent.id)) ?? now;
  }
  throw new Refusal('unavailable');
}
