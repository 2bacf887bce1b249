import type { Deps } from '../deps.ts';
import { threeDsResult } from '../pay/authorise.ts';
import { isPaid } from '../request/order.ts';
import { conclude } from '../pay/conclude.ts';
import type { Bill, ThreeDsResult } from '../state.ts';
import type { Authentication } from './authentication.ts';
import { questionOf, type ThreeDsQuestion } from './question.ts';

/** How often a wrong code may be typed before the bank says no: the sandbox's own. */
export const codeTries = 3;

const eci = { Y: '5', A: '6', N: '7', C: '7' } as const;

function resultOf({ authenticating }: Authentication, result: keyof typeof eci): ThreeDsResult {
  if (authenticating === 'v1') return { version: '1.0', alphaauthresult: result, challenge: '', eci: eci[result] };
  const how = authenticating === 'decoupled' ? 'D' : authenticating === 'method' ? 'F' : 'C';
  return threeDsResult(result, how, eci[result]);
}

/**
 * Ends a question with what the bank says, and the payment with it: paid where it knows who it is and the money is there. A bill
 * that is no longer waiting (its lifetime ran out, it was cancelled) is left as it is.
 */
export function decide(authentication: Authentication, result: keyof typeof eci, deps: Deps): Bill | undefined {
  const { state } = deps;
  if (authentication.stage === 'done') return state.bill(authentication.bill);
  state.authentications.set(authentication.id, { ...authentication, stage: 'done', result });
  const bill = state.bill(authentication.bill);
  if (bill?.state !== 'In Process') return bill;
  const isKnown = result === 'Y' || result === 'A';
  // The order may have been paid by another bill while the bank asked.
  const code = isKnown && !isPaid(bill.order, deps) ? authentication.code : 'AS100';
  return conclude(bill, code, deps, { threeds: resultOf(authentication, result) });
}

/** A decoupled question whose time has come is answered yes. */
export function decideDecoupled(id: string, deps: Deps): void {
  const authentication = deps.state.authentications.get(id);
  if (authentication?.stage === 'decoupled') decide(authentication, 'Y', deps);
}

/** Goes on after the browser's method call: known by now, or asked after all (gateway notes, section 3.7, step 3). */
export function afterMethod(
  authentication: Authentication,
  deps: Deps,
): { bill: Bill | undefined; question?: ThreeDsQuestion | undefined } {
  const { state } = deps;
  const bill = state.bill(authentication.bill);
  if (!bill || bill.state !== 'In Process') return { bill };
  if (authentication.stage !== 'method') return { bill, question: questionOf(authentication, bill, deps) };
  if (authentication.authenticating === 'method') return { bill: decide(authentication, 'Y', deps) };
  const asked: Authentication = { ...authentication, stage: 'challenge' };
  state.authentications.set(asked.id, asked);
  return { bill, question: questionOf(asked, bill, deps) };
}
