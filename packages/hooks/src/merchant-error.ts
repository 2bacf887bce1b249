import { type ProblemCode, problemCodes } from '@onfile/contract';

/** What went wrong between the page and the merchant's proxy: a code of the contract, or what the network did. */
export type MerchantErrorCode = ProblemCode | 'offline' | 'timeout' | 'malformed';

/** A call to the merchant's proxy that did not work out. Branch on `code`; the message is for developers. */
export class MerchantError extends Error {
  override readonly name = 'MerchantError';
  declare readonly code: MerchantErrorCode;
  /** The HTTP status, where there was an answer. */
  declare readonly status: number | undefined;

  constructor(code: MerchantErrorCode, status?: number, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.status = status;
  }
}

/** Any failure as one of ours: what is not known is `malformed`. */
export const toMerchantError = (error: unknown) =>
  error instanceof MerchantError ? error : new MerchantError('malformed');

/**
 * Whether the answer leaves open what became of a payment. Only an answer of the contract settles that nothing was charged, and not one
 * that speaks of another attempt; a lost connection, a late answer or somebody else's error page do not.
 */
export const isInDoubt = ({ code }: MerchantError): boolean =>
  code === 'processing' || code === 'order_closed' || !(problemCodes as readonly string[]).includes(code);
