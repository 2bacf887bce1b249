import * as v from 'valibot';

/** Everything a client may branch on. */
export const problemCodes = [
  'bad_request',
  'unauthenticated',
  'forbidden',
  'not_found',
  'card_gone',
  'card_not_payable',
  'cvc_required',
  'order_closed',
  'processing',
  'key_reused',
  'rate_limited',
  'unavailable',
] as const;
/** The closed set of problem codes. */
export type ProblemCode = (typeof problemCodes)[number];

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
