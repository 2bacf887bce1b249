// S1: names of things that are somebody else's, forged, sealed with a key that is gone, or of nothing at all, on every route and with
// every way to sign in. The witnesses are what boris has before and after, the gateway's ledger, and the bytes of the answers.
import { asRequest } from '@onfile/assist';
import { describe, expect, it } from 'vitest';
import { baseUrl, browser, guardShop, pressKey, sealKeys } from './guard-shop.case.ts';
import { createMemoryStore } from './index.ts';

/** What `anna` tries to see, and of whom. */
async function twoShoppers(options: Parameters<typeof guardShop>[0] = {}) {
  const store = createMemoryStore();
  const shop = guardShop({ ...options, options: { store, limits: false, ...options.options } });
  const [annas] = await shop.cards();
  const [boriss] = await shop.cards('boris');
  const own = await shop.open('anna-1');
  const foreign = await shop.open('boris-SECRET', 'boris');
  const retired = guardShop({ options: { store, sealKeys: [sealKeys.next] } });
  const [expired] = await retired.cards();
  const old = await retired.open('anna-1');
  return { shop, annas, boriss, own, foreign, expired, old };
}
type Scene = Awaited<ReturnType<typeof twoShoppers>>;

/** Names by what is wrong with them. `absent` is what all others of a route are compared with. */
function cardIds({ annas, boriss, expired, own }: Scene): Record<string, string> {
  const flip = (id: string, at: number) => `${id.slice(0, at)}${id[at] === 'A' ? 'B' : 'A'}${id.slice(at + 1)}`;
  const art = annas.assets[0].assetData[0].url.split('/').at(-1);
  return {
    absent: 'k1_nothing',
    foreign: boriss.id,
    'forged: nonce': flip(annas.id, 5),
    'forged: text': flip(annas.id, 30),
    'forged: mark': flip(annas.id, annas.id.length - 3),
    'another key’s name': annas.id.replace('k1_', 'k2_'),
    expired: expired.id,
    'another purpose': art,
    'an intent': own.id,
    short: annas.id.slice(0, -1),
    long: `${annas.id}AAAA`,
    'a word of the language': '__proto__',
  };
}

function intentIds({ foreign }: Scene): Record<string, string> {
  return {
    absent: '00000000-0000-4000-8000-000000000000',
    foreign: foreign.id,
    forged: `${foreign.id.slice(0, -1)}x`,
    'a word of the language': 'constructor',
  };
}

const signIns = {
  'as herself': { cookie: 'shop=anna' },
  'as nobody': { cookie: undefined },
  'as one who is not': { cookie: 'shop=mallory' },
  'as herself, naming him': { cookie: 'shop=anna', 'x-customer': 'boris', 'x-forwarded-user': 'boris' },
} as const;

interface Cell {
  name: string;
  /** Cells of one group answer the same. */
  group: string;
  status: number;
  send: () => Promise<Response>;
}

function sessionCells(scene: Scene): Cell[] {
  const { shop } = scene;
  const calls = [
    { method: 'DELETE', body: undefined },
    { method: 'PATCH', body: { isDefault: true } },
  ];
  return Object.entries(signIns).flatMap(([who, headers]) => [
    ...calls.flatMap(({ method, body }) =>
      Object.entries(cardIds(scene)).map(([what, id]) => ({
        name: `${method} card ${who}: ${what}`,
        group: `${method} ${who}`,
        status: headers.cookie ? 404 : 401,
        send: () => shop.send({ method, path: `/cards/${id}`, body, headers }),
      })),
    ),
    ...['boris-SECRET', 'boris-2', 'anna', 'nothing', 'ANNA-1', 'anna%2d1', '__proto__'].map((order) => ({
      name: `POST intent ${who}: ${order}`,
      group: `POST intent ${who}`,
      status: headers.cookie ? 404 : 401,
      send: () => shop.send({ method: 'POST', path: '/intents', body: { order }, headers }),
    })),
  ]);
}

