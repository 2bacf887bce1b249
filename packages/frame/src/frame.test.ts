import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { generate } from '../scripts/generate.ts';
import { frameHeaders, framePage, scriptHash, styleHash } from './index.ts';
import { frameOf, greet, openStage, type Stage } from './stage.case.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const parents = ['https://shop.example'];
const page = framePage({ parents, language: 'kk', digits: 4, name: 'CID' });
const confirm = {
  t: 'confirm',
  intent: 'intent-1',
  secret: 'secret-of-one-intent',
  card: 'card_1',
  key: 'a-key-of-16-signs',
  window: '02',
};

describe('the page', () => {
  it('is what its sources say (pnpm build:frame writes it)', () => {
    expect(readFileSync(new URL('generated.ts', import.meta.url), 'utf8')).toBe(generate());
  });

  it('weighs at most 8 kB', () => {
    expect(gzipSync(page).length).toBeLessThanOrEqual(8 * 1024);
  });

  it('is the same script and style for every shop', () => {
    const other = framePage({ parents: ['https://b.example', 'https://c.example'], language: 'ru', digits: 3 });
    const inside = (html: string) => /<style>[^]*<\/style>|<script>[^]*<\/script>/g.exec(html)?.[0];
    expect(inside(other)).toBe(inside(page));
  });

  it('carries what a merchant gives as text and not as markup', () => {
    const odd = framePage({
      parents: [`https://a.example"><script>alert(1)</script>`],
      language: 'en',
      digits: 3,
      name: '<b>',
    });
    expect(odd.match(/<script>/g)).toHaveLength(1);
    expect(odd).not.toContain('<b>');
  });

  it('has these headers', () => {
    expect(frameHeaders(parents, { placement: 'own-origin' })).toMatchObject({
      'content-security-policy': `default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'; connect-src 'self'; img-src 'none'; font-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors https://shop.example; require-trusted-types-for 'script'; trusted-types 'none'; sandbox allow-scripts allow-same-origin`,
      'cache-control': 'no-store',
      'origin-agent-cluster': '?1',
    });
    const alone = frameHeaders(parents, { placement: 'one-host', origin: 'https://shop.example' });
    expect(alone['content-security-policy']).toContain('connect-src https://shop.example;');
    expect(alone['content-security-policy']).toMatch(/sandbox allow-scripts$/);
    expect(frameHeaders([], { placement: 'own-origin' })['content-security-policy']).toContain(
      "frame-ancestors 'none'",
    );
  });
});

describe.each(['own-origin', 'one-host'] as const)('in Chromium, %s', (placement) => {
  const sandbox = placement === 'own-origin' ? 'allow-scripts allow-same-origin' : 'allow-scripts';
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ placement });
  });
  afterAll(async () => stage.stop());

  it('pays: the code goes to the proxy in one request, and the page hears how it went and nothing else', async () => {
    const shop = await greet(stage, { sandbox });
    const frame = await frameOf(shop);
    await frame.locator('#code').pressSequentially('98x7');
    await shop.evaluate((message) => window.port.postMessage(message), confirm);
    await shop.waitForFunction(() => window.heard.some(({ t }) => t === 'result'));
    expect(stage.confirmed).toHaveLength(1);
    const [{ path, body, headers } = { path: '', body: '', headers: {} }] = stage.confirmed;
    expect(path).toBe('/onfile/v1/intents/intent-1/confirm');
    expect(JSON.parse(body)).toMatchObject({ card: 'card_1', cvc: '987', browser: { challengeWindowSize: '02' } });
    expect(headers).toMatchObject({
      authorization: 'Bearer secret-of-one-intent',
      'idempotency-key': 'a-key-of-16-signs',
      origin: placement === 'own-origin' ? new URL(stage.frameUrl).origin : 'null',
    });
    expect(headers.cookie).toBeUndefined();
    const heard = JSON.stringify(await shop.evaluate(() => window.heard));
    expect(heard).toContain('{"t":"result","status":"paid"}');
    expect(heard).not.toContain('987');
    await expect.poll(() => frame.locator('#code').inputValue()).toBe('');
    await shop.close();
  });

  it('says what is wrong to a reader, and pays nothing, while the code is not whole', async () => {
    const before = stage.confirmed.length;
    const shop = await greet(stage, { sandbox });
    const frame = await frameOf(shop);
    await frame.locator('#code').pressSequentially('98');
    await shop.evaluate((message) => window.port.postMessage(message), confirm);
    await shop.waitForFunction(() => window.heard.some(({ status }) => status === 'incomplete'));
    expect(await frame.locator('#code').getAttribute('aria-invalid')).toBe('true');
    expect(await frame.locator('#says').textContent()).toBe('Enter all 3 digits.');
    expect(stage.confirmed).toHaveLength(before);
    await shop.close();
  });

  it('cannot be reached by the page that holds it', async () => {
    const shop = await greet(stage, { sandbox });
    const seen = await shop.evaluate(() => {
      try {
        return document.querySelector('iframe')?.contentWindow?.document.title ?? 'no document';
      } catch (error) {
        return error instanceof Error ? error.name : 'thrown';
      }
    });
    expect(seen).toBe('SecurityError');
    await shop.close();
  });
});

describe('what becomes of a code that is not used', () => {
  it('is gone after its time, and with a message', async () => {
    const stage = await openStage({ page: { patience: 200 } });
    const shop = await greet(stage);
    const field = (await frameOf(shop)).locator('#code');
    await field.pressSequentially('123');
    await expect.poll(() => field.inputValue()).toBe('');
    await stage.stop();
  });

  it('goes when the card changes', async () => {
    const stage = await openStage();
    const shop = await greet(stage);
    const field = (await frameOf(shop)).locator('#code');
    await field.pressSequentially('123');
    await shop.evaluate(() => window.port.postMessage({ t: 'clear' }));
    await expect.poll(() => field.inputValue()).toBe('');
    await stage.stop();
  });

  it('an answer that never comes is unknown, and a bank that does not take it is said', async () => {
    const stage = await openStage();
    Object.assign(stage.answer, { status: 200, body: '<html>' });
    const shop = await greet(stage);
    const frame = await frameOf(shop);
    const pay = async () => {
      await frame.locator('#code').pressSequentially('123');
      await shop.evaluate((message) => window.port.postMessage(message), confirm);
    };
    await pay();
    await shop.waitForFunction(() => window.heard.some(({ status }) => status === 'unknown'));
    Object.assign(stage.answer, { status: 200, body: JSON.stringify({ status: 'declined', reason: 'wrong_details' }) });
    await pay();
    await shop.waitForFunction(() => window.heard.some(({ status }) => status === 'declined'));
    expect(await frame.locator('#says').textContent()).toBe('The bank did not accept this code. Enter it again.');
    await stage.stop();
  }, 30_000);
});
