import * as v from 'valibot';
import { brandId } from './brand.ts';
import type { Gateway } from './call.ts';
import { isCheckValueOf } from './check-value.ts';
import { readMoment } from './dates.ts';
import { AssistMalformed } from './errors.ts';
import { deniesMoney } from './denies-money.ts';
import { findOrders } from './find-orders.ts';
import { twoDecimals } from './money.ts';
import { isNode, type Node } from './nodes.ts';
import { isSuccess, type OperationType, operationType } from './operation.ts';
import { isBillNumber } from './order-fields.ts';
import { orderState, type OrderState } from './outcome.ts';

/** One thing that was done about a bill: it was paid, captured, cancelled. */
export interface BillOperation {
  /** The bill's number with the operation's own behind a point, as `capture` and `cancel` take it; empty where not said. */
  number: string;
  type: OperationType;
  /** For example `AS000`; empty where not said. */
  responseCode: string;
  /** Decimal text with two places. Left out where the gateway does not say. */
  amount?: string;
  /** Three letters of ISO 4217; empty where not said. */
  currency: string;
  /** The bank's; empty where not said. */
  approvalCode: string;
  /** When it was done. Left out where the gateway does not say. */
  at?: Date;
}

/** One attempt to pay an order, as the gateway tells it. A second attempt under the same order number is another bill. */
export interface Bill {
  /** 15 or 16 digits. */
  billNumber: string;
  order: string;
  /** Decimal text with two places. */
  amount: string;
  /** Three letters of ISO 4217. */
  currency: string;
  /** The gateway's word (gateway notes, section 5.3). `unknown` also where it says money and the bill's own operations deny it. */
  state: OrderState | 'unknown';
  /** Of the payment that succeeded, else of the newest; for example `AS000`. Empty where there is none. */
  responseCode: string;
  /** What was paid with, where the gateway says. */
  mean?: { brand: string; last4: string };
  /** The gateway's check value, as sent. */
  checkValue: string;
  /** Everything that the gateway tells of, in its order. None in an order state. */
  operations: readonly BillOperation[];
  /** When the bill was opened. */
  openedAt?: Date;
  /** Whether no real money is meant. Left out where the gateway does not say. */
  isTest?: boolean;
}

const isExact = (value: string | number) => typeof value === 'string' || Math.abs(value) <= Number.MAX_SAFE_INTEGER;

/**
 * Text, or a number as text: the two families of answers differ (gateway notes, section 16, row 25). A number that has lost digits on
 * its way is none.
 */
export const WireText = v.optional(
  v.pipe(
    v.nullable(v.union([v.string(), v.number()])),
    v.transform((value) => (value !== null && isExact(value) ? String(value).trim() : '')),
  ),
  '',
);

/** What has a shape and is not of it is as if it were not said: no free text of the gateway goes any further than this file. */
const shaped = (isShaped: (text: string) => boolean) =>
  v.pipe(
    WireText,
    v.transform((text) => (isShaped(text) ? text : '')),
  );
const fits = (pattern: RegExp) => shaped((text) => pattern.test(text));
/** 15 or 16 digits, and perhaps an operation's (gateway notes, section 15). */
const BillNumber = shaped(isBillNumber);
const Code = fits(/^[A-Za-z0-9]{1,16}$/);
const CurrencyCode = fits(/^[A-Z]{3}$/);
const CheckValue = fits(/^[0-9A-Fa-f]{32}$/);

const OperationFields = {
  billnumber: BillNumber,
  operationtype: WireText,
  operationdate: WireText,
  amount: WireText,
  currency: CurrencyCode,
  responsecode: Code,
  meantypename: WireText,
  meannumber: WireText,
  approvalcode: Code,
};
/** A list is an object to the schema, and is no operation. */
const Operation = v.pipe(v.custom<Node>(isNode), v.object(OperationFields));
type Operation = v.InferOutput<typeof Operation>;

/** What stands alone where a list could stand: both are read (gateway notes, section 16, row 2). XML writes an empty list as text. */
const oneOrMany = <const TSchema extends v.GenericSchema>(schema: TSchema) =>
  v.union([
    v.array(schema),
    v.pipe(
      v.literal(''),
      v.transform(() => []),
    ),
    v.pipe(
      schema,
      v.transform((one) => [one]),
    ),
  ]);
const Operations = oneOrMany(Operation);

