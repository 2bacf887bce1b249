import { decide } from '../bank/decide.ts';
import type { Deps } from '../deps.ts';
import { isFaultRule } from '../rules.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import { namesOf, said, sent, unclear, unknown } from './answer.ts';

/** `GET /__sandbox/ledger`: what really happened to money, in order; how many older lines are no longer remembered. */
export const readLedger = ({ state }: Deps): Response =>
  said({ entries: state.ledger, forgotten: state.forgottenLines });

/** `GET /__sandbox/orders/{order}`: its bills as the sandbox knows them, and whether it was paid by one that is forgotten. */
export const readBills = (order: string, { state }: Deps): Response =>
  said({ bills: state.billsOf(order), paidAndForgotten: state.isPaidAndForgotten(order) });

/** `GET /__sandbox/notifications`: what was sent to the merchant, and what came of it. */
export const readNotifications = ({ state }: Deps): Response =>
  said({ notifications: [...state.notifications.values()] });

/** `GET /__sandbox/faults`: the misbehaviours in force. */
export const readFaults = ({ rules }: Deps): Response => said({ rules: rules.all });

/** `DELETE /__sandbox/faults`: everybody does their work again. */
export function clearFaults({ rules }: Deps): Response {
  rules.clear();
  return said({ rules: [] });
}

/** `POST /__sandbox/faults`: orders a misbehaviour; the body is a rule as JSON. */
export async function orderFault(request: GatewayRequest, { rules }: Deps): Promise<Response> {
  const rule = await sent(request);
  if (!isFaultRule(rule)) return unclear('A rule names a service and a kind: see the README of the sandbox.');
  rules.add(rule);
  return said({ ordered: rule });
}

/** `POST /__sandbox/decoupled` with `{ "billnumber": "…", "result": "Y" }`: the bank answers at once, `Y` or `N`. */
export async function answerDecoupled(request: GatewayRequest, deps: Deps): Promise<Response> {
  const names = namesOf(await sent(request));
  const number = names?.get('billnumber');
  const result = names?.get('result');
  if (typeof number !== 'string' || (result !== 'Y' && result !== 'N'))
    return unclear('Send { "billnumber": "…", "result": "Y" or "N" }.');
  const bill = deps.state.bill(number.split('.')[0] ?? '');
  const authentication = deps.state.authentications.get(bill?.authentication ?? '');
  if (authentication?.stage !== 'decoupled') return unknown('decoupled question');
  return said({ orderstate: decide(authentication, result, deps)?.state ?? '' });
}