function intentCells(scene: Scene): Cell[] {
  const { shop, annas, own, foreign, old } = scene;
  const calls = [
    { method: 'GET', end: '', body: undefined },
    { method: 'POST', end: '/hosted', body: { save: true } },
    { method: 'POST', end: '/confirm', body: { card: annas.id, browser } },
  ];
  const secrets: Record<string, string | undefined> = {
    none: undefined,
    'her own': own.secret,
    'of a key that is gone': old.secret,
    empty: '',
    guessed: 'x'.repeat(43),
    'half of the right one': foreign.secret.slice(0, 20),
    'too long': `${foreign.secret}A`,
  };
  return calls.flatMap(({ method, end, body }) =>
    Object.entries(secrets).flatMap(([held, secret]) =>
      Object.entries(intentIds(scene)).map(([what, id]) => ({
        name: `${method} intent${end}, secret ${held}: ${what}`,
        group: `${method}${end}`,
        status: 401,
        send: () =>
          shop.send({
            method,
            path: `/intents/${id}${end}`,
            body,
            headers: {
              'idempotency-key': pressKey('s1'),
              ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
            },
          }),
      })),
    ),
  );
}

/** Somebody else's card under one's own intent. */
function paymentCells(scene: Scene): Cell[] {
  const { shop, own } = scene;
  return Object.entries(cardIds(scene)).map(([what, id], n) => ({
    name: `pays with card: ${what}`,
    group: 'pays',
    status: 404,
    send: () => shop.confirm(own, id, pressKey(`pays-${n}`)),
  }));
}

function publicCells({ shop, annas, foreign }: Scene): Cell[] {
  const ref: string = annas.assets[0].assetData[0].url.split('/').at(-1);
  const refs = {
    absent: 'k1_nothing',
    'a card': annas.id,
    forged: `${ref.slice(0, 10)}${ref[10] === 'A' ? 'B' : 'A'}${ref.slice(11)}`,
    'an address': btoa('https://art.sandbox.test/A5/x.png').replaceAll('=', ''),
    'another key’s name': ref.replace('k1_', 'k2_'),
  };
  return [
    ...Object.entries(refs).map(([what, id]) => ({
      name: `art: ${what}`,
      group: 'art',
      status: 404,
      send: () => shop.send({ path: `/art/${id}`, headers: { cookie: undefined } }),
    })),
    ...['nothing', 'constructor', '', `${foreign.id}x`].map((id) => ({
      name: `return: ${id}`,
      group: 'return',
      status: 404,
      send: () => shop.proxy(new Request(`${baseUrl}/return?intent=${id}`)),
    })),
  ];
}

const cellsOf = (scene: Scene) => [
  ...sessionCells(scene),
  ...intentCells(scene),
  ...paymentCells(scene),
  ...publicCells(scene),
];

/** All that boris has, as boris sees it. */
const holdings = async ({ shop, foreign }: Scene) => ({
  cards: await shop.json({ path: '/cards', headers: shop.as('boris') }),
  intent: await shop.json({ path: `/intents/${foreign.id}`, headers: shop.bearer(foreign) }),
});

/** What of boris, or of the gateway, is in an answer. */
const leaked = (text: string, { boriss, foreign }: Scene) =>
  ['boris', 'SECRET', boriss.id, foreign.id, foreign.secret, boriss.last4, '0000A11A', 'sandbox.test'].filter(
    (secret) => text.includes(secret),
  );

async function findings(scene: Scene): Promise<string[]> {
  const before = await holdings(scene);
  const found: string[] = [];
  const first = new Map<string, string>();
  for (const { name, group, status, send } of cellsOf(scene)) {
    const answer = await send();
    const text = await answer.text();
    if (answer.status !== status) found.push(`${name}: ${answer.status}`);
    for (const secret of leaked(text, scene)) found.push(`${name}: holds ${secret}`);
    const known = first.get(group) ?? text;
    first.set(group, known);
    if (text !== known) found.push(`${name}: answers otherwise than for what is not there`);
  }
  const after = await holdings(scene);
  if (JSON.stringify(after) !== JSON.stringify(before)) found.push('boris has not what he had');
  if (scene.shop.sandbox.ledger.length) found.push('money moved');
  return found;
}

