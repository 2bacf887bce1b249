import { AssistError, type CallOptions } from '@onfile/assist';
import { Amount, OrderNumber } from '@onfile/contract';
import * as v from 'valibot';
import type { Agreement } from './agreement-store.ts';
import type { Context } from './context.ts';
import { holdClaims } from './engine.ts';
import { noteTrouble } from './gateway-trouble.ts';
import { giveBack, submitAttempt } from './pay.ts';
import { type IntentRecord, openAttempt } from './payment-store.ts';
import { Refusal } from './problem.ts';
import { lookBeforePaying, readBills, reconcile } from './reconcile.ts';
import { endOf, nextDue } from './series.ts';
import { whole } from './sums.ts';
import { finalStatuses } from './transitions.ts';

/** A payment of a series that the merchant asks for. */
export interface RepeatWish {
  /** The order that the period is paid with: a number that no other order has. */
  order: string;
  /** 1 is the first repeat, after the initial payment. */
  period: number;
  /** Decimal text. Default: the sum of the initial payment. */
  amount?: string | undefined;
  description?: string | undefined;
}

/** Why a period was not charged, and nothing was sent. */
export type WhyNotRepeated =
  | 'not_found'
  /** The agreement was ended, or its last day is over. */
  | 'ended'
  /** Outside of what was agreed, or another sum than the period's order has. */
  | 'amount'
  /** Earlier than a period after the last payment, or a period was left out. */
  | 'not_due'
  /** Another order has the period. */
  | 'taken'
  /** The order is another payment's. */
  | 'order_used'
  /** The period before has a payment without an end, or a later one was begun. */
  | 'processing'
  /** The gateway could not be read or reached; nothing was sent. */
  | 'unavailable';

/** What became of a repeat. `settled`: see the intent's status, for example `paid` or `declined`. */
export type RepeatAnswer =
  | { type: 'settled' | 'unconfirmed'; intent: IntentRecord }
  | { type: 'refused'; why: WhyNotRepeated; order?: string };

const day = 86_400_000;
const refused = (why: WhyNotRepeated, order?: string): RepeatAnswer => ({
  type: 'refused',
  why,
  ...(order && { order }),
});

/** Where a series stands, by the record of its payments: the agreement's own note of the last one may be behind. */
interface Standing {
  /** Milliseconds since the epoch. */
  lastChargedAt: number;
  periods: { period: number; order: string; intent: IntentRecord | undefined }[];
}

async function standing(agreement: Agreement, { store }: Context): Promise<Standing> {
  const periods = await Promise.all(
    (await store.agreements.periods(agreement.id)).map(async (one) => ({
      ...one,
      intent: await store.findByOrder(one.order),
    })),
  );
  const charged = periods.flatMap(({ intent }) => (intent && isCharged(intent) ? chargedAt(intent) : []));
  return { lastChargedAt: Math.max(agreement.lastChargedAt ?? 0, ...charged), periods };
}

/** Money was taken, whatever became of it later. */
const isCharged = ({ status }: IntentRecord) => status === 'paid' || status === 'authorised' || status === 'canceled';

/** A period's order that the shopper paid on the payment page has no attempt. */
const chargedAt = ({ attempts, checkedAt, createdAt }: IntentRecord) =>
  attempts.at(-1)?.submittedAt ?? checkedAt ?? createdAt;

/** Whether a period's payment is over, one way or the other: paid, or free to be paid and not being paid. */
function isOver(intent: IntentRecord | undefined): boolean {
  if (!intent || openAttempt(intent) || intent.status === 'review') return false;
  return intent.attempts.length > 0 || isCharged(intent);
}

/** Why a new period may not be charged now. */
function whyNotNow(agreement: Agreement, { lastChargedAt, periods }: Standing, period: number, now: number) {
  const last = periods.at(-1);
  if (last && !isOver(last.intent)) return 'processing';
  if (period !== (last?.period ?? 0) + 1) return 'not_due';
  return now < lastChargedAt + agreement.periodDays * day ? 'not_due' : undefined;
}

