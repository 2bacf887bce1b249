import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { merchant } from './merchant.ts';

const hex = (text: string) => bytesToHex(md5(utf8ToBytes(text)));

/** `UPPER(md5(UPPER(md5(salt) + md5(text))))`: gateway notes, section 7.2. */
export function checkValue(text: string): string {
  return hex((hex(merchant.secret) + hex(text)).toUpperCase()).toUpperCase();
}
