// S11: every header of every answer, by route and status. An exact list: a header more is a finding, and so is one less.
import { describe, expect, it } from 'vitest';
import { proxyFaults } from './faulty-proxy.case.ts';
import { baseUrl, guardShop, listedPage, pressKey } from './guard-shop.case.ts';

const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  vary: 'Origin',
  'x-content-type-options': 'nosniff',
};
const answer = { ...always, 'content-type': 'application/json' };
const problem = { ...always, 'content-type': 'application/problem+json' };
const waiting = { ...problem, 'retry-after': '60' };
const readable = {
  'access-control-allow-credentials': 'true',
  'access-control-allow-origin': listedPage,
  'access-control-expose-headers': 'retry-after',
};
const picture = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': always['content-security-policy'],
  'cross-origin-resource-policy': 'same-origin',
  etag: expect.stringMatching(/^"[\w-]+"$/),
  'referrer-policy': 'no-referrer',
  vary: 'Accept',
  'x-content-type-options': 'nosniff',
};
const failing = { number: () => Promise.reject(new Error('down')) };

type Shop = ReturnType<typeof guardShop>;
interface Row {
  name: string;
  status: number;
  headers: object;
  limits?: object;
  ask: (shop: Shop) => Promise<Response>;
}

const artPath = async ({ cards }: Shop): Promise<string> =>
  String((await cards())[0].assets[0].assetData[0].url).replace('/onfile/v1', '');
const once = { limit: 0, windowMs: 60_000 };

