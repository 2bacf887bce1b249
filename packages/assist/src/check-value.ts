import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const hex = (text: string) => bytesToHex(md5(utf8ToBytes(text)));
const sealed = (secret: string, text: string) => hex((hex(secret) + hex(text)).toUpperCase()).toUpperCase();

/**
 * The text of a request that is signed: `Merchant_ID;OrderNumber;OrderAmount;OrderCurrency`, then `CustomerNumber`, `Disable3DS`
 * and `Prepayment` where they are sent and are not empty or zero, each exactly as it is sent. Gateway notes, section 7.1.
 */
export function requestText(parts: readonly (string | undefined)[], delimiter = ';'): string {
  const isSigned = (part: string | undefined, at: number) => part && (at < 4 || part !== '0');
  return parts.filter(isSigned).join(delimiter);
}

/** The check value of a request: upper-case hex. Gateway notes, section 7.2. */
export function requestCheckValue(secret: string, parts: readonly (string | undefined)[], delimiter = ';'): string {
  return sealed(secret, requestText(parts, delimiter));
}

/**
 * The check value of an order result or a notification, upper-case hex: over merchant id, order number, amount, currency and state,
 * joined by nothing, each exactly as it is sent. Gateway notes, section 7.3.
 */
export function replyCheckValue(secret: string, parts: readonly string[]): string {
  return sealed(secret, parts.join(''));
}

/** Whether two texts are the same, in a time that tells nothing about where they differ. */
export function isSameText(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at % (other.length || 1));
  return difference === 0;
}

/**
 * Whether a check value is that of one of the texts. All are tried, in whatever case it came.
 *
 * @param texts the parts that the gateway may have meant: amounts are printed in more than one way (sections 5.2 and 7.3).
 */
export function isCheckValueOf(secret: string, texts: readonly (readonly string[])[], value: string): boolean {
  const said = value.toUpperCase();
  return texts.map((parts) => isSameText(replyCheckValue(secret, parts), said)).includes(true);
}
