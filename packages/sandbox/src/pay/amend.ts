import type { Deps } from '../deps.ts';
import { exceeds, less, sumOf } from '../money.ts';
import { readAmount, readCurrency } from '../request/order.ts';
import type { Bill, Operation } from '../state.ts';
import { missing, wrongValue } from '../wire/fault.ts';
import type { Fields } from '../wire/read-request.ts';

const done = ({ operations }: Bill, type: Operation['type']) =>
  sumOf(operations.filter((one) => one.type === type && one.code === 'AS000').map(({ amount }) => amount));

/** What was taken of a bill: all of it in one stage, what was confirmed in two. */
export const taken = (bill: Bill): string => (bill.delay ? done(bill, 200) : bill.amount);
/** What is blocked and not yet confirmed. */
export const blocked = (bill: Bill): string => (bill.delay ? less(bill.amount, done(bill, 200)) : '0.00');
/** What was given back. */
export const refunded = (bill: Bill): string => done(bill, 300);

/**
 * The sum that a confirmation or a cancel is about. Amount and currency come both or not at all; none is the whole (section 10).
 *
 * @throws GatewayFault 3/108, 3/105, 5/105 for another currency, 5/108 for nothing or more than there is
 */
export function readSum(fields: Fields, bill: Bill, whole: string): string {
  const amount = fields.get('amount');
  const currency = fields.get('currency');
  if (!amount && !currency) return whole;
  if (!amount) throw missing('AMOUNT', 108);
  if (!currency) throw missing('CURRENCY', 105);
  if (readCurrency(currency) !== bill.currency) throw wrongValue('CURRENCY', 105);
  const sum = readAmount(amount);
  if (Number(sum) === 0 || exceeds(sum, whole)) throw wrongValue('AMOUNT', 108);
  return sum;
}

/** The bill with one more operation, which succeeded. */
export function withOperation(
  bill: Bill,
  change: Pick<Bill, 'state'>,
  operation: Pick<Operation, 'type' | 'amount' | 'clientIp' | 'externalRefundId'>,
  { state }: Deps,
): Bill {
  const number = bill.operations.length + 1;
  const added: Operation = { ...operation, number, code: 'AS000', currency: bill.currency, at: state.now() };
  const amended = { ...bill, ...change, operations: [...bill.operations, added] };
  state.bills.set(bill.bill, amended);
  return amended;
}
