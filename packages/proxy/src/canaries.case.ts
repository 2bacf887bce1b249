import { createHash } from 'node:crypto';

/** Three texts that stand nowhere else. */
export const canaries = {
  password: 'Zq7-canary-Password-8842',
  token: '0C0FFEE0-CA9A-4B1D-9E77-5AFEC0DE1234',
  customer: 'cust-Canary-77120934',
} as const;

/** A text as somebody may have written it, by the name of the writing. Base64 in its three alignments, without what hangs over. */
export function writings(text: string): Record<string, Buffer> {
  const bytes = Buffer.from(text);
  const all: Record<string, Buffer> = {
    raw: bytes,
    'lower case': Buffer.from(text.toLowerCase()),
    'upper case': Buffer.from(text.toUpperCase()),
    hex: Buffer.from(bytes.toString('hex')),
    HEX: Buffer.from(bytes.toString('hex').toUpperCase()),
    'UTF-16LE': Buffer.from(text, 'utf16le'),
    'UTF-16BE': Buffer.from(text, 'utf16le').swap16(),
    URL: Buffer.from(encodeURIComponent(text)),
    'URL, every byte': Buffer.from(bytes.toString('hex').replace(/../g, (pair) => `%${pair}`)),
    reversed: Buffer.from(Array.from(text).toReversed().join('')),
    JSON: Buffer.from(JSON.stringify(text).slice(1, -1)),
  };
  for (const shift of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
    const whole = shifted.toString('base64').replace(/=+$/, '');
    const own = whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
    all[`base64, ${shift}`] = Buffer.from(own);
    all[`base64url, ${shift}`] = Buffer.from(own.replaceAll('+', '-').replaceAll('/', '_'));
  }
  for (const name of ['md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha3-256']) {
    const digest = createHash(name).update(text).digest();
    all[`${name}, bytes`] = digest;
    all[`${name}, hex`] = Buffer.from(digest.toString('hex'));
    all[`${name}, HEX`] = Buffer.from(digest.toString('hex').toUpperCase());
    all[`${name}, base64`] = Buffer.from(digest.toString('base64').replace(/=+$/, ''));
    all[`${name}, base64url`] = Buffer.from(digest.toString('base64url'));
  }
  return all;
}

/** Which canaries are in some bytes, and how they are written. */
export function canariesIn(bytes: Buffer): string[] {
  return Object.entries(canaries).flatMap(([name, text]) =>
    Object.entries(writings(text))
      .filter(([, written]) => bytes.includes(written))
      .map(([writing]) => `${name}, ${writing}`),
  );
}
