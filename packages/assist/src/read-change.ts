import type { DeclineReason } from '@onfile/contract';
import { type Bill, type BillOperation, readOrders } from './bill.ts';
import { AssistMalformed } from './errors.ts';
import { isSuccess, type OperationType } from './operation.ts';
import { declineReason, type OrderState } from './outcome.ts';

/** A change of a bill that was asked for. */
export interface AskedChange {
  bill: string;
  /** Left out: all of it. */
  amount?: string;
  currency?: string;
}

/** What the answer says of it. */
export type SaidChange =
  | { type: 'done'; bill: Bill; isWhole: boolean }
  | { type: 'declined'; bill: Bill; reason: DeclineReason };

/** Which states say that all, or a part, was changed. */
export interface ChangeStates {
  whole: OrderState;
  part: OrderState;
}

const base = (bill: string) => bill.replace(/\..*$/, '');

/** The operation that was asked for: of its kind, and of its sum where one was named. */
function findOperation(bill: Bill, kind: OperationType, asked: AskedChange): BillOperation {
  const operation = bill.operations.findLast(({ type }) => type === kind);
  if (!operation) throw new AssistMalformed('it does not tell of what was asked');
  if (asked.amount !== undefined && (operation.amount !== asked.amount || operation.currency !== asked.currency))
    throw new AssistMalformed('it is about another amount');
  return operation;
}

/**
 * The answer of a capture or a cancellation. It counts only for the bill and the sum that were asked for, and only where code and
 * state agree (gateway notes, section 10).
 *
 * @throws AssistMalformed
 */
export function readChange(
  body: unknown,
  kind: 'capture' | 'cancel',
  asked: AskedChange,
  states: ChangeStates,
): SaidChange {
  const [read, ...more] = readOrders(body);
  if (!read || more.length) throw new AssistMalformed('it is not one order');
  const { bill } = read;
  if (bill.billNumber !== base(asked.bill)) throw new AssistMalformed('it is about another bill');
  const operation = findOperation(bill, kind, asked);
  const reason = declineReason(operation.responseCode);
  if (reason) return { type: 'declined', bill, reason };
  const isWhole = bill.state === states.whole;
  if (!isSuccess(operation) || (!isWhole && bill.state !== states.part))
    throw new AssistMalformed('its code and its state do not agree');
  return { type: 'done', bill, isWhole };
}
