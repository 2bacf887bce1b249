import { AssistError } from '@onfile/assist';
import type { IntentStatus } from '@onfile/contract';
import { along } from './along.ts';
import type { Context } from './context.ts';
import { follow, hasMore } from './follow.ts';
import { noteTrouble } from './gateway-trouble.ts';
import { type Attempt, type IntentRecord, openAttempt } from './payment-store.ts';
import { readBills } from './read-bills.ts';
import { judge, judgeVisit, type Verdict } from './settle.ts';

/** The gateway is asked about one intent at most this often, in milliseconds. */
const interval = 1000;

/** Statuses that nothing but a person or a capture can change. */
const settled: ReadonlySet<IntentStatus> = new Set(['paid', 'authorised', 'canceled', 'expired', 'review']);

const ends = {
  paid: 'paid',
  authorised: 'authorised',
  declined: 'declined',
  canceled: 'canceled',
  'not-charged': 'not-charged',
  review: 'review',
} as const satisfies Partial<Record<Verdict['type'], Attempt['end']>>;

/** The intent with its last attempt changed. */
export function withAttempt(intent: IntentRecord, change: Partial<Attempt>): IntentRecord {
  const last = intent.attempts.at(-1);
  return last ? { ...intent, attempts: [...intent.attempts.slice(0, -1), { ...last, ...change }] } : intent;
}

function applyVerdict(intent: IntentRecord, verdict: Verdict, now: number): IntentRecord {
  // The next look is the schedule's to say, from what was read now.
  const { nextLookAt: _, ...known } = intent;
  const read = { ...known, checkedAt: now };
  const attempt = openAttempt(intent);
  if (verdict.type === 'unconfirmed') {
    const emptyReads = verdict.empty ? (attempt?.emptyReads ?? 0) + 1 : 0;
    return withAttempt({ ...read, status: 'unconfirmed' }, attempt ? { emptyReads } : {});
  }
  const status: IntentStatus = verdict.type === 'not-charged' ? 'open' : verdict.type;
  const ended = attempt ? withAttempt({ ...read, status }, { end: ends[verdict.type] }) : { ...read, status };
  if (verdict.type === 'declined') return { ...ended, reason: verdict.reason };
  if (!('bill' in verdict)) return ended;
  const { billNumber: bill, mean } = verdict.bill;
  return { ...ended, bill, ...(mean && { card: mean }) };
}

/** How long one process has for a delivery, and the longest pause after one that failed, in milliseconds. */
const deliveryLease = 60_000;
const longestPause = 300_000;

/** Hands the merchant every event that is due. What the merchant does not take is put off, longer each time. */
export async function deliver({ store, onSettled, onEvent, now }: Context): Promise<number> {
  let delivered = 0;
  for (const { event, tries } of await store.takeEvents(now(), deliveryLease))
    try {
      await onSettled(event);
      await store.delivered(event.id);
      delivered++;
    } catch {
      onEvent({ type: 'settled.failed', intent: event.id });
      await store.postpone(event.id, now() + Math.min(1000 * 2 ** tries, longestPause));
    }
  return delivered;
}

async function readAndJudge(intent: IntentRecord, context: Context): Promise<IntentRecord> {
  const attempt = openAttempt(intent);
  const bills = await readBills(intent, context);
  const now = context.now();
  const verdict = attempt ? judge(intent, attempt, bills, now, context.quiet) : judgeVisit(intent, bills);
  if (!verdict) return (await context.store.advance({ ...intent, checkedAt: now })) ?? intent;
  const next = applyVerdict(intent, verdict, now);
  const kept = await context.store.advance(next, along(intent, next, now));
  if (!kept) return (await context.store.get(intent.id)) ?? intent;
  if (kept.status !== intent.status) context.onEvent({ type: 'payment.status', intent: kept.id, status: kept.status });
  await deliver(context);
  return kept;
}

async function reconcileNow(intent: IntentRecord, context: Context): Promise<IntentRecord> {
  try {
    return await readAndJudge(intent, context);
  } catch (error) {
    if (!(error instanceof AssistError)) throw error;
    // Not knowing is not an answer: things stand as they stood.
    noteTrouble(error, 'orderresult', context);
    return intent;
  }
}

/** Whether the gateway may know more about an intent than its record does. */
const hasMoreToTell = (intent: IntentRecord) =>
  !settled.has(intent.status) && (openAttempt(intent) !== undefined || intent.handedOverAt !== undefined);

/**
 * The truth about an intent: its record where that is final, else what the order's result says over all its bills. It reads;
 * it never pays. One read at a time for an intent, and not more than one a second.
 */
export async function reconcile(
  intent: IntentRecord,
  context: Context,
  { force = false }: { force?: boolean } = {},
): Promise<IntentRecord> {
  if (hasMore(intent)) return follow(intent, context);
  // While a payment call is out, its own answer comes first: the order's result may not show it yet.
  const isOut = context.paying.has(intent.id);
  const isRecent = intent.checkedAt !== undefined && context.now() - intent.checkedAt < interval;
  if (!hasMoreToTell(intent) || (!force && (isRecent || isOut))) return intent;
  const known = context.reading.get(intent.id);
  if (known) return known;
  const reading = reconcileNow(intent, context).finally(() => context.reading.delete(intent.id));
  context.reading.set(intent.id, reading);
  return reading;
}
