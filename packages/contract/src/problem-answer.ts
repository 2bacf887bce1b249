import * as v from 'valibot';
import { type ProblemCode, problemCodes } from './problem.ts';

/** The HTTP status that carries each problem code, and what the code says. */
export const problemStatus = {
  /** The request is malformed. Nothing was done. */
  bad_request: 400,
  /** Nobody is signed in, or the intent's secret is wrong. */
  unauthenticated: 401,
  /** The request came from another site, or this merchant does not allow it. */
  forbidden: 403,
  /** There is no such thing, or it is not yours: the two answers are the same. */
  not_found: 404,
  /** The card is no longer on file. Read the list again. */
  card_gone: 410,
  /** The gateway says that this card cannot be charged. Choose another. */
  card_not_payable: 422,
  /** The card wants its security code: pay on the payment service's page. */
  cvc_required: 428,
  /** The order is paid, canceled or expired. Nothing was charged by this request. */
  order_closed: 409,
  /** Another attempt for this order has no answer yet. Read the intent; do not pay again. */
  processing: 409,
  /** The idempotency key was used for another card. */
  key_reused: 422,
  /** Too many requests. Wait `Retry-After` seconds. */
  rate_limited: 429,
  /** The payment service cannot be reached. Nothing was charged by this request. */
  unavailable: 503,
} as const satisfies Record<ProblemCode, number>;

/** An error answer: RFC 9457 `application/problem+json` with one of our codes. The gateway's words are never in it. */
export const Problem = v.object({
  type: v.optional(v.string(), 'about:blank'),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  code: v.picklist(problemCodes),
});
/** A problem as it is answered. */
export type Problem = v.InferOutput<typeof Problem>;

/** The media type of an error answer. */
export const problemMediaType = 'application/problem+json';
