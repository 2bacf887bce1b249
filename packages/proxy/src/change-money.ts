import { AssistError, AssistInvalid, type Bill, type CancelAnswer, type CaptureAnswer } from '@onfile/assist';
import { Amount } from '@onfile/contract';
import * as v from 'valibot';
import type { Context } from './context.ts';
import { callSignal } from './deadline.ts';
import { holdClaims } from './engine.ts';
import { follow } from './follow.ts';
import { noteTrouble } from './gateway-trouble.ts';
import { type Operation, type OperationKind, openOperation, sumOf, withOperation } from './operation.ts';
import { type IntentRecord, openAttempt } from './payment-store.ts';
import { readBills } from './reconcile.ts';
import { Refusal } from './problem.ts';
import { minus, whole } from './sums.ts';

/** Why nothing was done. */
export type WhyNot =
  /** There is no intent of this order. */
  | 'not_found'
  /** Not where there is something to take, or to give back. */
  | 'closed'
  /** Another operation or a payment of the order has no end yet. */
  | 'processing'
  /** More than there is, nothing, or a part where the gateway takes the whole only. */
  | 'amount'
  /** The id was used for another operation. */
  | 'key_reused'
  /** The gateway's bills do not fit the record: a person looks first. */
  | 'review'
  /** The gateway could not be read or reached; nothing was sent. */
  | 'unavailable'
  /** The bank or the gateway said no. */
  | 'declined';

/** What became of an operation. */
export type ChangeAnswer =
  | { type: 'done' | 'unconfirmed'; intent: IntentRecord; operation: Operation }
  | { type: 'refused'; why: WhyNot; intent?: IntentRecord; operation?: Operation };

/** What is asked for. */
export interface ChangeWish {
  /** Decimal text with two places. Default: all that is left. */
  amount?: string | undefined;
  /** 10 to 100 letters, digits, `_` and `-`: the same id is the same operation, however often it is asked for. Default: a new one. */
  id?: string | undefined;
  /** Of a cancellation: who wished it. Default `customer`. */
  reason?: 'shop' | 'customer' | 'fraud' | undefined;
}

const holdsMoney = ({ state }: Bill) =>
  state === 'Delayed' || state === 'PartialDelayed' || state === 'Approved' || state === 'PartialCanceled';

const refused = (why: WhyNot, intent?: IntentRecord): ChangeAnswer => ({
  type: 'refused',
  why,
  ...(intent && { intent }),
});

/** What came of an operation that the record has. */
function answerOf(intent: IntentRecord, id: string): ChangeAnswer {
  const operation = intent.operations?.find((one) => one.id === id);
  if (!operation) return refused('not_found', intent);
  if (operation.state === 'done') return { type: 'done', intent, operation };
  if (operation.state === 'refused') return { type: 'refused', why: 'declined', intent, operation };
  if (operation.state === 'review') return { type: 'refused', why: 'review', intent, operation };
  return { type: 'unconfirmed', intent, operation };
}

/** Why the record itself does not allow it. */
function whyNot(intent: IntentRecord, kind: OperationKind): WhyNot | undefined {
  if (openAttempt(intent) || openOperation(intent)) return 'processing';
  if (intent.status === 'review') return 'review';
  const isOpen = intent.status === 'authorised' || (kind === 'cancel' && intent.status === 'paid');
  return isOpen ? undefined : 'closed';
}

/** How much is left of the bill for this kind; `undefined` where its state or its operations do not say. */
function leftOf(kind: OperationKind, bill: Bill): string | undefined {
  const done = sumOf(bill, kind);
  if (done === undefined) return undefined;
  if (kind === 'capture' && bill.state !== 'Delayed' && bill.state !== 'PartialDelayed') return '0.00';
  return minus(bill.amount, done);
}

/** The operation as it will be written; or why it is none. */
function plan(
  intent: IntentRecord,
  kind: OperationKind,
  wish: ChangeWish & { id: string },
  bills: readonly Bill[],
  now: number,
): Operation | WhyNot {
  const [bill, ...more] = bills.filter(holdsMoney);
  if (!bill || more.length || bill.amount !== intent.amount || bill.currency !== intent.currency) return 'review';
  // The record's money was somewhere else: this is a payment that nobody has judged.
  if (intent.bill !== undefined && bill.billNumber !== intent.bill) return 'review';
  const left = leftOf(kind, bill);
  const before = sumOf(bill, kind);
  if (left === undefined || before === undefined) return 'review';
  if (whole(left) === 0n) return 'closed';
  const { amount = left } = wish;
  const isPart = v.is(Amount, amount) && whole(amount) > 0n && whole(amount) < whole(left);
  // Of what is only held nothing can be let go in part (the gateway refuses it).
  const mayBePart = kind === 'capture' || bill.state !== 'Delayed';
  if (amount !== left && !(isPart && mayBePart)) return 'amount';
  return {
    id: wish.id,
    kind,
    amount,
    bill: bill.billNumber,
    before,
    submittedAt: now,
    state: 'submitting',
    emptyReads: 0,
  };
}

/** How often somebody else may change the record between reading and writing before we say that it is busy. */
const tries = 5;

/** An operation that is written and not sent yet, and when it has to be over, in milliseconds since the epoch. */
interface Claimed {
  intent: IntentRecord;
  operation: Operation;
  deadline: number;
}

