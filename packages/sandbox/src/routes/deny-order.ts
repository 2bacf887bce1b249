import { checkLogin, merchant } from '../merchant.ts';
import { type Call, type WebService } from '../service.ts';
import { isPaidBill } from '../state.ts';
import { absent, forbidden, GatewayFault, missing } from '../wire/fault.ts';

/** How long a bearer token is good, in milliseconds: the sandbox's own. */
const bearerLife = 15 * 60_000;

function readLogin({ fields }: Call): void {
  const login = fields.get('login');
  const password = fields.get('password');
  if (!login) throw missing('LOGIN', 101);
  if (!password) throw missing('PASSWORD', 102);
  checkLogin(login, password);
}

/** `POST /api/v1/auth/login.cfm`: a bearer token for the service below (gateway notes, section 10). */
export const login: WebService = {
  name: 'login',
  paths: ['/api/v1/auth/login.cfm'],
  formats: [5],
  credentials: 'none',
  perform: (call) => {
    readLogin(call);
    const { state } = call.deps;
    const token = state.randomId();
    state.bearers.set(token, state.now() + bearerLife);
    return { json: () => ({ access_token: token, refresh_token: state.randomId() }) };
  },
};

/** `POST /api/v1/order/cancel.cfm`: closes an order that nobody has paid. It ends declined (assumed, section 10); a paid one: 15/308. */
export const denyOrder: WebService = {
  name: 'deny',
  paths: ['/api/v1/order/cancel.cfm'],
  formats: [5],
  credentials: 'none',
  perform: (call) => {
    const { fields, request, deps } = call;
    const { state } = deps;
    const [, bearer = ''] = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    if ((state.bearers.get(bearer) ?? 0) <= state.now()) throw new GatewayFault('Authentication error', 7, 141);
    readLogin(call);
    if (fields.get('merchantid') !== merchant.id) throw absent('MERCHANT_ID', 100);
    const order = fields.get('ordernumber');
    if (!order) throw missing('ORDERNUMBER', 107);
    const bills = state.billsOf(order);
    // One bill of it may be open while another has paid: the order is paid.
    if (state.isPaidAndForgotten(order) || bills.some(isPaidBill)) throw forbidden('cancel', 308);
    if (!bills.length) throw absent('order', 201);
    const open = bills.filter((bill) => bill.state === 'In Process');
    if (!open.length) throw forbidden('cancel', 308);
    for (const bill of open) state.bills.set(bill.bill, { ...bill, state: 'Declined' });
    return { json: () => ({ cancel: { orderstate: 'Declined' } }) };
  },
};
