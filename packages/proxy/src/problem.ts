import { type Problem, type ProblemCode, problemMediaType, problemStatus } from '@onfile/contract';
import type { Answer } from './answer.ts';
import type { ProxyEvent } from './ports.ts';

/** A refusal with one of the contract's codes. Thrown by routes, answered in one place. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  /** Seconds to wait before trying again. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, retryAfter?: number) {
    super(`The request is refused: ${code}.`);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** A call that moves money provably never left: the only failure after a claim that may say that nothing was charged. */
export class NotSent extends Refusal {
  constructor() {
    super('unavailable');
  }
}

/** What a developer reads. Nothing of the gateway's is in it, and no shopper is shown it. */
const titles: Record<ProblemCode, string> = {
  bad_request: 'The request does not fit the contract.',
  unauthenticated: 'Nobody is signed in, or the secret is not this intent’s.',
  forbidden: 'The request came from a place that is not allowed.',
  not_found: 'There is no such thing here.',
  card_gone: 'The card is no longer on file. Read the list again.',
  card_not_payable: 'The card cannot be charged.',
  cvc_required: 'The card wants its security code. Pay on the payment page.',
  order_closed: 'The order is not open for payment.',
  processing: 'An attempt for this order has no answer yet. Read the intent.',
  key_reused: 'The idempotency key was used for another card.',
  rate_limited: 'Too many requests.',
  unavailable: 'The payment service cannot be reached. Nothing was charged by this request.',
};

/** The one place where an exception becomes an answer. What is not a refusal is `unavailable`, and says nothing more. */
export function problemAnswer(error: unknown, route: string, onEvent: (event: ProxyEvent) => void): Answer {
  if (!(error instanceof Refusal))
    onEvent({ type: 'failed', route, error: error instanceof Error ? error.name : 'unknown' });
  const { code, retryAfter } = error instanceof Refusal ? error : new Refusal('unavailable');
  const problem: Problem = { type: 'about:blank', title: titles[code], status: problemStatus[code], code };
  const headers = { 'content-type': problemMediaType, ...(retryAfter && { 'retry-after': String(retryAfter) }) };
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}
