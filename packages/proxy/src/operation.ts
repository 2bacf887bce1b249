import { type Bill, isSuccess } from '@onfile/assist';
import type { DeclineReason, IntentStatus } from '@onfile/contract';
import type { IntentRecord } from './payment-store.ts';
import type { Quiet } from './rules.ts';
import { plus, whole } from './sums.ts';

/** What a merchant does with money that was authorised or paid: take it, or let it go or give it back. */
export type OperationKind = 'capture' | 'cancel';

/** One of them. It is written before the gateway hears of it, and is never forgotten. */
export interface Operation {
  /** The merchant's, or ours: the same id is the same operation. */
  id: string;
  kind: OperationKind;
  /** Decimal text, in the intent's currency. */
  amount: string;
  /** The gateway's bill. */
  bill: string;
  /** What operations of this kind came to before, by the bill. */
  before: string;
  /** Milliseconds since the epoch. */
  submittedAt: number;
  /** `review`: the bill tells of something else than what was asked for. */
  state: 'submitting' | 'unconfirmed' | 'done' | 'refused' | 'review';
  /** What the call itself said; absent while it has not come back. */
  answer?: 'answered' | 'declined' | 'refused' | 'unconfirmed';
  reason?: DeclineReason;
  /** Order results in a row without a trace of it. */
  emptyReads: number;
}

/** The operation that has no end yet. */
export const openOperation = ({ operations }: Pick<IntentRecord, 'operations'>): Operation | undefined =>
  operations?.find(({ state }) => state === 'submitting' || state === 'unconfirmed');

/** The intent with one operation changed. */
export function withOperation(intent: IntentRecord, id: string, change: Partial<Operation>): IntentRecord {
  const operations = (intent.operations ?? []).map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...intent, operations };
}

/** What of this kind went through, by the bill's own operations; `undefined` where one of them does not say its sum. */
export function sumOf({ operations, currency: billed }: Bill, kind: OperationKind): string | undefined {
  const done = operations.filter((one) => one.type === kind && isSuccess(one));
  const isSaid = done.every(({ amount, currency }) => amount !== undefined && (!currency || currency === billed));
  return isSaid ? done.reduce((sum, { amount = '0.00' }) => plus(sum, amount), '0.00') : undefined;
}

/** Where the bill stands, as a status of the intent; `undefined` where that says neither. */
function statusOf({ state }: Bill, before: IntentStatus): IntentStatus | undefined {
  switch (state) {
    case 'Approved':
      return 'paid';
    case 'Canceled':
      return 'canceled';
    case 'Delayed':
    case 'PartialDelayed':
      return 'authorised';
    // A part was given back, of what was taken at once or in parts: the rest stays what it was.
    case 'PartialCanceled':
      return before;
    default:
      return undefined;
  }
}

/** What the bills say of an operation. */
export type OperationVerdict =
  | { type: 'done'; bill: Bill; status: IntentStatus }
  | { type: 'refused' }
  | { type: 'unconfirmed'; empty: boolean }
  | { type: 'review' };

/** After this time a person looks, in milliseconds. */
const longestDoubt = 72 * 3_600_000;

/** The bill tells nothing of it: carried out or not is known from a refusal, or from a long silence. */
function judgeSilence(operation: Operation, now: number, quiet: Quiet): OperationVerdict {
  const { answer, submittedAt, emptyReads } = operation;
  if (answer === 'declined' || answer === 'refused') return { type: 'refused' };
  // An answer that said "done" is not forgotten because the order's result is behind it.
  if (answer === 'answered') return { type: 'unconfirmed', empty: false };
  const isQuiet = now - submittedAt >= quiet.ms && emptyReads + 1 >= quiet.reads;
  return isQuiet ? { type: 'refused' } : { type: 'unconfirmed', empty: true };
}

/** Whether the bill's state, too, says that nothing of the operation was carried out: a state may be ahead of the operations. */
function isUntouched({ state }: Bill, { kind, before }: Operation): boolean {
  if (state === 'Delayed' || state === 'PartialDelayed') return true;
  return kind === 'cancel' && (state === 'Approved' || (state === 'PartialCanceled' && whole(before) > 0n));
}

const unknown: OperationVerdict = { type: 'unconfirmed', empty: false };

function judgeBill(
  { status, amount: total }: Pick<IntentRecord, 'status' | 'amount'>,
  operation: Operation,
  bill: Bill,
  now: number,
  quiet: Quiet,
): OperationVerdict {
  const said = sumOf(bill, operation.kind);
  if (said === undefined) return unknown;
  const asked = plus(operation.before, operation.amount);
  if (said === operation.before) return isUntouched(bill, operation) ? judgeSilence(operation, now, quiet) : unknown;
  if (said !== asked) return { type: 'review' };
  const after = statusOf(bill, status);
  // The state may be behind the operations: all of it given back is `canceled`, and nothing else.
  const isBehind = operation.kind === 'cancel' && asked === total && after !== 'canceled';
  return after && !isBehind ? { type: 'done', bill, status: after } : unknown;
}

/**
 * Decides over an operation by what the bill's operations of its kind come to: the sum before and the operation's own, or the sum
 * before, or something that nobody here asked for. A doubt that is older than three days is for a person.
 */
export function judgeOperation(
  intent: Pick<IntentRecord, 'status' | 'amount'>,
  operation: Operation,
  bills: readonly Bill[],
  now: number,
  quiet: Quiet,
): OperationVerdict {
  const bill = bills.find(({ billNumber }) => billNumber === operation.bill);
  const verdict = bill ? judgeBill(intent, operation, bill, now, quiet) : unknown;
  const isLate = now - operation.submittedAt > longestDoubt;
  return verdict.type === 'unconfirmed' && isLate ? { type: 'review' } : verdict;
}
