import { type Bill, readOrders } from './bill.ts';
import type { Gateway } from './call.ts';
import { AssistMalformed } from './errors.ts';
import { nodesOf } from './nodes.ts';
import { isToken, type OrderMoney } from './order-fields.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { NotAnswered } from './send-once.ts';
import { readThreeDs, type ThreeDs } from './three-ds.ts';

/** A payment that the gateway has answered. Even that is to be read again from the order's result. */
export interface AnsweredPayment {
  type: 'answered';
  bill: Bill;
  outcome: Outcome;
  /** With the outcome `challenge` only. */
  threeDs?: ThreeDs;
  /** The token of a card that this payment kept (gateway notes, sections 3.5 and 14). */
  savedToken?: string;
}

/** What became of a payment. Only `answered` carries an outcome. */
export type PaymentAnswer = AnsweredPayment | NotAnswered;

/** A bill that is open for 3-D Secure is a challenge where there is something to do, and otherwise unknown. */
function judge(bill: Bill, threeDs: ThreeDs | undefined): Outcome {
  if (bill.state !== 'In Process') return outcomeOf(bill);
  return { type: threeDs ? 'challenge' : 'unconfirmed' };
}

/** The token of a card that was kept; an empty one where none was. */
function readSavedToken(body: unknown): string | undefined {
  for (const { token } of nodesOf(body)) if (typeof token === 'string' && isToken(token)) return token;
  return undefined;
}

/**
 * The answer of a payment. It counts only for the order, amount and currency that were asked for.
 *
 * @throws AssistMalformed
 */
export function readPayment(body: unknown, expected: OrderMoney, gateway: Gateway): AnsweredPayment {
  const [read, ...more] = readOrders(body);
  if (!read || more.length) throw new AssistMalformed('it is not one order');
  const { bill } = read;
  if (bill.order !== expected.order || bill.amount !== expected.amount || bill.currency !== expected.currency)
    throw new AssistMalformed('it is about another order or amount');
  const operation = bill.operations.findLast(({ type }) => type === 'payment');
  const number = operation?.number || bill.billNumber;
  // Told by what is there to do, and not by the code alone (gateway notes, section 16, row 3).
  const threeDs = bill.state === 'In Process' ? readThreeDs(body, number, gateway) : undefined;
  const savedToken = readSavedToken(body);
  return {
    type: 'answered',
    bill,
    outcome: judge(bill, threeDs),
    ...(threeDs && { threeDs }),
    ...(savedToken && { savedToken }),
  };
}
