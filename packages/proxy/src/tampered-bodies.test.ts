// S2: bodies that say more, less or other than the contract lets a browser say. The witness is the gateway's inbox: a payment there
// is for the order, the sum, the customer and the cards of the intent, in exactly the fields of an honest one.
import { env } from 'node:process';
import { BrowserData, ConfirmIntent } from '@onfile/contract';
import * as v from 'valibot';
import { expect, it, vi } from 'vitest';
import { browser, guardShop, pressKey, randomFrom } from './guard-shop.case.ts';
import type { OrderBook } from './index.ts';

vi.setConfig({ testTimeout: 600_000 });

const seed = Number(env['ONFILE_SEED'] ?? 20261128);
const count = Number(env['ONFILE_COUNT'] ?? (env['ONFILE_PROVE'] === '1' ? 50_000 : 1500));

/** What a browser may not say: names of the gateway, of other payment services, of the record, and of the language itself. */
const forbidden = `
  amount Amount OrderAmount ordercurrency currency price sum total amountInMinorUnits
  customer customerNumber CustomerNumber customer_id shopper userId subject
  Merchant_ID merchant_id MerchantId Login Password login password CheckValue Signature
  order OrderNumber orderNumber intent id billnumber status Delay delay TestMode
  TokenType PaymentToken Token token needCVC CVC2 cvc2 Cvc2 recurring RecurringIndicator
  URL_RETURN url returnTo ClientIP clientIp knownBills version attempts secret
  __proto__ constructor prototype toString hasOwnProperty valueOf __defineGetter__`
  .trim()
  .split(/\s+/);
const strange: unknown[] = '1.00 0.01 -1250.00 1250.0 1e9 boris RUB ${7*7} ../..'
  .split(' ')
  .concat('', ' ', '\u0000', "' OR 1=1 --");
strange.push(1, 0, -1, 1e308, 2 ** 53 + 2, true, false, null, [], {}, [[]], { amount: '1.00' }, ['1.00']);

type Shop = ReturnType<typeof guardShop>;
type Below = (below: number) => number;
const pick = <T>(from: readonly T[], below: Below): T => from[below(from.length)] as T;

