import * as v from 'valibot';
import { WireText } from '../bill.ts';
import { type CallOptions, callOnce, credentialsOf, type Gateway, post, startDeadline } from '../call.ts';
import { AssistMalformed } from '../errors.ts';
import { holdOrderNumber } from '../order-fields.ts';
import { orderState, type OrderState } from '../outcome.ts';

/** Printable and short enough for a header: what else it may be is the gateway's business. */
const Login = v.object({ access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,4096}$/)) });
const Denied = v.object({ cancel: v.object({ orderstate: WireText }) });

function parse<const TSchema extends v.GenericSchema>(schema: TSchema, body: unknown, what: string) {
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw new AssistMalformed(what);
  return parsed.output;
}

/**
 * Closes an order that nobody has paid yet. A login for this one purpose comes first. `POST /api/v1/auth/login.cfm` and
 * `/api/v1/order/cancel.cfm`, gateway notes, section 10; bodies are known from a public client only.
 *
 * @returns where the order stands now, in the gateway's word; `unknown` for a word that nobody knows.
 * @throws AssistInvalid before anything is sent; AssistError
 */
export async function denyOrder(
  gateway: Gateway,
  { order }: { order: string },
  options?: CallOptions,
): Promise<{ state: OrderState | 'unknown' }> {
  holdOrderNumber(order);
  const { login, password } = await credentialsOf(gateway);
  const deadline = startDeadline(gateway.deadlines.read, options);
  const entrance = { login, password, audience: 'POS', components: 'ws/cancelbynumber' };
  const entered = await callOnce(gateway, post(gateway, '/api/v1/auth/login.cfm', entrance), deadline);
  const { access_token: token } = parse(Login, entered, 'it is not a login');
  const body = { login, password, ordernumber: order, merchant_id: gateway.merchantId };
  const request = post(gateway, '/api/v1/order/cancel.cfm', body, { authorization: `Bearer ${token}` });
  const denied = parse(Denied, await callOnce(gateway, request, deadline), 'it does not say where the order stands');
  return { state: orderState(denied.cancel.orderstate) };
}
