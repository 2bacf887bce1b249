import { createSign, createVerify, type KeyLike } from 'node:crypto';
import type { Signatures } from '../deps.ts';

/**
 * Signatures with RSA over MD5, PKCS #1 v1.5: one reading of a document that names hash and key and no padding (gateway notes,
 * section 7.4).
 *
 * @param keys `merchant`: the merchant's public key; `gateway`: the private key that the sandbox signs with. PEM or a key object.
 */
export function rsaSignatures({ merchant, gateway }: { merchant: KeyLike; gateway: KeyLike }): Signatures {
  return {
    verify: (text, signature) => {
      // What a stranger sends as base64 may be anything.
      try {
        return createVerify('RSA-MD5').update(text).verify(merchant, signature, 'base64');
      } catch {
        return false;
      }
    },
    sign: (text) => createSign('RSA-MD5').update(text).sign(gateway, 'base64'),
  };
}