/** Writes the operation, durable and single; or says why not. */
async function claim(
  order: string,
  kind: OperationKind,
  wish: ChangeWish & { id: string },
  context: Context,
): Promise<Claimed | ChangeAnswer> {
  for (let turn = 0; turn < tries; turn++) {
    const intent = await context.store.findByOrder(order);
    if (!intent) return refused('not_found');
    const known = intent.operations?.find(({ id }) => id === wish.id);
    if (known) {
      const isSame = known.kind === kind && (wish.amount === undefined || wish.amount === known.amount);
      return isSame ? answerOf(await follow(intent, context), wish.id) : refused('key_reused', intent);
    }
    const why = whyNot(intent, kind);
    if (why) return refused(why, intent);
    const operation = plan(intent, kind, wish, await readBills(intent, context), context.now());
    if (typeof operation === 'string') return refused(operation, intent);
    holdClaims(context.engine, kind);
    const deadline = context.now() + context.engine.answerWithinMs;
    const kept = await context.store.advance({ ...intent, operations: [...(intent.operations ?? []), operation] });
    if (kept) return { intent: kept, operation, deadline };
  }
  return refused('processing');
}

type GatewayAnswer = CaptureAnswer | CancelAnswer;

async function callGateway(
  { intent: { currency }, operation: { kind, bill, amount, id }, deadline }: Claimed,
  reason: ChangeWish['reason'],
  { assist, now, engine }: Context,
): Promise<GatewayAnswer> {
  // A process that slept since it was written: it may have been given up meanwhile, and asked for again.
  if (now() >= deadline) return { type: 'not-sent', cause: new Error('too late') };
  const call = { signal: callSignal(deadline, now(), engine.answerWithinMs) };
  try {
    const asked = { bill, amount, currency };
    return kind === 'capture'
      ? await assist.capture(asked, call)
      : await assist.cancel({ ...asked, reason: reason ?? 'customer', refundId: id }, call);
  } catch (cause) {
    // Held back by a limit of the gateway: nothing was sent. Whatever else is thrown proves nothing.
    return cause instanceof AssistInvalid ? { type: 'not-sent', cause } : { type: 'unconfirmed', why: 'lost' };
  }
}

/** What the call's own answer changes in the record. Only what was never sent ends there; the rest is read from the bill. */
function heard(answer: GatewayAnswer): Partial<Operation> {
  switch (answer.type) {
    case 'not-sent':
      return { state: 'refused' };
    case 'declined':
      return { state: 'unconfirmed', answer: 'declined', reason: answer.reason };
    case 'refused':
    case 'unconfirmed':
      return { state: 'unconfirmed', answer: answer.type };
    case 'captured':
    case 'canceled':
      return { state: 'unconfirmed', answer: 'answered' };
  }
}

/** Writes what was heard, onto whatever the record is by now; an operation that has its end meanwhile keeps it. */
async function record(intent: IntentRecord, id: string, answer: GatewayAnswer, { store }: Context) {
  for (;;) {
    const now = await store.get(intent.id);
    if (!now) throw new Error('A payment record is gone. Restore the store before taking payments.');
    if (openOperation(now)?.id !== id) return now;
    const kept = await store.advance(withOperation(now, id, heard(answer)));
    if (kept) return kept;
  }
}

/** How long the order's result may lag behind an answer, in milliseconds per try. */
const lags = [0, 300, 900];

async function carryOut(claimed: Claimed, reason: ChangeWish['reason'], context: Context): Promise<ChangeAnswer> {
  const { intent, operation } = claimed;
  const started = context.now();
  const answer = await callGateway(claimed, reason, context);
  const { id, kind } = operation;
  context.onEvent({
    type: 'operation.answered',
    intent: intent.id,
    kind,
    answer: answer.type,
    ms: context.now() - started,
  });
  let now = await record(intent, id, answer, context);
  if (answer.type === 'not-sent') return { ...answerOf(now, id), type: 'refused', why: 'unavailable' };
  for (const lag of lags) {
    if (lag) await context.wait(lag);
    now = await follow(now, context, { force: true });
    if (openOperation(now)?.id !== id) break;
  }
  return answerOf(now, id);
}

/**
 * Takes, lets go or gives back money of an order, once. The operation is durable before the gateway hears of it; one at a time for an
 * order, whoever asks; it is never sent again, and a doubt is read from the bill's own operations.
 *
 * @throws where the record cannot be kept.
 */
export async function changeMoney(
  order: string,
  kind: OperationKind,
  wish: ChangeWish,
  context: Context,
): Promise<ChangeAnswer> {
  const { id = context.randomId() } = wish;
  if (!/^[\w-]{10,100}$/.test(id))
    throw new RangeError('The id of an operation must be 10 to 100 letters, digits, "_" and "-".');
  try {
    const claimed = await claim(order, kind, { ...wish, id }, context);
    if ('type' in claimed) return claimed;
    const { submitted } = context.engine;
    const work = carryOut(claimed, wish.reason, context).finally(() => submitted.delete(work));
    submitted.add(work);
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return refused('unavailable');
    if (!(error instanceof AssistError)) throw error;
    // Only reading throws: before the claim, and then nothing was sent.
    noteTrouble(error, 'orderresult', context);
    return refused('unavailable');
  }
}
