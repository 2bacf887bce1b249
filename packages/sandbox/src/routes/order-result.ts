import type { Deps } from '../deps.ts';
import { baseNumber } from '../request/bill-number.ts';
import { defaultAfterMs } from '../misbehave.ts';
import { readWindow } from '../request/window.ts';
import type { FaultRule } from '../rules.ts';
import { type Call, shown, type WebService } from '../service.ts';
import type { Bill } from '../state.ts';
import { absent, forgotten, malformed, missing } from '../wire/fault.ts';
import { orderResultReply, orderStateReply } from '../wire/order-reply.ts';
import type { Fields } from '../wire/read-request.ts';

const day = 86_400_000;

/** The bills of an order number, or the one with a bill number (gateway notes, section 18). */
function named(fields: Fields, { state }: Deps): Bill[] {
  const order = fields.get('ordernumber');
  if (order && order.length > 128) throw malformed('ORDERNUMBER', 107);
  if (order && state.isPaidAndForgotten(order)) throw forgotten('order');
  if (order) return state.billsOf(order);
  if (!fields.get('billnumber')) throw missing('ORDERNUMBER', 107);
  const number = baseNumber(fields);
  if (state.isForgotten(number)) throw forgotten('order');
  const bill = state.bill(number);
  return bill ? [bill] : [];
}

/** Results that are not shown yet: of a rule that lets them lag. */
export const isHidden = ({ createdAt }: Bill, rule: FaultRule | undefined, now: number) =>
  rule?.kind === 'lag' && createdAt > now - (rule.afterMs ?? defaultAfterMs);

/** Every bill that was opened in the window, by default the last three days. None at all: 10/201 (sections 5.1 and 8.3). */
function findBills({ fields, deps, rule }: Call): Bill[] {
  const now = deps.state.now();
  const { start, end } = readWindow(fields, now, 3 * day);
  const found = named(fields, deps).filter(
    (bill) => bill.createdAt >= start && bill.createdAt <= end && !isHidden(bill, rule, now),
  );
  if (!found.length) throw absent('order', 201);
  return found.map((bill) => shown(bill, rule));
}

/** `POST /orderresult/orderresult.cfm`: every bill of an order with all that was done to it (gateway notes, section 5). */
export const orderResult: WebService = {
  name: 'orderresult',
  paths: ['/orderresult/orderresult.cfm'],
  formats: [4, 1, 3, 5],
  perform: (call) => orderResultReply(findBills(call), call.deps),
};

/** `POST /orderstate/orderstate.cfm`: the same, and only where each bill stands. */
export const orderState: WebService = {
  name: 'orderstate',
  paths: ['/orderstate/orderstate.cfm'],
  formats: [4, 1, 3, 5],
  perform: (call) => orderStateReply(findBills(call), call.deps),
};
