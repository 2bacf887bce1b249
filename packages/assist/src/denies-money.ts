import type { Bill, BillOperation } from './bill.ts';
import { hundredths } from './money.ts';
import { isSuccess, type OperationType } from './operation.ts';
import type { OrderState } from './outcome.ts';

/** Whether what was held or taken is the bill's sum. Where a currency was converted, sums cannot be compared. */
function isWholeSum(
  operations: readonly BillOperation[],
  { amount, currency }: Pick<Bill, 'amount' | 'currency'>,
): boolean {
  const captures = operations.filter((operation) => operation.type === 'capture' && isSuccess(operation));
  const payments = operations.filter((operation) => operation.type === 'payment' && isSuccess(operation));
  const taken = (captures.length ? captures : payments).filter((one) => one.amount !== undefined);
  if (!taken.length || taken.some((one) => one.currency && one.currency !== currency)) return true;
  const whole = hundredths(amount);
  if (!captures.length) return taken.some((one) => hundredths(one.amount ?? '') === whole);
  return taken.reduce((sum, one) => sum + hundredths(one.amount ?? ''), 0n) === whole;
}

/**
 * Whether a bill's operations deny the state that the gateway puts over them: no payment among them went through, some of it was
 * given back, what is only held was taken, or what was held or taken is another sum. An answer at odds with itself is no proof of money.
 */
export function deniesMoney(
  state: OrderState | 'unknown',
  operations: readonly BillOperation[],
  bill: Pick<Bill, 'amount' | 'currency'>,
): boolean {
  if (state !== 'Approved' && state !== 'Delayed') return false;
  const payments = operations.filter(({ type, responseCode }) => type === 'payment' && responseCode);
  if (payments.length && !payments.some(isSuccess)) return true;
  const went = (type: OperationType) => operations.some((operation) => operation.type === type && isSuccess(operation));
  if (went('cancel')) return true;
  // Held and taken at once: results become visible late, and which of the two is later is not said.
  if (state === 'Delayed' && went('capture')) return true;
  // An answer about a capture may show that capture alone: without the payment there is nothing to hold the sum to.
  return payments.length > 0 && !isWholeSum(operations, bill);
}