/** Text of an object whose names may be those of its prototype, and may come twice. */
const textOf = (pairs: [string, unknown][]) =>
  `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;

const tower = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** One way to tamper with a body: its text, or its bytes. */
const ways: ((body: object, below: Below) => string | Uint8Array<ArrayBuffer>)[] = [
  // A field more.
  (body, below) => textOf([...Object.entries(body), [pick(forbidden, below), pick(strange, below)]]),
  (body, below) => textOf([[pick(forbidden, below), pick(strange, below)], ...Object.entries(body)]),
  // Several, of which one comes twice.
  (body, below) => {
    const name = pick(forbidden, below);
    return textOf([...Object.entries(body), [name, pick(strange, below)], [name, pick(strange, below)]]);
  },
  // A field that is known, twice.
  (body, below) => {
    const [name] = pick(Object.entries(body), below);
    return textOf([...Object.entries(body), [name, pick(strange, below)]]);
  },
  // A field of another kind.
  (body, below) => {
    const [name] = pick(Object.entries(body), below);
    return JSON.stringify({ ...body, [name]: pick(strange, below) });
  },
  // A field less.
  (body, below) => {
    const entries = Object.entries(body);
    entries.splice(below(entries.length), 1);
    return JSON.stringify(Object.fromEntries(entries));
  },
  // A field within.
  (body, below) => {
    const within = textOf([...Object.entries(browser), [pick(forbidden, below), pick(strange, below)]]);
    return JSON.stringify(body).replace(JSON.stringify(browser), () => within);
  },
  // Something else altogether.
  (body, below) => pick(['', 'null', '[]', '""', '0', tower(500), tower(4000), JSON.stringify([body])], below),
  // Too long.
  (body, below) => `${' '.repeat(1024 + below(9000))}${JSON.stringify(body)}`,
  // One byte other, missing or more.
  (body, below) => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    bytes[below(bytes.length)] = below(256);
    return bytes;
  },
  (body, below) => {
    const text = JSON.stringify(body);
    const at = below(text.length);
    return text.slice(0, at) + text.slice(at + 1);
  },
  (body, below) => {
    const text = JSON.stringify(body);
    const at = below(text.length);
    return `${text.slice(0, at)}${pick(['"', '{', '}', ',', ':', '\\u0000', '\uFEFF', '0'], below)}${text.slice(at)}`;
  },
];

/** What of a payment a browser has no say in. Its own language, screen and the like it may say, within limits. */
function moneyOf(body: string): string {
  const fields: Record<string, unknown> = JSON.parse(body);
  const names = Object.keys(fields).toSorted();
  const money = [
    'Merchant_ID',
    'Login',
    'Password',
    'OrderAmount',
    'OrderCurrency',
    'TokenType',
    'PaymentToken',
    'Delay',
  ];
  return JSON.stringify([names, ...money.map((name) => fields[name])]);
}

/** How a shop's orders are tampered with one after another, and which payments at the gateway were not honest ones. */
async function tamper(shop: Shop, times: number, heard: (body: string) => void = () => {}) {
  const below = randomFrom(seed);
  const [card] = await shop.cards();
  await shop.confirm(await shop.open('anna-honest'), card.id, pressKey('honest'));
  const honest = moneyOf(shop.asked('tokenpay.cfm')[0]?.body ?? '{}');
  const changed: string[] = [];
  const seen = { refused: 0, taken: 0, payments: 0 };
  let intent = await shop.open('anna-0');
  for (let n = 0; n < times; n++) {
    const calls = [
      { method: 'POST', path: `/intents/${intent.id}/confirm`, body: { card: card.id, browser } },
      { method: 'POST', path: '/intents', body: { order: `anna-${n}` } },
      { method: 'POST', path: `/intents/${intent.id}/hosted`, body: { save: false } },
      { method: 'PATCH', path: `/cards/${card.id}`, body: { nickname: 'Food' } },
    ];
    // Half of all are confirmations: those are what pays.
    const call = n % 2 ? calls[0] : pick(calls, below);
    if (!call) continue;
    const raw = pick(ways, below)(call.body, below);
    shop.inbox.length = 0;
    heard(typeof raw === 'string' ? raw : '');
    const answer = await shop.send({
      ...call,
      body: undefined,
      raw,
      headers: { ...shop.bearer(intent), 'idempotency-key': pressKey(n) },
    });
    seen[answer.status < 400 ? 'taken' : 'refused']++;
    for (const { body } of shop.asked('tokenpay.cfm')) {
      seen.payments++;
      const isOwn = JSON.parse(body).OrderNumber === intent.order;
      if (!isOwn || moneyOf(body) !== honest) changed.push(`seed ${seed}, body ${n}: ${String(raw)}`);
      intent = await shop.open(`anna-next-${n}`);
    }
    const url = answer.status === 200 && call.path.endsWith('/hosted') ? JSON.parse(await answer.text()).url : '';
    if (url && url !== 'https://gateway.test/pay/order.cfm') changed.push(`seed ${seed}, body ${n}: ${url}`);
  }
  return { changed, seen };
}

it('S2: no tampered body reaches the gateway changed', async () => {
  const shop = guardShop({ options: { limits: false } });
  const { changed, seen } = await tamper(shop, count);
  console.log(
    `S2: ${count} tampered bodies (seed ${seed}): ${seen.refused} refused, ${seen.taken} taken for what they still said, ${seen.payments} payments, ${changed.length} changed. Replay: ONFILE_SEED=${seed} ONFILE_COUNT=${count} vitest run --project unit packages/proxy/src/tampered-bodies.test.ts`,
  );
  expect(changed).toEqual([]);
  expect(seen.refused).toBeGreaterThan(count * 0.5);
  // A witness that saw no payment has witnessed nothing.
  expect(seen.payments).toBeGreaterThan(count / 1000);
  for (const { amount } of shop.sandbox.ledger) expect(amount).toBe('1250.00');
});

it('negative control: a shop that believes the body is caught', async () => {
  let said: string | undefined;
  const orders: OrderBook = {
    find: (number) => ({ number, amount: said ?? '1250.00', currency: 'RUB' }),
  };
  const shop = guardShop({ options: { limits: false, orders } });
  const { changed } = await tamper(shop, 600, (body) => {
    said = /"amount":"(\d+\.\d\d)"/i.exec(body)?.[1] ?? said;
  });
  expect(changed.length).toBeGreaterThan(0);
});

it('negative control: schemas that ignore what they do not know would have let them in', () => {
  const below = randomFrom(seed);
  const loose = v.object({ ...ConfirmIntent.entries, browser: v.object(BrowserData.entries) });
  const letIn = { strict: 0, loose: 0 };
  for (let n = 0; n < 500; n++) {
    const body: unknown = JSON.parse(String(ways[0]?.({ card: 'k1_x', browser }, below)));
    if (v.safeParse(ConfirmIntent, body).success) letIn.strict++;
    if (v.safeParse(loose, body).success) letIn.loose++;
  }
  expect(letIn.loose).toBeGreaterThan(450);
  // What every object inherits, a strict schema alone does not see: the reader refuses it by name.
  expect(letIn.strict).toBeLessThan(100);
});
