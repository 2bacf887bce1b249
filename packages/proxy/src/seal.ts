import { remember } from './remember.ts';
import { reveal, type Secret } from './secret.ts';

/** A key for sealing. `id` is 1 to 8 letters or digits and stands in what is sealed; `key` is 32 bytes as base64url. */
export interface SealKey {
  id: string;
  /** Bare, or in a holder that does not print. */
  key: string | Secret;
}

const utf8 = new TextEncoder();
const toBase64Url = (bytes: Uint8Array<ArrayBuffer>) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const fromBase64Url = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

/** The bytes of a key; none where it is not base64url. The text is never part of an error. */
function readKey(key: string | Secret): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64Url(reveal(key));
  } catch {
    return new Uint8Array();
  }
}

interface Keys {
  id: string;
  seal: CryptoKey;
  name: CryptoKey;
}

async function derive({ id, key }: SealKey): Promise<Keys> {
  const bytes = readKey(key);
  if (!/^[A-Za-z0-9]{1,8}$/.test(id) || bytes.length !== 32)
    throw new Error(
      'A seal key has an id of 1 to 8 letters or digits and a key of 32 bytes as base64url. Make one with crypto.getRandomValues.',
    );
  const root = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  const from = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8.encode(info) });
  return {
    id,
    seal: await crypto.subtle.deriveKey(from('onfile seal'), root, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]),
    name: await crypto.subtle.deriveKey(
      from('onfile name'),
      root,
      { name: 'HMAC', hash: 'SHA-256', length: 256 },
      false,
      ['sign', 'verify'],
    ),
  };
}

/** Seals values for the browser. The same value, purpose and owner give the same text, so that a refetch changes nothing. */
export interface Sealer {
  seal(purpose: string, owner: string, value: string): Promise<string>;
  /** The same value as each key seals it, the newest first: for finding what an older key sealed. */
  sealEach(purpose: string, owner: string, value: string): Promise<string[]>;
  /** The value; `undefined` for anything that was not sealed for this purpose and owner. */
  open(purpose: string, owner: string, sealed: string): Promise<string | undefined>;
  /** A secret that belongs to a value and can be checked without being kept. */
  secret(purpose: string, value: string): Promise<string>;
  checkSecret(purpose: string, value: string, secret: string): Promise<boolean>;
}

/**
 * Makes a sealer. The first key seals; the others still open.
 *
 * @throws at the first use, where a key is malformed.
 */
export function createSealer(sealKeys: readonly SealKey[]): Sealer {
  const ring = Promise.all(sealKeys.map(derive));
  ring.catch(() => {});
  const remembered = new Map<string, string>();
  const opened = new Map<string, string>();
  const context = (purpose: string, owner: string) => utf8.encode(`${purpose}\0${owner}`);

  async function current(): Promise<Keys> {
    const [first] = await ring;
    if (!first) throw new Error('`sealKeys` is empty: give at least one key.');
    return first;
  }

  async function sealNow(purpose: string, owner: string, value: string, keys: Keys): Promise<string> {
    // The nonce is made from everything that is sealed: it repeats only where the whole repeats.
    const mac = await crypto.subtle.sign('HMAC', keys.name, utf8.encode(`${purpose}\0${owner}\0${value}`));
    const nonce = new Uint8Array(mac, 0, 12);
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: context(purpose, owner) };
    const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, keys.seal, utf8.encode(value)));
    const bytes = new Uint8Array(12 + sealed.length);
    bytes.set(nonce);
    bytes.set(sealed, 12);
    return `${keys.id}_${toBase64Url(bytes)}`;
  }

  return {
    async seal(purpose, owner, value) {
      const memory = `${purpose}\0${owner}\0${value}`;
      const known = remembered.get(memory);
      if (known) return known;
      return remember(remembered, memory, await sealNow(purpose, owner, value, await current()));
    },
    async sealEach(purpose, owner, value) {
      return Promise.all((await ring).map((keys) => sealNow(purpose, owner, value, keys)));
    },
    async open(purpose, owner, sealed) {
      // Only what did open is remembered, under all that it was opened with.
      const memory = `${purpose}\0${owner}\0${sealed}`;
      const known = opened.get(memory);
      if (known !== undefined) return known;
      const [id = '', text = ''] = sealed.split(/_(.*)/s);
      const keys = (await ring).find((candidate) => candidate.id === id);
      if (!keys) return undefined;
      try {
        const bytes = fromBase64Url(text);
        const algorithm = { name: 'AES-GCM', iv: bytes.slice(0, 12), additionalData: context(purpose, owner) };
        const value = new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, keys.seal, bytes.slice(12)));
        return remember(opened, memory, value);
      } catch {
        return undefined;
      }
    },
    async secret(purpose, value) {
      const mac = await crypto.subtle.sign('HMAC', (await current()).name, utf8.encode(`secret\0${purpose}\0${value}`));
      return toBase64Url(new Uint8Array(mac));
    },
    async checkSecret(purpose, value, secret) {
      for (const keys of await ring)
        try {
          const text = utf8.encode(`secret\0${purpose}\0${value}`);
          if (await crypto.subtle.verify('HMAC', keys.name, fromBase64Url(secret), text)) return true;
        } catch {
          return false;
        }
      return false;
    },
  };
}
