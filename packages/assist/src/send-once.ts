import { type CallOptions, type Gateway, startDeadline } from './call.ts';
import { AssistFault, AssistRateLimited, bareCause } from './errors.ts';
import { readBody, readData } from './read-body.ts';
import { ask, type GatewayRequest } from './transport.ts';

/** What became of a request that changes money and that has no answer to go by. */
export type NotAnswered =
  /** A fault that proves that this request was not carried out. Both codes are for operators. */
  | { type: 'refused'; first: number; second: number }
  /** The request provably never left. */
  | { type: 'not-sent'; cause: unknown }
  | Unconfirmed;

/** Nobody knows: read the order's result, never send it again. */
export interface Unconfirmed {
  type: 'unconfirmed';
  why: 'timeout' | 'lost' | 'unreadable' | 'fault' | 'rate-limited';
  /** With `fault`: the gateway's codes, for operators. */
  fault?: { first: number; second: number };
}

/**
 * First codes that say what was wrong with the request itself: it was not carried out (gateway notes, section 8.1). Not among
 * them: 8, which may be the bank's word; 11 and 12, which tell of an earlier request; 16, which is a timeout of the gateway's own.
 */
const refusals = new Set([3, 4, 5, 6, 7, 9, 10, 14, 15, 17, 19]);

function explain(error: unknown): NotAnswered {
  if (error instanceof AssistRateLimited) return { type: 'unconfirmed', why: 'rate-limited' };
  if (!(error instanceof AssistFault)) return { type: 'unconfirmed', why: 'unreadable' };
  const { first, second, status } = error;
  // A server that broke has proved nothing, whatever it says.
  if (refusals.has(first) && status < 500) return { type: 'refused', first, second };
  return { type: 'unconfirmed', why: 'fault', fault: { first, second } };
}

/**
 * Sends what changes money: once, on a connection of its own, and never again. Whatever the gateway does is a value; what cannot
 * be read as an answer is `unconfirmed`.
 */
export async function sendOnce<TAnswer extends { type: string }>(
  gateway: Gateway,
  request: GatewayRequest,
  readAnswer: (body: unknown) => TAnswer,
  options?: CallOptions,
): Promise<TAnswer | NotAnswered> {
  const { signal } = startDeadline(gateway.deadlines.pay, options);
  if (signal.aborted) return { type: 'not-sent', cause: bareCause(signal.reason) };
  const answer = await ask(gateway.transport, request, { signal, fresh: true });
  if (answer.type === 'not-sent') return { type: 'not-sent', cause: bareCause(answer.cause) };
  if (answer.type === 'unknown') return { type: 'unconfirmed', why: signal.aborted ? 'timeout' : 'lost' };
  try {
    return readAnswer(await readBody(answer.response, signal, readData));
  } catch (error) {
    return signal.aborted ? { type: 'unconfirmed', why: 'timeout' } : explain(error);
  }
}
