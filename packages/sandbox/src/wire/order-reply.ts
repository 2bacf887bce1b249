import { gatewayMinute } from '../dates.ts';
import type { Deps } from '../deps.ts';
import { flatFields, operationFields, orderFields, threeDsFields } from '../order-fields.ts';
import type { Bill } from '../state.ts';
import { lastOperation } from './payment-reply.ts';
import type { Reply } from './reply.ts';
import { proveOrder, type Proof, signReply } from './signing.ts';
import type { XmlTree } from './xml.ts';

interface Proved {
  bill: Bill;
  proof: Proof;
}

const proveAll = (bills: readonly Bill[], deps: Deps): Promise<Proved[]> =>
  Promise.all(bills.map(async (bill) => ({ bill, proof: await proveOrder(bill, deps) })));

/** One order of a result in JSON: several values are numbers, the proof stands flat and in `checkdata` (sections 5.2 and 18). */
function resultJson({ bill, proof }: Proved, packetdate: string): object {
  const { firstname, lastname, middlename, email, ...rest } = orderFields(bill);
  return {
    ...rest,
    testmode: 1,
    orderamount: Number(bill.amount),
    rate: 1,
    packetdate,
    ...proof,
    checkdata: { packetdate, ...proof },
    customer: { firstname, lastname, middlename, email },
    ...(bill.cheque && { chequeitems: bill.cheque }),
    operations: bill.operations.map((operation) => ({
      ...operationFields(bill, operation),
      operationtype: operation.type,
      amount: Number(operation.amount),
      threedsdata: threeDsFields(operation.threeds),
    })),
  };
}

/** One order of a result in XML: `operation` stands directly in `order` (section 18). */
const resultXml = ({ bill, proof }: Proved, packetdate: string): XmlTree => ({
  ...orderFields(bill),
  packetdate,
  ...proof,
  ...(bill.cheque && { chequeitems: bill.cheque }),
  operation: bill.operations.map((operation) => ({
    ...operationFields(bill, operation),
    threedsdata: { ...threeDsFields(operation.threeds) },
  })),
});

/** The answer of an order result: all bills in the window, with everything that was done to them. */
export async function orderResultReply(bills: readonly Bill[], deps: Deps): Promise<Reply> {
  const packetdate = gatewayMinute(deps.state.now());
  const proved = await proveAll(bills, deps);
  const orders = () => proved.map((one) => resultXml(one, packetdate));
  return {
    json: () => ({ orderresult: { orders: proved.map((one) => resultJson(one, packetdate)) } }),
    xml: () => ({ inside: { order: orders() }, count: bills.length }),
    soap: () => ({ 'ws:orderresultResponse': { orderresult: { order: orders() } } }),
    csv: () =>
      proved.flatMap(({ bill, proof }) =>
        bill.operations.map((operation) => ({ ...flatFields(bill, operation), packetdate, ...proof })),
      ),
  };
}

/** The states of an order that are a success of some kind. */
const successes: readonly string[] = ['Approved', 'Delayed', 'PartialDelayed', 'PartialCanceled'];

/**
 * The answer of an order state. The JSON of one order is flat in the public client that reads it; the sandbox adds all bills as
 * `orders`, and takes for the flat one the newest that succeeded, else the newest (section 5.1).
 */
export async function orderStateReply(bills: readonly Bill[], deps: Deps): Promise<Reply> {
  const packetdate = gatewayMinute(deps.state.now());
  const orders = (await proveAll(bills, deps)).map(({ bill, proof }) => ({
    ordernumber: bill.order,
    billnumber: bill.bill,
    orderamount: bill.amount,
    ordercurrency: bill.currency,
    orderstate: bill.state,
    packetdate,
    ...proof,
  }));
  const json = orders.map((order) => ({
    ...order,
    orderamount: Number(order.orderamount),
    checkdata: { packetdate, checkvalue: order.checkvalue, signature: order.signature },
  }));
  const chosen = json.findLast((order) => successes.includes(order.orderstate)) ?? json.at(-1);
  return {
    json: () => ({ orderstate: { ...chosen, orders: json } }),
    xml: () => ({ inside: { order: orders }, count: orders.length }),
    soap: () => ({ 'ws:orderstateResponse': { orderstate: { order: orders } } }),
    csv: () => orders,
  };
}

/** The two values that stand as numbers in the JSON of the answers below (sections 9.2 and 10). */
const numbers = (fields: Record<string, string>) => ({
  ...fields,
  testmode: 1,
  operationtype: Number(fields['operationtype']),
  amount: Number(fields['amount']),
});

/** What answers about one operation share: the flat fields, their proof and when they were written. */
async function oneOperation(bill: Bill, deps: Deps) {
  const operation = lastOperation(bill);
  const packetdate = deps.state.packetDate();
  const signature = await signReply(bill, operation, packetdate, deps);
  return { operation, packetdate, signature, fields: flatFields(bill, operation) };
}

/** The answer of a confirmation (`charge`) or of a recurring payment (`rp`): flat. The names of the SOAP elements are the sandbox's own. */
export async function operationReply(bill: Bill, wrapper: 'charge' | 'rp', deps: Deps): Promise<Reply> {
  const { fields, packetdate, signature } = await oneOperation(bill, deps);
  const all = { ...fields, packetdate, signature };
  const element = wrapper === 'charge' ? 'ws:ChargeResponseParams' : 'ws:RecurrentPaymentResponseParams';
  return {
    json: () => ({ [wrapper]: numbers(all) }),
    xml: () => ({ inside: { orders: { order: all } }, count: 1 }),
    soap: () => ({ [element]: { order: all } }),
    csv: () => [all],
  };
}

/** The answer of a cancel: an order with its operation, `checkdata` beside it (section 10). */
export async function cancelReply(bill: Bill, deps: Deps): Promise<Reply> {
  const { fields, packetdate, signature } = await oneOperation(bill, deps);
  const all = { ...fields, packetdate, signature };
  const order = { ...orderFields(bill), testmode: 1 };
  return {
    json: () => ({
      wscancel: { order: { ...order, operations: [numbers(fields)] }, checkdata: { packetdate, signature } },
    }),
    xml: () => ({ inside: { orders: { order: all } }, count: 1 }),
    soap: () => ({ 'ws:WSCancelResponseParams': { order: all } }),
    csv: () => [all],
  };
}
