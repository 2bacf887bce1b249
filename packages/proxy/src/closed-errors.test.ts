// S9: faults of the gateway and of the merchant's own code, on every route. What a browser then hears is one of the contract's codes,
// and nothing that was said, thrown or configured behind the proxy.
import { endpointBodies, problemCodes, problemStatus } from '@onfile/contract';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { baseUrl, guardShop, pressKey } from './guard-shop.case.ts';
import { createMemoryStore, type ProxyOptions, type Store } from './index.ts';

vi.setConfig({ testTimeout: 120_000 });

type Shop = ReturnType<typeof guardShop>;
type Fault = Parameters<Shop['sandbox']['fault']>[0];

/** What a fault of the merchant's own code says, with all that a careless message may hold. */
const careless = () =>
  Object.assign(
    new Error('connect ECONNREFUSED db-17.internal:5432 at /srv/shop/orders.ts:12 for boris, password hunter2'),
    {
      code: 'ECONNREFUSED',
    },
  );
const fail = async (): Promise<never> => {
  throw careless();
};

/** Words of ours that a title may have, and nothing that is behind us. */
const leaks =
  /gateway\.test|sandbox\.test|https?:|internal|\/srv|\/work|node_modules|\.[jt]s\b|\bat \w|Error|ECONN|nginx|<html|<!doctype|firstcode|secondcode|faultstring|hunter2|boris|PASSWORD|sqlite|undefined|\[object|452739|0000A11A|AS\d{3}/i;

const Closed = v.strictObject({
  type: v.literal('about:blank'),
  title: v.pipe(v.string(), v.maxLength(120)),
  status: v.picklist([400, 401, 403, 404, 409, 410, 422, 428, 429, 503]),
  code: v.picklist(problemCodes),
});
const titles = new Map<string, string>();

/** What is wrong with an answer; nothing where it is closed. */
async function flaws(answer: Response, schema: v.GenericSchema | undefined): Promise<string[]> {
  const text = await answer.text();
  const found: string[] = [];
  const shown = answer.status < 400 ? '' : `${text}${[...answer.headers.values()].join(' ')}`;
  if (leaks.test(shown)) found.push(`says ${leaks.exec(shown)?.[0]}`);
  if (answer.status < 400) {
    if (schema && answer.status === 200 && !v.safeParse(schema, JSON.parse(text)).success) found.push('is no answer');
    return found;
  }
  if (answer.headers.get('content-type') !== 'application/problem+json') found.push('is of another type');
  const problem = v.safeParse(Closed, JSON.parse(text));
  if (!problem.success) return [...found, `is not closed: ${text}`];
  const { code, status, title } = problem.output;
  if (status !== answer.status || status !== problemStatus[code]) found.push('has another status than its code');
  if ((titles.get(code) ?? title) !== title) found.push('says one code in two ways');
  titles.set(code, title);
  return found;
}

/** Every route, as a shopper reaches it. */
const calls: Record<string, (shop: Shop, known: Known) => Promise<Response>> = {
  list: ({ send }) => send({ path: '/cards' }),
  remove: ({ send }, { card }) => send({ method: 'DELETE', path: `/cards/${card.id}` }),
  change: ({ send }, { card }) => send({ method: 'PATCH', path: `/cards/${card.id}`, body: { isDefault: true } }),
  open: ({ send }) => send({ method: 'POST', path: '/intents', body: { order: 'anna-1' } }),
  confirm: ({ confirm }, { card, intent }) => confirm(intent, card.id, pressKey(1)),
  read: ({ send, bearer }, { intent }) => send({ path: `/intents/${intent.id}`, headers: bearer(intent) }),
  hosted: ({ send, bearer }, { intent }) =>
    send({ method: 'POST', path: `/intents/${intent.id}/hosted`, body: { save: true }, headers: bearer(intent) }),
  art: ({ send }, { card }) => send({ path: card.art }),
  return: ({ proxy }, { intent }) => proxy(new Request(`${baseUrl}/return?intent=${intent.id}`)),
};
const schemas: Record<string, v.GenericSchema | undefined> = {
  list: endpointBodies.listCards.response,
  change: endpointBodies.changeCard.response,
  open: endpointBodies.openIntent.response,
  confirm: endpointBodies.confirmIntent.response,
  read: endpointBodies.readIntent.response,
  hosted: endpointBodies.goHosted.response,
};

interface Known {
  card: { id: string; art: string };
  intent: { id: string; secret: string };
}

const services = ['list', 'remove', 'orderresult', 'tokenpay'] as const;
const kinds = [
  ...(['fault', 'html', 'malformed-list', 'empty-list', 'rate-limit', 'server-error', 'refuse', 'reset'] as const),
  ...([
    'never-answer',
    'truncated',
    'html-charged',
    'server-error-charged',
    'reset-charged',
    'reset-mid-body',
  ] as const),
  ...([
    'never-answer-charged',
    'truncated-charged',
    'decline',
    'malformed-card',
    'wrong-amount',
    'unknown-state',
  ] as const),
];
const codes = ['1/3', '2/1', '7/102', '10/200', '11/201', '99/999'];

const gatewayFaults: Fault[] = services.flatMap((service) => [
  ...kinds.map((kind): Fault => ({ service, kind })),
  ...codes.map((code): Fault => ({ service, kind: 'fault', code })),
]);

const brokenStore = (name: keyof Store): Store => ({ ...createMemoryStore(), [name]: fail });
/** The merchant's own code, failing in one place. */
const ownFaults: Record<string, (is: () => boolean) => Partial<ProxyOptions>> = {
  customer: (is) => ({ customer: async () => (is() ? fail() : { number: 'anna' }) }),
  orders: (is) => ({
    orders: { find: async (number) => (is() ? fail() : { number, amount: '1250.00', currency: 'RUB' }) },
  }),
  notes: (is) => ({
    cards: { notes: async () => (is() ? fail() : {}), change: async () => (is() ? fail() : undefined) },
  }),
  removed: (is) => ({
    cards: { notes: () => ({}), change: () => {}, removed: async () => (is() ? fail() : undefined) },
  }),
  art: (is) => ({
    art: { allows: () => true, picture: async () => (is() ? fail() : null), text: async () => (is() ? fail() : null) },
  }),
  allows: (is) => ({ art: { allows: () => (is() ? badly() : true), picture: async () => null } }),
  log: (is) => ({ onEvent: () => (is() ? badly() : undefined) }),
  settled: (is) => ({ onSettled: async () => (is() ? fail() : undefined) }),
  returnTo: (is) => ({ returnTo: () => (is() ? badly() : 'https://shop.test/') }),
  clock: (is) => ({ randomId: () => (is() ? badly() : crypto.randomUUID()) }),
};
function badly(): never {
  throw careless();
}
const storeParts = ['get', 'claim', 'advance', 'createIntent', 'takeEvents', 'findByOrder'] as const;

/** A shop whose names are known from before the fault. */
async function known(shop: Shop): Promise<Known> {
  const [card] = await shop.cards();
  const url: unknown = card.assets[0]?.assetData[0]?.url;
  return { card: { id: card.id, art: String(url).replace('/onfile/v1', '') }, intent: await shop.open() };
}

interface Case {
  name: string;
  schema: v.GenericSchema | undefined;
  run: () => Promise<{ answer: Response; shop: Shop }>;
}

function cases(): Case[] {
  const all: Case[] = [];
  for (const [route, call] of Object.entries(calls)) {
    const schema = schemas[route];
    // Only the ones that a route asks are faults of it.
    for (const fault of route === 'art' || route === 'change' ? gatewayFaults.slice(0, 26) : gatewayFaults)
      all.push({
        name: `${route}: ${fault.service} ${fault.kind} ${fault.code ?? ''}`,
        schema,
        run: async () => {
          const shop = guardShop({ options: { limits: false } });
          const names = await known(shop);
          if (route === 'read' || route === 'return') await calls['hosted']?.(shop, names);
          shop.sandbox.fault(fault);
          return { answer: await call(shop, names), shop };
        },
      });
    for (const [port, make] of Object.entries(ownFaults))
      all.push({
        name: `${route}: the merchant’s ${port}`,
        schema,
        run: async () => {
          let isOn = false;
          const shop = guardShop({ options: { limits: false, ...make(() => isOn) } });
          const names = await known(shop);
          isOn = true;
          return { answer: await call(shop, names), shop };
        },
      });
    for (const part of storeParts)
      all.push({
        name: `${route}: the store’s ${part}`,
        schema,
        run: async () => {
          const store = createMemoryStore();
          const shop = guardShop({ options: { limits: false, store } });
          const names = await known(shop);
          Object.assign(store, { [part]: brokenStore(part)[part] });
          return { answer: await call(shop, names), shop };
        },
      });
  }
  return all;
}

describe('S9: what goes wrong behind the proxy', () => {
  it('is heard as one of the contract’s codes, without a word of whoever failed', async () => {
    const all = cases();
    const wrong: string[] = [];
    let answered = 0;
    // A few at once: some of them wait for a gateway that never answers.
    const queue = all.values();
    const work = async () => {
      for (const { name, schema, run } of queue) {
        const { answer, shop } = await run();
        // Every problem says that nothing was charged: by the ledger, nothing was.
        if (answer.status >= 400 && shop.sandbox.ledger.length) wrong.push(`${name}: charged, and does not say so`);
        if (answer.status >= 400) answered++;
        for (const flaw of await flaws(answer, schema)) wrong.push(`${name}: ${flaw}`);
      }
    };
    await Promise.all(Array.from({ length: 16 }, work));
    console.log(`S9: ${all.length} faults, ${answered} answered with a problem`);
    expect(wrong).toEqual([]);
    expect(all.length).toBeGreaterThanOrEqual(300);
    // The others are truths that need no gateway, and doubts.
    expect(answered).toBeGreaterThanOrEqual(100);
  });

  it('negative control: an answer that quotes what was thrown is caught', async () => {
    const quoting = Response.json(
      { type: 'about:blank', title: careless().message, status: 503, code: 'unavailable' },
      { status: 503, headers: { 'content-type': 'application/problem+json' } },
    );
    expect(await flaws(quoting, undefined)).toEqual(['says ECONN', 'says one code in two ways']);
    const open = Response.json({ error: { stack: careless().stack } }, { status: 500 });
    expect(await flaws(open, undefined)).toHaveLength(3);
  });

  it('is logged by the kind of the error, and no more', async () => {
    const shop = guardShop({ options: { customer: fail } });
    expect((await shop.send({ path: '/cards' })).status).toBe(503);
    expect(shop.events).toEqual([{ type: 'failed', route: 'listCards', error: 'Error' }]);
  });
});
