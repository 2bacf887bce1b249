import { createPrivateKey, generateKeyPairSync, publicDecrypt } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { notificationForm, order, token, tokenPayment } from './documented.case.ts';
import { gatewaySaying } from './gateway.case.ts';
import { rsaMd5Signer, rsaMd5Verifier } from './node.ts';

const pem = { type: 'pkcs8', format: 'pem' } as const;
const pair = (modulusLength: number) =>
  generateKeyPairSync('rsa', {
    modulusLength,
    privateKeyEncoding: pem,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
const { privateKey, publicKey } = pair(1024);
/** Section 7.2: the text of a request and its MD5, both as printed. */
const text = '452739;ORD-1001;15.00;BYN';
const worked = 'f53aeaac19577c835f900d9b321a4c83';

describe('RSA-MD5', () => {
  it('signs the worked MD5 of the request: the public key gives its sixteen bytes back', () => {
    const signature = Buffer.from(rsaMd5Signer({ key: privateKey })(text), 'base64');
    expect(signature).toHaveLength(128);
    expect(publicDecrypt(publicKey, signature).toString('hex')).toBe(worked);
  });

  it('with the digest’s name before it, is what RFC 8017 (section 9.2, note 1) prints for MD5', () => {
    const signature = rsaMd5Signer({ key: privateKey, encoding: 'digest-info' })(text);
    const held = publicDecrypt(publicKey, Buffer.from(signature, 'base64')).toString('hex');
    expect(held).toBe(`3020300c06082a864886f70d020505000410${worked}`);
  });

  it.each(['bare-digest', 'digest-info'] as const)('verifies its own and nothing else, with %s', (encoding) => {
    const verifies = rsaMd5Verifier({ key: publicKey, encoding });
    const signature = rsaMd5Signer({ key: privateKey, encoding })(text);
    expect(verifies(text, signature)).toBe(true);
    expect(verifies(`${text};1`, signature)).toBe(false);
    expect(
      verifies(
        text,
        signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
      ),
    ).toBe(false);
    expect(verifies(text, '')).toBe(false);
    expect(verifies(text, 'no base64 at all')).toBe(false);
    const other = encoding === 'bare-digest' ? 'digest-info' : 'bare-digest';
    expect(verifies(text, rsaMd5Signer({ key: privateKey, encoding: other })(text))).toBe(false);
    expect(verifies(text, rsaMd5Signer({ key: pair(1024).privateKey, encoding })(text))).toBe(false);
  });

  it('takes an RSA key of 1024 bits, and quotes none that is another', () => {
    const ec = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: pem,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    for (const key of [pair(2048).privateKey, ec.privateKey, 'KEY-CANARY', '']) {
      expect(() => rsaMd5Signer({ key })).toThrow('"key" must be an RSA key of 1024 bits');
      expect(() => rsaMd5Signer({ key })).not.toThrow('CANARY');
      expect(() => rsaMd5Verifier({ key })).toThrow('"key" must be');
    }
  });

  it('goes with a payment as its Signature', async () => {
    const { assist, sent } = gatewaySaying(tokenPayment(), { sign: rsaMd5Signer({ key: privateKey }) });
    await assist.payWithToken({ ...order, customer: 'cust-42', token });
    const signature = Buffer.from(String(sent[0]?.fields['Signature']), 'base64');
    expect(publicDecrypt(publicKey, signature).toString('hex')).toBe(worked);
  });

  it('vouches for a notification that carries no check value', async () => {
    const sign = rsaMd5Signer({ key: privateKey });
    const read = (signature: string) => {
      const form = new URLSearchParams(notificationForm);
      form.set('checkvalue', '');
      form.set('signature', signature);
      const { assist } = gatewaySaying('', { verifySignature: rsaMd5Verifier({ key: publicKey }) });
      return assist.readNotification(
        new Request('https://shop.test/notify', { method: 'POST', body: form.toString() }),
      );
    };
    expect(await read(sign('452739ORD-100115.00BYNApproved'))).toMatchObject({ type: 'verified' });
    expect(await read(sign('452739ORD-100115.00BYNDeclined'))).toEqual({ type: 'rejected', why: 'forged' });
  });

  it('shows nothing of the key when it is printed', () => {
    const body = createPrivateKey(privateKey).export({ format: 'jwk' }).d ?? 'none';
    const printed = inspect([rsaMd5Signer({ key: privateKey }), rsaMd5Verifier({ key: publicKey })], {
      showHidden: true,
      depth: 9,
    });
    expect(printed).not.toContain(body);
    expect(printed).not.toContain('BEGIN');
  });
});
