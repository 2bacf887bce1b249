import type { ProblemCode } from '@onfile/contract';

/** What went wrong between the page and the merchant's proxy: a code of the contract, or what the network did. */
export type MerchantErrorCode = ProblemCode | 'offline' | 'timeout' | 'malformed';

/** A call to the merchant's proxy that did not work out. Branch on `code`; the message is for developers. */
export class MerchantError extends Error {
  override readonly name = 'MerchantError';
  readonly code: MerchantErrorCode;
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;

  constructor(code: MerchantErrorCode, status?: number, cause?: unknown) {
    super(`The merchant's proxy: ${code}${status ? ` (HTTP ${status})` : ''}.`, { cause });
    this.code = code;
    this.status = status;
  }
}

/** Any failure as one of ours: what is not known is `malformed`. */
export const toMerchantError = (error: unknown) =>
  error instanceof MerchantError ? error : new MerchantError('malformed');

/**
 * Whether the answer leaves open what became of a payment. Only an answer of the contract settles that nothing was charged; a
 * lost connection, a late answer or somebody else's error page do not.
 */
export function isInDoubt({ code }: MerchantError): boolean {
  switch (code) {
    case 'offline':
    case 'timeout':
    case 'malformed':
    case 'processing':
    case 'order_closed':
      return true;
    case 'bad_request':
    case 'unauthenticated':
    case 'forbidden':
    case 'not_found':
    case 'card_gone':
    case 'card_not_payable':
    case 'cvc_required':
    case 'key_reused':
    case 'rate_limited':
    case 'unavailable':
      return false;
  }
}
