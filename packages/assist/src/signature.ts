import type { Gateway } from './call.ts';
import { requestCheckValue, requestText } from './check-value.ts';
import { AssistInvalid } from './errors.ts';

/** A signature of what is signed, where the merchant has a key. @throws AssistInvalid without a word of what the signer threw */
export function signatureFields(gateway: Gateway, parts: readonly (string | undefined)[]): Record<string, string> {
  if (!gateway.sign) return {};
  try {
    return { Signature: gateway.sign(requestText(parts, gateway.checkDelimiter)) };
  } catch {
    throw new AssistInvalid('sign', 'a function that signs; it failed');
  }
}

/** A check value of what is signed, where the merchant has a secret word. */
export function checkValueFields(gateway: Gateway, parts: readonly (string | undefined)[]): Record<string, string> {
  const { checkSecret, checkDelimiter } = gateway;
  return checkSecret ? { Checkvalue: requestCheckValue(checkSecret, parts, checkDelimiter) } : {};
}