const WireOrder = v.object({
  // The direct-payment shape keeps the operation flat in the order (gateway notes, section 16, row 2).
  ...OperationFields,
  ordernumber: fits(/^[\x21-\x7e]{1,128}$/),
  orderamount: WireText,
  ordercurrency: CurrencyCode,
  orderstate: WireText,
  orderdate: WireText,
  testmode: WireText,
  checkvalue: CheckValue,
  checkdata: v.nullish(v.union([v.object({ checkvalue: CheckValue }), v.literal('')])),
  // XML names a list and its members; JSON only the list.
  operations: v.nullish(v.union([v.object({ operation: Operations }), Operations])),
  operation: v.nullish(Operations),
});
type WireOrder = v.InferOutput<typeof WireOrder>;

function operationsOf(wire: WireOrder): Operation[] {
  const { operations, operation } = wire;
  const nested = operations && 'operation' in operations ? operations.operation : operations;
  const list = nested ?? operation ?? [];
  if (list.length) return list;
  return wire.responsecode || wire.operationtype ? [wire] : [];
}

function toOperation(wire: Operation): BillOperation {
  const at = readMoment(wire.operationdate);
  return {
    number: wire.billnumber,
    // A payment's own answer may leave its type out: it tells of nothing else.
    type: wire.operationtype === '' ? 'payment' : operationType(wire.operationtype),
    responseCode: wire.responsecode,
    ...(wire.amount && { amount: twoDecimals(wire.amount) }),
    currency: wire.currency,
    approvalCode: wire.approvalcode,
    ...(at && { at }),
  };
}

/** The payment that a bill stands for: the one that went through, else the newest. */
function paymentOf(wires: readonly Operation[], operations: readonly BillOperation[]): Operation | undefined {
  const isPayment = (at: number) => operations[at]?.type === 'payment';
  const went = wires.findLast((_, at) => isPayment(at) && operations[at] && isSuccess(operations[at]));
  return went ?? wires.findLast((_, at) => isPayment(at)) ?? wires.at(-1);
}

/** An order as it was read, with the words that its check value is over. */
export interface ReadOrder {
  bill: Bill;
  /** The amount and the state exactly as sent. */
  said: { amount: string; state: string };
}

function toOrder(wire: WireOrder): ReadOrder {
  const billNumber = wire.billnumber.replace(/\..*$/, '');
  if (!wire.ordernumber || !billNumber) throw new AssistMalformed('an order has no number');
  if (!wire.ordercurrency) throw new AssistMalformed('an amount has no currency');
  const money = { amount: twoDecimals(wire.orderamount), currency: wire.ordercurrency };
  const list = operationsOf(wire);
  const operations = list.map(toOperation);
  const stated = orderState(wire.orderstate);
  const payment = paymentOf(list, operations);
  const last4 = /(\d{4})$/.exec(payment?.meannumber ?? '')?.[1];
  const openedAt = readMoment(wire.orderdate);
  const bill: Bill = {
    billNumber,
    order: wire.ordernumber,
    ...money,
    state: deniesMoney(stated, operations, money) ? 'unknown' : stated,
    responseCode: payment?.responsecode ?? '',
    checkValue: wire.checkvalue || (wire.checkdata ? wire.checkdata.checkvalue : ''),
    operations,
    ...(last4 && payment && { mean: { brand: brandId(payment.meantypename), last4 } }),
    ...(openedAt && { openedAt }),
    ...(wire.testmode && { isTest: wire.testmode !== '0' }),
  };
  return { bill, said: { amount: wire.orderamount, state: wire.orderstate } };
}

/**
 * The orders of any answer about orders.
 *
 * @throws AssistMalformed where there are none to be read, or one of them cannot be read: half a truth is none.
 */
export function readOrders(body: unknown): ReadOrder[] {
  const parsed = v.safeParse(v.array(WireOrder), findOrders(body));
  if (!parsed.success) throw new AssistMalformed('it is not an order');
  return parsed.output.map(toOrder);
}

/** The bills of any answer about orders. @throws AssistMalformed as `readOrders` does. */
export const readBills = (body: unknown): Bill[] => readOrders(body).map(({ bill }) => bill);

/**
 * The bills of an order result, each with the check value that the gateway would have given it, where the merchant has a secret
 * word. The amount is tried as it stands and with two places (gateway notes, sections 5.2 and 7.3).
 *
 * @throws AssistMalformed
 */
export function readCheckedBills({ checkSecret, merchantId }: Gateway, body: unknown): Bill[] {
  return readOrders(body).map(({ bill, said }) => {
    const texts = [bill.amount, said.amount].map((amount) => [
      merchantId,
      bill.order,
      amount,
      bill.currency,
      said.state,
    ]);
    if (checkSecret && !isCheckValueOf(checkSecret, texts, bill.checkValue))
      throw new AssistMalformed('its check value is wrong');
    return bill;
  });
}
