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

/** What a page reads of an error answer: its code. */
export const CodedProblem = v.object({ code: v.picklist(problemCodes) });