const rows: Row[] = [
  { name: 'list', status: 200, headers: answer, ask: ({ send }) => send({ path: '/cards' }) },
  {
    name: 'list, to a listed page',
    status: 200,
    headers: { ...answer, ...readable },
    ask: ({ send }) => send({ path: '/cards', headers: { origin: listedPage } }),
  },
  {
    name: 'list, to another site',
    status: 403,
    headers: problem,
    ask: ({ send }) => send({ path: '/cards', headers: { origin: 'https://evil.test' } }),
  },
  {
    name: 'list, signed out',
    status: 401,
    headers: problem,
    ask: ({ send }) => send({ path: '/cards', headers: { cookie: undefined } }),
  },
  {
    name: 'list, too often',
    status: 429,
    headers: waiting,
    limits: { list: once },
    ask: ({ send }) => send({ path: '/cards' }),
  },
  {
    name: 'list, gateway down',
    status: 503,
    headers: problem,
    ask: ({ sandbox, send }) => {
      sandbox.fault({ service: 'list', kind: 'server-error' });
      return send({ path: '/cards' });
    },
  },
  {
    name: 'remove',
    status: 204,
    headers: always,
    ask: async ({ cards, send }) => send({ method: 'DELETE', path: `/cards/${(await cards())[0].id}` }),
  },
  {
    name: 'remove, not there',
    status: 404,
    headers: problem,
    ask: ({ send }) => send({ method: 'DELETE', path: '/cards/x' }),
  },
  {
    name: 'change',
    status: 200,
    headers: answer,
    ask: async ({ cards, send }) =>
      send({ method: 'PATCH', path: `/cards/${(await cards())[0].id}`, body: { isDefault: true } }),
  },
  {
    name: 'open',
    status: 200,
    headers: answer,
    ask: ({ send }) => send({ method: 'POST', path: '/intents', body: { order: 'anna-1' } }),
  },
  {
    name: 'open, malformed',
    status: 400,
    headers: problem,
    ask: ({ send }) => send({ method: 'POST', path: '/intents', raw: '{' }),
  },
  {
    name: 'read',
    status: 200,
    headers: answer,
    ask: async ({ open, send, bearer }) => {
      const intent = await open();
      return send({ path: `/intents/${intent.id}`, headers: bearer(intent) });
    },
  },
  { name: 'read, no secret', status: 401, headers: problem, ask: ({ send }) => send({ path: '/intents/x' }) },
  {
    name: 'confirm',
    status: 200,
    headers: answer,
    ask: async ({ open, cards, confirm }) => confirm(await open(), (await cards())[0].id, pressKey(1)),
  },
  {
    name: 'confirm, paid before',
    status: 409,
    headers: problem,
    ask: async ({ open, cards, confirm }) => {
      const intent = await open();
      const [card] = await cards();
      await confirm(intent, card.id, pressKey(1));
      return confirm(intent, card.id, pressKey(2));
    },
  },
  {
    name: 'confirm, key of another card',
    status: 422,
    headers: problem,
    ask: async ({ open, cards, confirm }) => {
      const intent = await open();
      const [visa, mastercard] = await cards();
      await confirm(intent, visa.id, pressKey(1));
      return confirm(intent, mastercard.id, pressKey(1));
    },
  },
  {
    name: 'confirm, card gone',
    status: 410,
    headers: problem,
    ask: async ({ open, cards, confirm, send }) => {
      const [card] = await cards();
      await send({ method: 'DELETE', path: `/cards/${card.id}` });
      return confirm(await open(), card.id, pressKey(1));
    },
  },
  {
    name: 'confirm, too often',
    status: 429,
    headers: waiting,
    limits: { card: once },
    ask: async ({ open, cards, confirm }) => confirm(await open(), (await cards())[0].id, pressKey(1)),
  },
  {
    name: 'hosted',
    status: 200,
    headers: answer,
    ask: async ({ open, send, bearer }) => {
      const intent = await open();
      return send({
        method: 'POST',
        path: `/intents/${intent.id}/hosted`,
        body: { save: true },
        headers: bearer(intent),
      });
    },
  },
  {
    name: 'art',
    status: 200,
    headers: { ...picture, 'content-type': 'image/png', 'content-disposition': 'inline; filename="card.png"' },
    ask: async (shop) => shop.send({ path: await artPath(shop), headers: { cookie: undefined } }),
  },
  {
    name: 'art, known',
    status: 304,
    headers: picture,
    ask: async (shop) => {
      const path = await artPath(shop);
      const etag = (await shop.send({ path })).headers.get('etag') ?? '';
      return shop.send({ path, headers: { 'if-none-match': etag } });
    },
  },
  { name: 'art, not there', status: 404, headers: problem, ask: ({ send }) => send({ path: '/art/x' }) },
  {
    name: 'art, too often',
    status: 429,
    headers: waiting,
    limits: { art: once },
    ask: ({ send }) => send({ path: '/art/x', clientIp: '203.0.113.7' }),
  },
  {
    name: 'return',
    status: 303,
    headers: { ...always, location: 'https://shop.test/orders/anna-1' },
    ask: async ({ open, proxy }) => proxy(new Request(`${baseUrl}/return?intent=${(await open()).id}`)),
  },
  {
    name: 'return, not there',
    status: 404,
    headers: problem,
    ask: ({ proxy }) => proxy(new Request(`${baseUrl}/return?intent=x`)),
  },
  { name: 'no such path', status: 404, headers: problem, ask: ({ send }) => send({ path: '/nothing' }) },
  { name: 'no such method', status: 404, headers: problem, ask: ({ send }) => send({ method: 'PUT', path: '/cards' }) },
  {
    name: 'outside of the mount',
    status: 404,
    headers: problem,
    ask: ({ proxy }) => proxy(new Request('https://shop.test/admin')),
  },
  {
    name: 'preflight',
    status: 204,
    headers: {
      ...always,
      ...readable,
      'access-control-allow-headers': 'authorization, content-type, idempotency-key',
      'access-control-allow-methods': 'DELETE, PATCH',
      'access-control-max-age': '600',
    },
    ask: ({ send }) => send({ method: 'OPTIONS', path: '/cards/x', headers: { origin: listedPage } }),
  },
  {
    name: 'preflight of another site',
    status: 403,
    headers: problem,
    ask: ({ send }) => send({ method: 'OPTIONS', path: '/cards/x', headers: { origin: 'https://evil.test' } }),
  },
];

const isSame = (one: object, other: object) => {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
};

describe('S11: the headers of every answer', () => {
  it.each(rows)('$name: $status', async ({ status, headers, limits, ask }) => {
    const answered = await ask(guardShop(limits ? { options: { limits } } : {}));
    expect(answered.status).toBe(status);
    expect(Object.fromEntries(answered.headers)).toEqual(headers);
    expect([...answered.headers].join()).not.toContain('unsafe');
  });

  it('also where the merchant’s own code fails', async () => {
    const answered = await guardShop({ options: { customer: failing.number } }).send({ path: '/cards' });
    expect([answered.status, Object.fromEntries(answered.headers)]).toEqual([503, problem]);
  });

  it.each([
    ['forgets the guards’ headers', 5],
    ['forgets the guards’ headers when it refuses', 15],
    ['says that an answer may be kept', 8],
    ['reflects the Origin of whoever asks', 25],
  ])('negative control: a proxy that %s is seen on at least %i of these', async (name, least) => {
    const fault = proxyFaults.find((one) => one.name === name);
    let seen = 0;
    for (const { headers, limits, ask } of rows) {
      const shop = guardShop({
        wrap: (good) => fault?.build(good, guardShop()) ?? good,
        ...(limits && { options: { limits } }),
      });
      const answered = await ask(shop);
      if (!isSame(Object.fromEntries(answered.headers), headers)) seen++;
    }
    expect(seen).toBeGreaterThanOrEqual(least);
  });
});
