import { gatewayDay, parseDay } from '../dates.ts';
import { merchant } from '../merchant.ts';
import { shown, type WebService } from '../service.ts';
import { absent, forgotten, malformed, missing } from '../wire/fault.ts';
import { orderResultReply } from '../wire/order-reply.ts';
import { isHidden } from './order-result.ts';

/** `POST /registration/mobileregistration.cfm`: a phone's app makes itself known; its results are then read without a login (section 18). */
export const register: WebService = {
  name: 'register',
  paths: ['/registration/mobileregistration.cfm'],
  formats: [4],
  credentials: 'none',
  envelope: 'SOAP-ENV',
  perform: ({ fields, deps: { state } }) => {
    const device = fields.get('deviceuniqueid');
    if (!device) throw missing('DEVICEUNIQUEID', 149);
    const id = state.randomId();
    state.registrations.set(id, { id, device });
    return { soap: () => ({ 'ASS-NS:getRegistrationResponse': { registration_id: id } }) };
  },
};

const day = 86_400_000;

/** `POST /orderresult/mobileorderresult.cfm`: an order result for a registered app, of the day it names and the two before it. */
export const mobileResult: WebService = {
  name: 'mobile-result',
  paths: ['/orderresult/mobileorderresult.cfm'],
  formats: [4],
  credentials: 'none',
  perform: ({ fields, deps, rule }) => {
    const { state } = deps;
    const registration = state.registrations.get(fields.get('registrationid') ?? '');
    if (!registration || registration.device !== fields.get('deviceid')) throw absent('ASSISTID', 149);
    if (fields.get('merchantid') !== merchant.id) throw absent('MERCHANT_ID', 100);
    const order = fields.get('ordernumber');
    if (!order) throw missing('ORDERNUMBER', 107);
    if (state.isPaidAndForgotten(order)) throw forgotten('order');
    const until = parseDay(fields.get('date') || gatewayDay(state.now()));
    if (until === undefined) throw malformed('DATE', 104);
    const bills = state
      .billsOf(order)
      .filter((bill) => bill.createdAt >= until - 2 * day && bill.createdAt < until + day)
      .filter((bill) => !isHidden(bill, rule, state.now()));
    if (!bills.length) throw absent('order', 201);
    // A public client takes the first order: the newest bill is what it wants to hear of.
    return orderResultReply(
      bills.toReversed().map((bill) => shown(bill, rule)),
      deps,
    );
  },
};
