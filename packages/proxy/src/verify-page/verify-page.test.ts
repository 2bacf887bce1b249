import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frameHeaders, framePage, scriptHash } from '@onfile/frame';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserLaunch } from '../../../../scripts/browser.mjs';
import type { Approved } from './approved.ts';
import { run, type Tools } from './command.ts';
import type { Finding } from './compare.ts';
import { compareHeader } from './headers.ts';
import { openShopPage, type ShopPage } from './shop-page.case.ts';

const sha384 = (bytes: string | Buffer) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** One browser for all looks but the one that starts its own: each look has a context of its own anyway. */
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(browserLaunch());
}, 60_000);
afterAll(() => browser.close());
const shared = {
  chromium: Object.assign(Object.create(chromium), {
    launch: async () => Object.assign(Object.create(browser), { close: async () => {} }),
  }),
};

let shop: ShopPage;
let folder: string;
let approvedFile: string;
beforeEach(async () => {
  shop = await openShopPage();
  folder = mkdtempSync(join(tmpdir(), 'onfile-verify-'));
  approvedFile = join(folder, 'approved.json');
});
afterEach(async () => {
  await shop.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command as a job would. */
const verify = (...args: string[]) => verifyWith(async () => shared, ...args);

async function verifyWith(playwright: Tools['playwright'], ...args: string[]) {
  const said: string[] = [];
  const complaints: string[] = [];
  const { executablePath, chromiumSandbox } = browserLaunch();
  const code = await run(
    [
      'verify-page',
      ...(args.some((word) => word.startsWith('http')) ? [] : [shop.url]),
      '--approved',
      approvedFile,
      ...(executablePath ? ['--browser', executablePath] : []),
      ...(chromiumSandbox ? [] : ['--no-sandbox']),
      ...args,
    ],
    {
      playwright,
      say: (text) => said.push(text),
      complain: (text) => complaints.push(text),
    },
  );
  return { code, said: said.join('\n'), complaints: complaints.join('\n') };
}

const approvedList = (): Approved => JSON.parse(readFileSync(approvedFile, 'utf8'));

/** What a look finds, and how it ends. */
async function look(): Promise<{ code: number; findings: Finding[] }> {
  const { code, said } = await verify('--json');
  return { code, findings: JSON.parse(said).findings };
}

describe('a page that is as it was approved', () => {
  it('is written down whole: files, inline scripts, frames, headers', async () => {
    expect((await verify('--write')).code).toBe(0);
    const origin = new URL(shop.url).origin;
    const { page, scripts, documents } = approvedList();
    expect(page).toBe(shop.url);
    expect(scripts).toHaveLength(3);
    expect(scripts).toEqual(
      expect.arrayContaining([
        { document: shop.url, url: `${origin}/app.js`, sha384: sha384('window.app = 1;'), purpose: '' },
        {
          document: shop.url,
          sha384: sha384('window.shop = 1; document.currentScript.remove();'),
          purpose: '',
        },
        { document: shop.frameUrl, sha384: sha384('window.field = 1;'), purpose: '' },
      ]),
    );
    expect(documents.map(({ url }) => url)).toEqual([shop.url, shop.frameUrl].toSorted());
    expect(documents.find(({ url }) => url === shop.url)?.headers).toMatchObject({ 'referrer-policy': 'same-origin' });
  }, 60_000);

  it('is the same on the next visit, with another nonce', async () => {
    await verify('--write');
    expect(await look()).toEqual({ code: 0, findings: [] });
    const { said } = await verify();
    expect(said).toContain('3 scripts in 2 documents: as approved.');
    expect(said).toContain('3 of the scripts');
  }, 60_000);

  it('in a browser of its own', async () => {
    const load = () => import('playwright-core');
    expect((await verifyWith(load, '--write')).code).toBe(0);
    expect((await verifyWith(load)).code).toBe(0);
  }, 60_000);

  it('keeps what a person wrote about a script, also when it is written anew', async () => {
    await verify('--write');
    const list = approvedList();
    for (const script of list.scripts) script.purpose = `for ${script.url ?? 'the page'}`;
    writeFileSync(approvedFile, JSON.stringify(list));
    shop.parts.script = 'window.app = 2;';
    expect((await verify('--write')).code).toBe(0);
    expect(approvedList().scripts.every(({ purpose }) => purpose.startsWith('for '))).toBe(true);
    expect((await look()).code).toBe(0);
  }, 60_000);

  it('a file with a byte order mark is one script', async () => {
    shop.parts.script = Buffer.from('\u{feff}window.app = 1;');
    await verify('--write');
    expect(approvedList().scripts).toHaveLength(3);
    expect(approvedList().scripts.map((script) => script.sha384)).toContain(sha384('window.app = 1;'));
  }, 60_000);

  it('the code frame of ours is seen by the hash of its policy, and named', async () => {
    const { origin } = new URL(shop.url);
    const parents = [origin];
    shop.parts.frameHtml = framePage({ parents, language: 'en', digits: 3 });
    shop.parts.frameHeaders = frameHeaders(parents, { placement: 'own-origin' });
    await verify('--write');
    const { scripts, documents } = approvedList();
    expect(scripts.find(({ document }) => document === shop.frameUrl)).toMatchObject({
      sha384: scriptHash,
      purpose: expect.stringContaining('security code'),
    });
    expect(documents.find(({ url }) => url === shop.frameUrl)?.headers['content-security-policy']).toContain(
      scriptHash,
    );
    expect(await look()).toEqual({ code: 0, findings: [] });
  }, 60_000);
});

describe('negative controls: each change is named, and ends with 1', () => {
  beforeEach(async () => {
    await verify('--write');
  }, 60_000);
  const origin = () => new URL(shop.url).origin;
  const add = (html: string) => (shop.parts.html += html);

  it('a file that was added', async () => {
    add('<script src="/skimmer.js"></script>');
    expect(await look()).toMatchObject({
      code: 1,
      findings: [{ kind: 'new-script', document: shop.url, what: `${origin()}/skimmer.js` }],
    });
  }, 60_000);

  it('a script that was added to the page, and removes itself', async () => {
    add('<script nonce="NONCE">window.skim = 1; document.currentScript.remove();</script>');
    expect(await look()).toMatchObject({ code: 1, findings: [{ kind: 'new-script', what: 'inline' }] });
  }, 60_000);

  it('a script that another one makes, by eval and under a name of its own', async () => {
    shop.parts.headers['content-security-policy'] = '';
    await verify('--write');
    add('<script>eval("window.skim = 1; //# sourceURL=/app.js")</script>');
    const { code, findings } = await look();
    expect(code).toBe(1);
    expect(findings.map(({ kind, now }) => [kind, now])).toEqual(
      expect.arrayContaining([
        ['new-script', sha384('eval("window.skim = 1; //# sourceURL=/app.js")')],
        ['new-script', sha384('window.skim = 1; //# sourceURL=/app.js')],
      ]),
    );
  }, 60_000);

  it('a file that was changed', async () => {
    shop.parts.script = 'window.app = 1; navigator.sendBeacon("/x");';
    expect(await look()).toEqual({
      code: 1,
      findings: [
        {
          kind: 'changed-script',
          document: shop.url,
          what: `${origin()}/app.js`,
          was: sha384('window.app = 1;'),
          now: sha384(shop.parts.script),
        },
      ],
    });
  }, 60_000);

  it('a script in the page, and one in its frame, that were changed', async () => {
    shop.parts.html = shop.parts.html.replace('window.shop = 1', 'window.shop = 2');
    shop.parts.frameHtml = shop.parts.frameHtml.replace('field = 1', 'field = 2');
    const { code, findings } = await look();
    expect(code).toBe(1);
    expect(findings.map(({ kind, document, what }) => [kind, document, what])).toEqual(
      expect.arrayContaining([
        ['changed-script', shop.url, 'inline'],
        ['changed-script', shop.frameUrl, 'inline'],
      ]),
    );
    expect(findings).toHaveLength(2);
  }, 60_000);

  it('a script that is gone', async () => {
    shop.parts.html = shop.parts.html.replace('<script src="/app.js"></script>', '');
    expect(await look()).toMatchObject({ code: 1, findings: [{ kind: 'gone-script', what: `${origin()}/app.js` }] });
  }, 60_000);

  it('a frame that is new, and one that is gone', async () => {
    shop.parts.html = shop.parts.html.replace('FRAME', '/other');
    const { code, findings } = await look();
    expect(code).toBe(1);
    expect(findings).toEqual(
      expect.arrayContaining([
        { kind: 'gone-document', document: shop.frameUrl },
        { kind: 'new-document', document: `${origin()}/other` },
      ]),
    );
  }, 60_000);

  it('a policy that is missing', async () => {
    delete shop.parts.headers['content-security-policy'];
    const { code, findings } = await look();
    expect(code).toBe(1);
    expect(findings).toMatchObject([{ kind: 'weaker-header', document: shop.url, what: 'content-security-policy' }]);
    expect(findings[0]).not.toHaveProperty('now');
    expect((await verify()).said).toMatch(/a header protects less: content-security-policy[\s\S]*now not there/);
  }, 60_000);

  it('a policy that lets one more host in, and a referrer that says more', async () => {
    shop.parts.headers['content-security-policy'] = (shop.parts.headers['content-security-policy'] ?? '').replace(
      "script-src 'self'",
      "script-src 'self' https://elsewhere.example",
    );
    shop.parts.headers['referrer-policy'] = 'unsafe-url';
    expect(await look()).toMatchObject({
      code: 1,
      findings: [
        { kind: 'weaker-header', what: 'content-security-policy' },
        { kind: 'weaker-header', what: 'referrer-policy' },
      ],
    });
  }, 60_000);
});

describe('where nothing can be said, it ends with 2', () => {
  it('nothing is approved yet', async () => {
    expect(await verify()).toMatchObject({ code: 2, complaints: expect.stringContaining('--write') });
  });

  it('playwright-core is not installed', async () => {
    const complaints: string[] = [];
    const code = await run(['verify-page', shop.url, '--approved', approvedFile, '--write'], {
      playwright: () => Promise.reject(new Error('Cannot find package')),
      say: () => {},
      complain: (text) => complaints.push(text),
    });
    expect([code, complaints]).toEqual([
      2,
      ['playwright-core is not installed: npm install --save-dev playwright-core'],
    ]);
  });

  it('the page is not there, or leads elsewhere', async () => {
    await verify('--write');
    shop.parts.status = 500;
    expect(await verify()).toMatchObject({ code: 2, complaints: expect.stringContaining('answered 500') });
    shop.parts.status = 200;
    const moved = new URL('/moved', shop.url).href;
    const other = join(folder, 'other.json');
    expect(await verify(moved, '--approved', other, '--write')).toMatchObject({
      code: 2,
      complaints: expect.stringContaining('/sign-in'),
    });
  }, 60_000);

  it('the list is another page’s, or no list; the address is none; the words are not understood', async () => {
    await verify('--write');
    expect((await verify(new URL('/other', shop.url).href)).complaints).toContain('give each page a list of its own');
    writeFileSync(approvedFile, '{"page":1}');
    expect((await verify()).code).toBe(2);
    expect((await verify('http://')).code).toBe(2);
    expect((await verify('--wrong')).code).toBe(2);
  }, 60_000);
});

describe('how headers are told apart', () => {
  it.each([
    ['content-security-policy', "script-src 'nonce-a'", "script-src 'nonce-b'", 'same'],
    ['content-security-policy', "script-src 'self'", "script-src 'none'", 'changed'],
    ['content-security-policy', "script-src 'none'", 'script-src *', 'weaker'],
    ['content-security-policy', "script-src 'self'; base-uri 'none'", "script-src 'self'", 'weaker'],
    ['content-security-policy', "script-src 'self'", "script-src 'self'; base-uri 'none'", 'changed'],
    ['content-security-policy', "script-src 'nonce-a' 'unsafe-inline'", "script-src 'unsafe-inline'", 'weaker'],
    [
      'content-security-policy',
      "script-src 'nonce-a' 'strict-dynamic' https:",
      "script-src 'nonce-a' https:",
      'weaker',
    ],
    ['content-security-policy', "require-trusted-types-for 'script'", 'require-trusted-types-for', 'weaker'],
    ['content-security-policy', "trusted-types 'none'", 'trusted-types any', 'weaker'],
    ['content-security-policy', 'sandbox allow-scripts', 'sandbox allow-scripts allow-popups', 'weaker'],
    ['content-security-policy', "img-src 'self', script-src 'self'", "img-src 'self'", 'weaker'],
    ['permissions-policy', 'camera=(), usb=()', 'usb=(), camera=()', 'same'],
    ['permissions-policy', 'camera=(), usb=()', 'camera=()', 'weaker'],
    ['permissions-policy', 'camera=()', 'camera=(self)', 'weaker'],
    ['referrer-policy', 'no-referrer', 'origin', 'weaker'],
    ['referrer-policy', 'origin', 'no-referrer', 'changed'],
    ['referrer-policy', 'no-referrer, strict-origin', 'strict-origin', 'changed'],
    ['x-content-type-options', 'nosniff', 'sniff', 'weaker'],
    ['strict-transport-security', 'max-age=100', 'max-age=0', 'weaker'],
    ['strict-transport-security', 'max-age=100; includeSubDomains', 'max-age=100', 'weaker'],
    ['strict-transport-security', 'max-age=100', 'max-age=200', 'changed'],
    ['cross-origin-opener-policy', 'same-origin', 'unsafe-none', 'weaker'],
    ['cross-origin-embedder-policy', 'credentialless', 'require-corp', 'changed'],
    ['cross-origin-resource-policy', 'same-origin', undefined, 'weaker'],
    ['cross-origin-resource-policy', undefined, 'same-origin', 'changed'],
  ] as const)('%s: %s → %s is %s', (name, was, now, verdict) => {
    expect(compareHeader(name, was, now)).toBe(verdict);
  });
});