describe('S1: what is not yours is not there', () => {
  it('whatever is named, and whoever asks', async () => {
    const scene = await twoShoppers();
    const cells = cellsOf(scene);
    console.log(`S1: ${cells.length} cells`);
    expect(cells.length).toBeGreaterThanOrEqual(200);
    expect(await findings(scene)).toEqual([]);
  });

  it('negative control: where everybody is taken for boris, it shows', async () => {
    const scene = await twoShoppers();
    const { send } = scene.shop;
    scene.shop.send = async (call) => send({ ...call, headers: { ...call.headers, cookie: 'shop=boris' } });
    const found = await findings(scene);
    expect(found).toContainEqual('DELETE card as herself: foreign: 204');
    expect(found).toContainEqual(expect.stringContaining('holds'));
    expect(found).toContain('boris has not what he had');
  });
});

describe('sealed names', () => {
  const idsOf = async (keys: (typeof sealKeys.old)[]) => {
    const shop = guardShop({ options: { sealKeys: keys } });
    return { shop, id: (await shop.cards())[0].id as string };
  };

  it('stay the same for the same key, in another process, and change with the key', async () => {
    const { old, next } = sealKeys;
    const first = await idsOf([old]);
    expect((await idsOf([old, next])).id).toBe(first.id);
    const rotated = await idsOf([next, old]);
    expect(rotated.id).not.toBe(first.id);
    expect(rotated.id.startsWith('k2_')).toBe(true);
  });

  it('of the old key still open after a rotation, and no more when it is taken away', async () => {
    const { old, next } = sealKeys;
    const { id } = await idsOf([old]);
    const rotated = guardShop({ options: { sealKeys: [next, old] } });
    expect((await rotated.send({ method: 'DELETE', path: `/cards/${id}` })).status).toBe(204);
    const without = guardShop({ options: { sealKeys: [next] } });
    expect((await without.send({ method: 'DELETE', path: `/cards/${id}` })).status).toBe(404);
  });

  it('an intent that was opened before a rotation is paid after it, and belongs to whom it did', async () => {
    const { old, next } = sealKeys;
    const store = createMemoryStore();
    const before = guardShop({ options: { store, sealKeys: [old] } });
    const intent = await before.open();
    const [card] = await before.cards();
    const after = guardShop({ options: { store, sealKeys: [next, old] } });
    expect((await after.confirm(intent, card.id, pressKey(1))).status).toBe(200);
    expect(after.settled).toMatchObject([{ customer: 'anna', status: 'paid' }]);
    expect(await after.open()).toMatchObject({ id: intent.id, status: 'paid' });
    const boris = { method: 'POST', path: '/intents', body: { order: 'anna-1' }, headers: after.as('boris') };
    expect((await after.send(boris)).status).toBe(404);
  });

  it('a record whose key is gone is nobody’s: it is still read and settled, and said so in the log', async () => {
    const { old, next } = sealKeys;
    const store = createMemoryStore();
    const before = guardShop({ options: { store, sealKeys: [old] } });
    const intent = await before.open();
    const [card] = await before.cards();
    before.sandbox.fault({ service: 'tokenpay', kind: 'never-answer-charged' });
    before.sandbox.fault({ service: 'orderresult', kind: 'server-error' });
    await before.confirm(intent, card.id, pressKey(1));
    before.sandbox.behave();
    const after = guardShop({
      options: { store, sealKeys: [next] },
      transport: () => async (request) => ({ type: 'response', response: await before.sandbox(asRequest(request)) }),
    });
    after.clock.advance(120_000);
    expect(await after.proxy.sweep()).toMatchObject({ read: 1, resolved: 1 });
    expect(after.settled).toMatchObject([{ order: 'anna-1', status: 'paid', customer: '' }]);
    expect(after.events).toContainEqual({ type: 'record.unreadable' });
    expect((await after.send({ method: 'POST', path: '/intents', body: { order: 'anna-1' } })).status).toBe(404);
    // With the key back, the record is hers again.
    const again = guardShop({ options: { store, sealKeys: [next, old] } });
    expect(await again.open()).toMatchObject({ status: 'paid' });
  });
});
