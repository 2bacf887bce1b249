import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  sign,
  verify,
} from 'node:crypto';
import { AssistInvalid } from './errors.ts';

/**
 * What of the text is encrypted. No document says (gateway notes, section 7.4). `bare-digest`: the 16 bytes of the MD5 in PKCS#1
 * v1.5 padding, as the gateway's own iOS kit does. `digest-info`: the same with the digest's name before it, as RSA-MD5 is elsewhere.
 */
export type RsaMd5Encoding = 'bare-digest' | 'digest-info';

/** A key and how it is used. */
export interface RsaMd5Options {
  /** PEM. */
  key: string;
  /** Default `bare-digest`. */
  encoding?: RsaMd5Encoding;
}

const padding = constants.RSA_PKCS1_PADDING;
const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest();

/** The documents ask for RSA with 1024 bits. @throws AssistInvalid, without a word of the key */
function readKey(read: () => KeyObject): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = read();
  } catch {
    // The parser's own message may quote the key; it goes no further.
  }
  if (key?.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails?.modulusLength !== 1024)
    throw new AssistInvalid('key', 'an RSA key of 1024 bits in PEM');
  return key;
}

/**
 * Signs requests with the merchant's private key: RSA-MD5, base64. Give it to the client as `sign`.
 *
 * @throws AssistInvalid where it is no such key.
 */
export function rsaMd5Signer({ key: pem, encoding = 'bare-digest' }: RsaMd5Options): (text: string) => string {
  const key = readKey(() => createPrivateKey(pem));
  if (encoding === 'digest-info')
    return (text) => sign('md5', Buffer.from(text, 'utf8'), { key, padding }).toString('base64');
  return (text) => privateEncrypt({ key, padding }, md5(text)).toString('base64');
}

/**
 * Verifies a signature with the gateway's public key. Give it to the client as `verifySignature`. What is not a signature is not
 * one; nothing is thrown for it.
 *
 * @throws AssistInvalid where it is no such key.
 */
export function rsaMd5Verifier({
  key: pem,
  encoding = 'bare-digest',
}: RsaMd5Options): (text: string, signature: string) => boolean {
  const key = readKey(() => createPublicKey(pem));
  return (text, signature) => {
    const bytes = Buffer.from(signature, 'base64');
    try {
      if (encoding === 'digest-info') return verify('md5', Buffer.from(text, 'utf8'), { key, padding }, bytes);
      return publicDecrypt({ key, padding }, bytes).equals(md5(text));
    } catch {
      return false;
    }
  };
}
