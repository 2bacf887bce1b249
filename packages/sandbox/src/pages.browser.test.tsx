// The pages as a browser draws them: no fault that axe finds, nothing wider than a phone, and a bank's page that fits its windows.
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { createSandbox } from './index.ts';

const order = {
  Merchant_ID: '452739',
  OrderNumber: 'ORD-1',
  OrderAmount: '1250.00',
  OrderCurrency: 'RUB',
  OrderComment: 'Палатка «Онега», 2 места; доставка курьером',
  URL_RETURN: 'https://shop.test/back',
};
const agreement = {
  RecurringIndicator: '1',
  RecurringMinAmount: '100.00',
  RecurringMaxAmount: '1500.00',
  RecurringPeriod: '30',
  RecurringMaxDate: '31.12.2030',
};
const card = { choice: 'new', ExpireMonth: '12', ExpireYear: '30', CVC2: '123' };

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

/** A browser that follows where it is sent. */
function browse() {
  const sandbox = createSandbox({ origin: 'https://pay.test' });
  async function go(url: string, body?: Record<string, string>): Promise<{ url: string; html: string }> {
    const answer = await sandbox(new Request(url, body ? { method: 'POST', body: form(body) } : {}));
    const location = answer.headers.get('location');
    return location ? go(location) : { url, html: await answer.text() };
  }
  const open = (more: Record<string, string> = {}) => go('https://pay.test/pay/order.cfm', { ...order, ...more });
  return { go, open };
}

/** The pages, each as it is got at. */
const pages: [name: string, get: () => Promise<{ html: string }>][] = [
  ['a new card', () => browse().open()],
  ['in English', () => browse().open({ Language: 'EN', CustomerNumber: 'new' })],
  ['stored cards', () => browse().open({ CustomerNumber: 'vera' })],
  ['a recurring agreement', () => browse().open(agreement)],
  ['adding a card', () => browse().open({ OrderAmount: '0.00', CustomerNumber: 'new' })],
  ['an order that cannot be paid', () => browse().open({ OrderAmount: 'x' })],
  ['what is wrong with a card', () => after({ CardNumber: '4111', ...card, CVC2: '1', ExpireYear: '20' })],
  ['a refusal', () => after({ CardNumber: '4000000000000002', ...card })],
  ['a wallet', () => after({ wallet: 'apple' })],
  ['the bank’s question', () => after({ CardNumber: '2200000000010003', ...card })],
  ['the bank’s app', () => after({ CardNumber: '2200000000080006', ...card })],
];

async function after(fields: Record<string, string>) {
  const browser = browse();
  const { url } = await browser.open({ CustomerNumber: 'new' });
  return browser.go(url, fields);
}

/** Draws a page in a frame of a size. */
async function draw(html: string, width: number, height: number): Promise<Window & typeof globalThis> {
  const frame = document.createElement('iframe');
  frame.style.cssText = `width:${width}px;height:${height}px;border:0`;
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  // A page that looks again by itself would be gone before it is looked at.
  frame.srcdoc = html.replace(/<meta http-equiv="refresh"[^>]*>/, '').replace(/<iframe[^>]*><\/iframe>/, '');
  document.body.append(frame);
  await loaded;
  const drawn = frame.contentWindow;
  if (!drawn) throw new Error('The frame is gone.');
  return drawn as Window & typeof globalThis;
}

const widest = ({ document: { documentElement } }: Window) => documentElement.scrollWidth;

async function faultsOf(drawn: Window & typeof globalThis): Promise<string[]> {
  const script = drawn.document.createElement('script');
  script.textContent = axe.source;
  drawn.document.head.append(script);
  const inside = (drawn as unknown as { axe: typeof axe }).axe;
  const { violations } = await inside.run(drawn.document);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

afterEach(() => document.body.replaceChildren());

describe.each(pages)('%s', (_, get) => {
  it('has no fault that axe finds', async () => {
    const { html } = await get();
    expect(await faultsOf(await draw(html, 390, 844))).toEqual([]);
  });

  it.each([320, 390, 1280])('is no wider than %i pixels', async (width) => {
    const { html } = await get();
    expect(widest(await draw(html, width, 800))).toBeLessThanOrEqual(width);
  });
});

it('what looks finds what is wrong: grey on white, a line that does not break, a window that is too small', async () => {
  const { html } = await browse().open();
  const grey = html.replace('--soft:#55606e', '--soft:#bbb');
  expect(String(await faultsOf(await draw(grey, 390, 844)))).toContain('color-contrast');
  const long = html.replace('</h1>', `<pre>${'x'.repeat(200)}</pre></h1>`);
  expect(widest(await draw(long, 390, 844))).toBeGreaterThan(390);
  const { documentElement } = (await draw(html, 250, 200)).document;
  expect(documentElement.scrollHeight).toBeGreaterThan(200);
});

describe('the bank’s page', () => {
  // Gateway notes, section 3.7; 05 is the whole screen.
  it.each([
    ['01', 250, 400],
    ['02', 390, 400],
    ['03', 500, 600],
    ['04', 600, 400],
    ['05', 1280, 800],
  ])('fits window %s, also when a code was wrong', async (_, width, height) => {
    const browser = browse();
    const { url } = await browser.open();
    const asked = await browser.go(url, { CardNumber: '2200000000010003', ...card });
    const creq = new URL(asked.url).searchParams.get('creq') ?? '';
    const wrong = await browser.go('https://pay.test/acs/challenge', { creq, answer: 'confirm', code: '9' });
    for (const { html } of [asked, wrong]) {
      // oxlint-disable-next-line no-await-in-loop -- one frame at a time
      const drawn = await draw(html, width, height);
      const { scrollWidth, scrollHeight } = drawn.document.documentElement;
      expect([scrollWidth <= width, scrollHeight <= height]).toEqual([true, true]);
    }
  });
});
