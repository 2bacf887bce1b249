import type { Authentication, PaidBy } from '../bank/authentication.ts';
import { questionOf, type ThreeDsQuestion } from '../bank/question.ts';
import type { Deps } from '../deps.ts';
import type { Scenario } from '../scenarios.ts';
import type { Bill, StoredCard, ThreeDsResult, UsedCard } from '../state.ts';
import { conclude } from './conclude.ts';

/** An attempt to pay a bill with a card. */
export interface Attempt {
  bill: Bill;
  card: UsedCard;
  scenario: Scenario;
  paidBy: PaidBy;
  /** The size of the bank's window, 01 to 05. Default 02. */
  window?: string;
  /** `Disable3DS=1`: the bank is not asked who it is. */
  disable3ds?: boolean;
  /** The card that is kept when this is paid. */
  keep?: StoredCard;
  /** The visit to the payment page that waits for the bank. */
  visit?: string;
}

/** What came of an attempt: a bill that has ended, or one that waits for the bank's question. */
export interface Attempted {
  bill: Bill;
  question?: ThreeDsQuestion | undefined;
  authentication?: Authentication;
}

/** Version 2.2.0 of the protocol, as the documents' samples have it. */
export const threeDsResult = (alphaauthresult: string, challenge: 'F' | 'C' | 'D', eci: string): ThreeDsResult => ({
  version: '2.2.0',
  alphaauthresult,
  challenge,
  eci,
});

/** Questions that the bank answers by itself, with what it says (gateway notes, section 3.7). */
const withoutAsking = {
  frictionless: { threeds: threeDsResult('Y', 'F', '5'), isKnown: true },
  attempt: { threeds: threeDsResult('A', 'F', '6'), isKnown: true },
  refused: { threeds: threeDsResult('N', 'F', '7'), isKnown: false },
} as const;

const firstStage = {
  method: 'method',
  'method-challenge': 'method',
  challenge: 'challenge',
  v1: 'challenge',
  decoupled: 'decoupled',
} as const;

/** Puts the attempt on the bill as its payment operation, not decided yet. */
function begin({ bill, card, keep }: Attempt, code: string, { state }: Deps): Bill {
  const { amount, currency, clientIp } = bill;
  const operation = { number: 1, type: 100 as const, code, amount, currency, clientIp, at: state.now() };
  return { ...bill, card, operations: [operation], ...(keep && { keep }) };
}

function ask(attempt: Attempt, asked: keyof typeof firstStage, deps: Deps): Attempted {
  const { state } = deps;
  const bill = begin(attempt, 'AS110', deps);
  const stage = firstStage[asked];
  const id = state.randomId();
  const authentication: Authentication = {
    id,
    acsTransId: state.randomId(),
    bill: bill.bill,
    authenticating: asked,
    stage,
    result: '',
    window: attempt.window ?? '02',
    paidBy: attempt.paidBy,
    code: attempt.scenario.code,
    wrongCodes: 0,
    ...(stage === 'decoupled' && { decidesAt: state.now() + state.settings.decoupledAfterMs }),
    ...(attempt.visit && { visit: attempt.visit }),
  };
  state.bills.set(bill.bill, { ...bill, authentication: id });
  state.authentications.set(id, authentication);
  if (authentication.decidesAt !== undefined) deps.agenda.add({ at: authentication.decidesAt, what: 'decide', id });
  return { bill, question: questionOf(authentication, bill, deps), authentication };
}

/** Tries to pay a bill with a card. The bill is open and nothing was done to it yet. */
export function authorise(attempt: Attempt, deps: Deps): Attempted {
  const { scenario, disable3ds } = attempt;
  const asked = disable3ds ? 'none' : scenario.authenticating;
  switch (asked) {
    case 'none':
      return { bill: conclude(begin(attempt, 'AS300', deps), scenario.code, deps) };
    case 'frictionless':
    case 'attempt':
    case 'refused': {
      const { threeds, isKnown } = withoutAsking[asked];
      const code = isKnown ? scenario.code : 'AS100';
      return { bill: conclude(begin(attempt, 'AS300', deps), code, deps, { threeds }) };
    }
    case 'method':
    case 'method-challenge':
    case 'challenge':
    case 'decoupled':
    case 'v1':
      return ask(attempt, asked, deps);
  }
}