/** The sum that is asked for, where it is one that the shopper agreed to. */
async function sumFor(
  agreement: Agreement,
  wished: string | undefined,
  { store }: Context,
): Promise<string | undefined> {
  const amount = wished ?? (await store.findByOrder(agreement.order))?.amount ?? agreement.amountMax;
  const isAgreed =
    v.is(Amount, amount) && whole(amount) >= whole(agreement.amountMin) && whole(amount) <= whole(agreement.amountMax);
  return isAgreed ? amount : undefined;
}

function newIntent(agreement: Agreement, wish: RepeatWish, amount: string, context: Context): IntentRecord {
  const now = context.now();
  return {
    id: context.randomId(),
    order: wish.order,
    customer: agreement.customer,
    amount,
    currency: agreement.currency,
    status: 'open',
    createdAt: now,
    // A period has its order for good: a lapse like a checkout's would leave it unpaid, and the series where it is.
    expiresAt: endOf(agreement.until),
    version: 0,
    attempts: [],
    repeat: { agreement: agreement.id, period: wish.period },
    ...(wish.description && { description: wish.description }),
  };
}

const isRepeatOf = ({ repeat }: IntentRecord, agreement: Agreement, period: number) =>
  repeat?.agreement === agreement.id && repeat.period === period;

/** Takes the period for the order and opens the order's intent: both are durable, and nothing was sent. */
async function take(wish: RepeatWish, agreement: Agreement, context: Context): Promise<IntentRecord | RepeatAnswer> {
  const { store } = context;
  const other = await store.findByOrder(wish.order);
  if (other && !isRepeatOf(other, agreement, wish.period)) return refused('order_used');
  const amount = await sumFor(agreement, wish.amount ?? other?.amount, context);
  if (amount === undefined || (other && other.amount !== amount)) return refused('amount');
  const now = await standing(agreement, context);
  const holder = now.periods.find(({ period }) => period === wish.period);
  if (holder && holder.order !== wish.order) return refused('taken', holder.order);
  const why = holder ? undefined : whyNotNow(agreement, now, wish.period, context.now());
  if (why) return refused(why);
  const claim = await store.agreements.claimPeriod(agreement.id, wish.period, wish.order);
  if (claim.type === 'taken') return refused('taken', claim.order);
  if (claim.type === 'order_used' || claim.type === 'ended') return refused(claim.type);
  const intent = await store.createIntent(newIntent(agreement, wish, amount, context));
  if (!isRepeatOf(intent, agreement, wish.period)) return refused('order_used');
  return intent.amount === amount ? intent : refused('amount');
}

/**
 * Whether this period is the only one that may be paid now. Asked after the claim: of two periods that are begun at once each has
 * written its own claim before it looks for the other's, so at least one of them sees both.
 */
async function isAlone(agreement: Agreement, period: number, context: Context): Promise<boolean> {
  const { periods } = await standing(agreement, context);
  return periods.every((one) => one.period === period || (one.period < period && isOver(one.intent)));
}

function answerOf(intent: IntentRecord): RepeatAnswer {
  return { type: openAttempt(intent) ? 'unconfirmed' : 'settled', intent };
}

async function charge(found: IntentRecord, agreement: Agreement, context: Context): Promise<RepeatAnswer> {
  const { engine } = context;
  const intent = await lookBeforePaying(found, context);
  if (finalStatuses.has(intent.status)) return answerOf(intent);
  // A read that works says that the gateway is back.
  if (engine.breakers.of('repeat').state() !== 'closed') await readBills(intent, context);
  holdClaims(engine, 'repeat');
  // From before the claim: a process that slept since then is too late to send.
  const deadline = context.now() + engine.answerWithinMs;
  const claim = await context.store.claim(intent.id, {
    // Who asks at the same time asks with the same key, and hears how the one attempt stands.
    key: `repeat-${intent.attempts.length + 1}`,
    card: agreement.id,
    submittedAt: context.now(),
    knownBills: (intent.bills ?? []).map(({ bill }) => bill),
    emptyReads: 0,
  });
  if (claim.type === 'replayed') return answerOf(claim.intent);
  if (claim.type !== 'claimed') return answerOf((await context.store.get(intent.id)) ?? intent);
  const { period = 0 } = intent.repeat ?? {};
  const isEnded = (await context.store.agreements.get(agreement.id))?.status !== 'active';
  // Sent to the payment page since we looked: what was paid there would be paid twice.
  const isVisited = claim.intent.handedOverAt !== intent.handedOverAt;
  if (isEnded || isVisited || !(await isAlone(agreement, period, context))) {
    await giveBack(claim.intent, context);
    return refused(isEnded ? 'ended' : 'processing');
  }
  const { order, amount, currency, description } = intent;
  const { amountMin: minAmount, amountMax: maxAmount, periodDays, until } = agreement;
  const send = (call: CallOptions) =>
    context.assist.payRecurrent(
      {
        order,
        amount,
        currency,
        initialBill: agreement.bill,
        agreed: { minAmount, maxAmount, periodDays, until, currency: agreement.currency },
        ...(description && { comment: description.slice(0, 256) }),
      },
      call,
    );
  const submission = { send, deadline, ...(agreement.card && { card: agreement.card }) };
  return answerOf(await submitAttempt(claim.intent, submission, context));
}

