import * as v from 'valibot';
import { brandId } from './brand.ts';
import { AssistMalformed } from './errors.ts';
import { orderState, type OrderState } from './outcome.ts';

/** One attempt to pay an order, as the gateway tells it. A second attempt under the same order number is another bill. */
export interface Bill {
  billNumber: string;
  order: string;
  /** Decimal text with two places. */
  amount: string;
  currency: string;
  state: OrderState | 'unknown';
  /** Of the newest payment operation, for example `AS000`; empty where there is none. */
  responseCode: string;
  /** What was paid with, where the gateway says. */
  mean?: { brand: string; last4: string };
  /** The gateway's check value, as sent. */
  checkValue: string;
}

/** Text, or a number as text: the two families of answers differ (gateway notes, section 16, row 25). */
const Text = v.optional(
  v.pipe(
    v.nullable(v.union([v.string(), v.number()])),
    v.transform((value) => String(value ?? '').trim()),
  ),
  '',
);
const Operation = v.object({ responsecode: Text, operationtype: Text, meantypename: Text, meannumber: Text });
const CheckData = v.object({ checkvalue: Text });
const oneOrMany = <const TSchema extends v.GenericSchema>(schema: TSchema) =>
  v.union([
    v.array(schema),
    v.pipe(
      schema,
      v.transform((one) => [one]),
    ),
  ]);

const WireOrder = v.object({
  ordernumber: Text,
  billnumber: Text,
  orderamount: Text,
  ordercurrency: Text,
  orderstate: Text,
  checkvalue: Text,
  checkdata: v.optional(v.nullable(CheckData)),
  operations: v.optional(v.nullable(oneOrMany(Operation))),
  // The direct-payment shape keeps the operation flat in the order (gateway notes, section 16, row 2).
  responsecode: Text,
  meantypename: Text,
  meannumber: Text,
});
type WireOrder = v.InferOutput<typeof WireOrder>;

/** `15`, `15.5` and `15,00` as `15.00`: check values and comparisons are over text (gateway notes, section 5.2). */
function twoDecimals(text: string): string {
  const match = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text);
  if (!match) throw new AssistMalformed('an amount is not a number');
  return `${match[1]}.${(match[2] ?? '').padEnd(2, '0')}`;
}

function toBill(wire: WireOrder): Bill {
  if (!wire.ordernumber || !wire.billnumber) throw new AssistMalformed('an order has no number');
  const payment =
    wire.operations?.findLast(({ operationtype }) => operationtype === '100' || operationtype === '') ?? wire;
  const last4 = /(\d{4})$/.exec(payment.meannumber)?.[1];
  return {
    billNumber: wire.billnumber.replace(/\..*$/, ''),
    order: wire.ordernumber,
    amount: twoDecimals(wire.orderamount),
    currency: wire.ordercurrency,
    state: orderState(wire.orderstate),
    responseCode: payment.responsecode,
    checkValue: wire.checkvalue || (wire.checkdata?.checkvalue ?? ''),
    ...(last4 && { mean: { brand: brandId(payment.meantypename), last4 } }),
  };
}

const Envelope = v.union([
  v.pipe(
    v.object({ orderresult: v.object({ orders: oneOrMany(WireOrder) }) }),
    v.transform((body) => body.orderresult.orders),
  ),
  v.pipe(
    v.object({ order: oneOrMany(WireOrder) }),
    v.transform((body) => body.order),
  ),
  v.pipe(
    v.object({ MakePaymentResponse: WireOrder }),
    v.transform((body) => [body.MakePaymentResponse]),
  ),
]);

/**
 * The bills of any answer about orders.
 *
 * @throws AssistMalformed where there are none to be read, or one of them cannot be read: half a truth is none.
 */
export function readBills(body: unknown): Bill[] {
  const parsed = v.safeParse(Envelope, body);
  if (!parsed.success) throw new AssistMalformed('it is not an order');
  return parsed.output.map(toBill);
}
