import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const hex = (text: string) => bytesToHex(md5(utf8ToBytes(text)));
const sealed = (secret: string, text: string) => hex((hex(secret) + hex(text)).toUpperCase()).toUpperCase();

/**
 * The check value of a request: upper-case hex over `Merchant_ID;OrderNumber;OrderAmount;OrderCurrency[;CustomerNumber]`, each
 * exactly as it is sent. Gateway notes, sections 7.1 and 7.2.
 */
export function requestCheckValue(secret: string, parts: readonly (string | undefined)[]): string {
  return sealed(secret, parts.filter(Boolean).join(';'));
}

/**
 * The check value of an order result: merchant id, order number, amount with two decimals, currency and state, joined by
 * nothing. Gateway notes, section 7.3.
 */
export function replyCheckValue(secret: string, parts: readonly string[]): string {
  return sealed(secret, parts.join(''));
}