/** Notes the last payment in the agreement, from the record of it. */
async function note(agreement: Agreement, context: Context): Promise<Agreement> {
  const { lastChargedAt } = await standing(agreement, context);
  if (lastChargedAt <= (agreement.lastChargedAt ?? 0)) return agreement;
  const change = { lastChargedAt, nextDueAt: nextDue(lastChargedAt, agreement) };
  return (await context.store.agreements.change(agreement.id, change)) ?? agreement;
}

async function carryOut(wish: RepeatWish, agreement: Agreement, context: Context): Promise<RepeatAnswer> {
  const taken = await take(wish, agreement, context);
  if (!('id' in taken)) return taken;
  const intent = await reconcile(taken, context, { force: true });
  const isFree = intent.status === 'open' || intent.status === 'declined';
  const answer = isFree ? await charge(intent, agreement, context) : answerOf(intent);
  await note(agreement, context);
  return answer;
}

/**
 * Charges a period of a series, without the shopper: an order of its own with an intent of its own, and the same promise. Exactly one
 * order has a period; asking again for the same order says how it stands, and tries anew only where the bank had said no or nothing
 * was charged.
 */
export async function repeat(id: string, wish: RepeatWish, context: Context): Promise<RepeatAnswer> {
  const agreement = await context.store.agreements.get(id);
  if (!agreement) return refused('not_found');
  if (!v.is(OrderNumber, wish.order))
    throw new RangeError('The order of a repeat must be 1 to 128 printable characters.');
  if (!Number.isSafeInteger(wish.period) || wish.period < 1) return refused('not_due');
  // What was asked for before is answered also when the series is over.
  const known = await context.store.findByOrder(wish.order);
  if (known && isRepeatOf(known, agreement, wish.period) && (openAttempt(known) || known.status === 'paid'))
    return answerOf(await reconcile(known, context, { force: true }));
  if (agreement.status !== 'active' || context.now() >= endOf(agreement.until)) return refused('ended');
  try {
    return await carryOut(wish, agreement, context);
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code === 'unavailable' ? 'unavailable' : 'processing');
    if (!(error instanceof AssistError)) throw error;
    noteTrouble(error, 'orderresult', context);
    return refused('unavailable');
  }
}

/** A series whose next payment may be asked for. */
export interface DuePayment {
  agreement: Agreement;
  /** The period to charge. */
  period: number;
  /** The order that has it already, and was not paid. */
  order?: string;
  /** How that order stands. */
  status?: IntentRecord['status'];
}

/** Series whose next payment is due, longest due first. Default limit 100. */
export async function listDue(context: Context, limit?: number): Promise<DuePayment[]> {
  const now = context.now();
  const due: DuePayment[] = [];
  for (const listed of await context.store.agreements.listDue(now, limit)) {
    const agreement = await note(listed, context);
    if (agreement.nextDueAt === undefined || agreement.nextDueAt > now) continue;
    const last = (await standing(agreement, context)).periods.at(-1);
    const isOpen = last && last.intent?.status !== 'paid';
    due.push({
      agreement,
      period: isOpen ? last.period : (last?.period ?? 0) + 1,
      ...(isOpen && { order: last.order, ...(last.intent && { status: last.intent.status }) }),
    });
  }
  return due;
}
