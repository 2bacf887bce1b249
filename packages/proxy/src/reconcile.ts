import { AssistError, type Bill } from '@onfile/assist';
import type { IntentStatus } from '@onfile/contract';
import { undecidedStatus } from './challenge.ts';
import type { Context } from './context.ts';
import type { SettledEvent } from './events.ts';
import { noteTrouble } from './gateway-trouble.ts';
import { type Attempt, type IntentRecord, openAttempt } from './payment-store.ts';
import { judge, judgeVisit, type Verdict } from './settle.ts';

/** The gateway is asked about one intent at most this often, in milliseconds. */
const interval = 1000;
const hour = 3_600_000;

/** Statuses that nothing but a person or a capture can change. */
const settled: ReadonlySet<IntentStatus> = new Set(['paid', 'authorised', 'canceled', 'expired', 'review']);

/** Every bill of the intent's order, in a window that is said and is wide enough. @throws AssistError */
export async function readBills(intent: IntentRecord, { assist, now }: Context): Promise<Bill[]> {
  const window = { from: new Date(intent.createdAt - hour), to: new Date(now() + hour) };
  return (await assist.readOrderResult({ order: intent.order, ...window })).bills;
}

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
    return withAttempt({ ...read, status: undecidedStatus(intent, verdict, now) }, attempt ? { emptyReads } : {});
  }
  const status: IntentStatus = verdict.type === 'not-charged' ? 'open' : verdict.type;
  const ended = attempt ? withAttempt({ ...read, status }, { end: ends[verdict.type] }) : { ...read, status };
  if (verdict.type === 'declined') return { ...ended, reason: verdict.reason };
  const mean = 'bill' in verdict ? verdict.bill.mean : undefined;
  return mean ? { ...ended, card: mean } : ended;
}

/** What the merchant is told of a final outcome; nothing for the others. */
function settledEvent(intent: IntentRecord, verdict: Verdict, now: number): SettledEvent | undefined {
  const { status } = intent;
  if (status !== 'paid' && status !== 'authorised' && status !== 'canceled' && status !== 'review') return undefined;
  return {
    type: 'settled',
    id: `${intent.id}.${status}`,
    order: intent.order,
    customer: intent.customer,
    status,
    amount: intent.amount,
    currency: intent.currency,
    ...(intent.card && { card: intent.card }),
    ...('bill' in verdict && { bill: verdict.bill.billNumber }),
    at: new Date(now).toISOString(),
  };
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
  const event = settledEvent(next, verdict, now);
  const kept = await context.store.advance(next, { events: event ? [event] : [] });
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
