import { authorise } from '../pay/authorise.ts';
import { holdBrowser, meansOf, underRule } from '../pay/with-token.ts';
import { readOrder, refusePaid } from '../request/order.ts';
import { readPaymentToken } from '../request/payment-token.ts';
import { type Call, shown, type WebService } from '../service.ts';
import type { Bill, OrderDetails } from '../state.ts';
import { absent, missing } from '../wire/fault.ts';
import { tokenPayReply } from '../wire/payment-reply.ts';
import { holdSigned } from '../wire/signing.ts';

/** Pays an order with the token in a request. `open` gives the bill, once nothing can be refused any more. */
function payWithToken({ fields, deps, rule }: Call, order: OrderDetails, open: (customer?: string) => Bill) {
  const means = meansOf(readPaymentToken(fields), order.amount, fields, deps);
  refusePaid(order.order, deps);
  const scenario = underRule(means.scenario, rule);
  holdBrowser(scenario, fields);
  const { bill, question } = authorise(
    {
      bill: open(means.customer),
      card: means.card,
      scenario,
      paidBy: 'tokenpay',
      window: fields.get('challengewindowsize') || '02',
      disable3ds: fields.get('disable3ds') === '1',
    },
    deps,
  );
  return tokenPayReply(shown(bill, rule), question, deps);
}

/** `POST /pay/tokenpay.cfm`: pays with a card on file (token type 5) or a phone's wallet (gateway notes, section 3). */
export const tokenPay: WebService = {
  name: 'tokenpay',
  paths: ['/pay/tokenpay.cfm'],
  formats: [5, 4],
  perform: async (call) => {
    const { fields, deps } = call;
    const order = readOrder(fields, deps);
    // A check value is in none of this service's tables: only a signature is.
    if (deps.state.settings.check === 'signature') await holdSigned(fields, 'page', deps);
    return payWithToken(call, order, (customer) => deps.state.openBill({ ...order, ...(customer && { customer }) }));
  },
};

/** `POST /pay/tokenpay_order.cfm`: pays the order behind a payment link, named by its CFSID (section 3.4). */
export const tokenPayOrder: WebService = {
  name: 'tokenpay-order',
  paths: ['/pay/tokenpay_order.cfm'],
  formats: [5, 4],
  perform: (call) => {
    const { state } = call.deps;
    const id = call.fields.get('outcfsid');
    if (!id) throw missing('OUTCFSID', 201);
    const visit = state.visits.get(id);
    const bill = visit && state.bill(visit.bill);
    if (!bill || bill.state !== 'In Process' || bill.operations.length) throw absent('order', 201);
    return payWithToken(call, bill, (customer) => ({ ...bill, ...(customer && { customer }) }));
  },
};
