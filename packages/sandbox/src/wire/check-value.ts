import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const hex = (text: string) => bytesToHex(md5(utf8ToBytes(text)));

/** `UPPER(md5(UPPER(md5(salt) + md5(text))))`: gateway notes, section 7.2. */
export function checkValue(salt: string, text: string): string {
  return hex((hex(salt) + hex(text)).toUpperCase()).toUpperCase();
}
