import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { guardShop, pressKey, shopOrigin } from '../guard-shop.case.ts';
import { createNodeServer, toNodeHandler } from '../node.ts';
import { serveWithExpress } from './express.case.ts';
import { serveWithFastify } from './fastify.case.ts';
import { appWithHono } from './hono.case.ts';
import { routeForNext } from './next.case.ts';
import { serveWithNode } from './node-http.case.ts';

const servers: { close(): unknown; closeAllConnections?(): void }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return addressOf(server);
}

function addressOf(server: { address(): AddressInfo | string | null }): string {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The server listens on no port.');
  return `http://127.0.0.1:${address.port}`;
}

type Proxy = ReturnType<typeof guardShop>['proxy'];

async function listenWithHono(proxy: Proxy): Promise<string> {
  const server = serve({ fetch: appWithHono(proxy).fetch, port: 0, hostname: '127.0.0.1' });
  servers.push(server);
  if (!server.listening) await once(server, 'listening');
  return addressOf(server);
}

/** Each adapter on a port. */
const adapters: Record<string, (proxy: Proxy) => Promise<string>> = {
  'node:http': (proxy) => listen(serveWithNode(proxy, shopOrigin)),
  Express: (proxy) => listen(serveWithExpress(proxy, shopOrigin)),
  Fastify: async (proxy) => listen(await serveWithFastify(proxy, shopOrigin)),
  Hono: listenWithHono,
};

/** Calls over the network as a page of the shop would. */
const caller =
  (address: string) =>
  (method: string, path: string, headers: Record<string, string> = {}, body?: BodyInit) =>
    fetch(`${address}/onfile/v1${path}`, {
      method,
      headers: { cookie: 'shop=anna', origin: shopOrigin, ...headers },
      ...(body !== undefined && { body, duplex: 'half' }),
    } as RequestInit);

const json = { 'content-type': 'application/json' };
const read = async (answer: Response) => JSON.parse(await answer.text());

describe.each(Object.entries(adapters))('%s', (_name, start) => {
  it('lists, opens, pays and reads', async () => {
    const shop = guardShop();
    const call = caller(await start(shop.proxy));
    const { cards } = await read(await call('GET', '/cards'));
    const intent = await read(await call('POST', '/intents', json, '{"order":"anna-1"}'));
    const { browser } = await import('../guard-shop.case.ts');
    const authorization = `Bearer ${intent.secret}`;
    const paid = await call(
      'POST',
      `/intents/${intent.id}/confirm`,
      { ...json, authorization, 'idempotency-key': pressKey(1) },
      JSON.stringify({ card: cards[0].id, browser }),
    );
    expect(await read(paid)).toMatchObject({ status: 'paid' });
    expect(await read(await call('GET', `/intents/${intent.id}`, { authorization }))).toMatchObject({ status: 'paid' });
    expect(shop.sandbox.ledger).toHaveLength(1);
    // The bank is told where the shopper is.
    expect(shop.asked('tokenpay.cfm')[0]?.body).toContain('127.0.0.1');
  });

  it('passes every method of the contract, with the guards’ headers', async () => {
    const call = caller(await start(guardShop().proxy));
    const { cards } = await read(await call('GET', '/cards'));
    expect((await call('PATCH', `/cards/${cards[0].id}`, json, '{"nickname":"Food"}')).status).toBe(200);
    expect((await call('DELETE', `/cards/${cards[1].id}`)).status).toBe(204);
    const preflight = await call('OPTIONS', '/cards/x', { 'access-control-request-method': 'DELETE' });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'DELETE, PATCH']);
    const absent = await call('GET', '/nothing');
    expect(absent.status).toBe(404);
    expect(absent.headers.get('content-type')).toBe('application/problem+json');
    expect(absent.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('gives the proxy its bodies unread: a form, a text and a flood are refused by it, and answered', async () => {
    const call = caller(await start(guardShop().proxy));
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await call('POST', '/intents', form, 'order=anna-1')).status).toBe(400);
    expect((await call('POST', '/intents', { 'content-type': 'text/plain' }, '{"order":"anna-1"}')).status).toBe(400);
    expect((await call('POST', '/intents', json, '{"order":')).status).toBe(400);
    const flood = await call('POST', '/intents', json, `{"order":"${'x'.repeat(200_000)}"}`);
    expect(await read(flood)).toMatchObject({ code: 'bad_request' });
  });
});

describe('a Next route handler', () => {
  it('is a function of a Request under the name of each method', async () => {
    const shop = guardShop();
    const outlives: Promise<unknown>[] = [];
    const route = routeForNext(shop.proxy, (work) => void outlives.push(work));
    expect(Object.keys(route)).toEqual(['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS']);
    const headers = { cookie: 'shop=anna', origin: shopOrigin };
    // Next says where it listens, not what the browser calls it: only the path is looked at.
    const list = await route.GET(new Request('http://localhost:3000/onfile/v1/cards', { headers }));
    expect((await read(list)).cards).toHaveLength(2);
    const [card] = await shop.cards();
    await shop.confirm(await shop.open(), card.id, pressKey(1));
    const opened = await route.POST(
      new Request('http://localhost:3000/onfile/v1/intents', {
        method: 'POST',
        headers: { ...headers, ...json },
        body: '{"order":"anna-1"}',
      }),
    );
    expect(await read(opened)).toMatchObject({ status: 'paid' });
  });
});

describe('a body that somebody read before', () => {
  it('is answered at once, and the developer is told why', async () => {
    const app = express();
    app.use(express.json());
    app.use('/onfile/v1', toNodeHandler(guardShop().proxy, { origin: shopOrigin }));
    const call = caller(await listen(createNodeServer(app)));
    const warned = once(process, 'warning');
    const answer = await call('POST', '/intents', json, '{"order":"anna-1"}');
    expect(await read(answer)).toMatchObject({ code: 'unavailable' });
    const [warning] = await warned;
    expect(warning).toMatchObject({ code: 'ONFILE_BODY_READ', message: expect.stringContaining('express.json()') });
    expect((await call('GET', '/cards')).status).toBe(200);
  });
});

/** An answer as it goes over the wire. */
const rawAnswer = async (address: string, method: string, path: string) =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; text: string }>((done, fail) => {
    const headers = { cookie: 'shop=anna', origin: shopOrigin };
    request(`${address}/onfile/v1${path}`, { method, headers }, async (answer) => {
      let text = '';
      for await (const chunk of answer.setEncoding('utf8')) text += chunk;
      done({ status: answer.statusCode, headers: answer.headers, text });
    })
      .once('error', fail)
      .end();
  });

describe('an answer over Node’s own server', () => {
  const listening = (options: Parameters<typeof guardShop>[0] = {}) => {
    const shop = guardShop(options);
    return listen(createNodeServer(toNodeHandler(shop.proxy, { origin: shopOrigin }))).then((address) => ({
      ...shop,
      address,
    }));
  };

  it('says how long it is, in bytes, and comes in one piece', async () => {
    const notes = () => Object.fromEntries(names.map((name) => [name, { nickname: 'Еда' }]));
    const names: string[] = [];
    const cards = { notes: (given: readonly string[]) => (names.push(...given), notes()), change: () => {} };
    const { address } = await listening({ options: { cards } });
    const { headers, text } = await rawAnswer(address, 'GET', '/cards');
    expect(JSON.parse(text).cards[0].nickname).toBe('Еда');
    expect(headers['content-length']).toBe(String(Buffer.byteLength(text)));
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  it('has the headers that a Response of the same proxy has, and no other of ours', async () => {
    const { address, send } = await listening();
    const own = ['content-length', 'date', 'connection', 'keep-alive'];
    for (const [method, path] of [
      ['GET', '/cards'],
      ['HEAD', '/cards'],
      ['GET', '/nothing'],
      ['OPTIONS', '/cards/x'],
      ['DELETE', '/cards/x'],
    ] as const) {
      const here = await rawAnswer(address, method, path);
      const there = await send({ method, path });
      expect(here.status).toBe(there.status);
      const ours = Object.entries(here.headers).filter(([name]) => !own.includes(name));
      expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(there.headers));
      const body = await there.text();
      expect(here.text.replace(/"serverTime":"[^"]*"/, '')).toBe(body.replace(/"serverTime":"[^"]*"/, ''));
    }
  });

  it('has no body and no length where there can be none', async () => {
    const { address, cards } = await listening();
    const [card] = await cards();
    const removed = await rawAnswer(address, 'DELETE', `/cards/${card.id}`);
    expect([removed.status, removed.text, removed.headers['content-length']]).toEqual([204, '', undefined]);
    const head = await rawAnswer(address, 'HEAD', '/cards');
    expect([head.status, head.text]).toEqual([200, '']);
  });

  it('is what somebody says who stands around the proxy', async () => {
    const { proxy } = guardShop();
    const around = async (asked: Request) => {
      const answer = await proxy(asked);
      answer.headers.set('x-shop', 'here');
      return answer;
    };
    const address = await listen(createNodeServer(toNodeHandler(around, { origin: shopOrigin })));
    const { headers, text } = await rawAnswer(address, 'GET', '/cards');
    expect([headers['x-shop'], JSON.parse(text).cards.length]).toEqual(['here', 2]);
  });

  it('is a refusal where the shop gives an address that no header can hold', async () => {
    const options = { returnTo: (order: string) => `https://shop.test/заказ/${order}` };
    const { address, open, proxy, events } = await listening({ options });
    const path = `/return?intent=${(await open()).id}`;
    for (const { status, text } of [
      await rawAnswer(address, 'GET', path),
      await proxy(new Request(`${shopOrigin}/onfile/v1${path}`)).then(async (one) => ({
        status: one.status,
        text: await one.text(),
      })),
    ])
      expect([status, JSON.parse(text).code]).toEqual([503, 'unavailable']);
    expect(events).toContainEqual({ type: 'failed', route: 'returnPage', error: 'TypeError' });
  });
});

/** One request whose path and method are written as they stand. */
const rawRequest = async (address: string, method: string, path: string): Promise<number> =>
  new Promise((done, fail) => {
    const { hostname, port } = new URL(address);
    request({ hostname, port, method, path }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    })
      .once('error', fail)
      .end();
  });

describe('a request that is none', () => {
  it.each([
    ['OPTIONS', '*'],
    ['GET', 'http://['],
    ['TRACE', '/onfile/v1/cards'],
    ['GET', '//[/onfile/v1/cards'],
  ])('is a bad one or nothing: %s %s', async (method, path) => {
    const address = await listen(createNodeServer(toNodeHandler(guardShop().proxy, { origin: shopOrigin })));
    expect([400, 404]).toContain(await rawRequest(address, method, path));
  });
});

describe('the server', () => {
  it('reads no head of more than 8 kB, and no more than 64 headers', async () => {
    let heard = 0;
    const address = await listen(
      createNodeServer((incoming, outgoing) => {
        heard = Object.keys(incoming.headers).length;
        outgoing.end();
      }),
    );
    expect((await fetch(address, { headers: { 'x-long': 'x'.repeat(9000) } })).status).toBe(431);
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`x-${n}`, '1']));
    // Newer versions of Node refuse such a request, older ones leave out what is too many.
    expect([200, 431]).toContain((await fetch(address, { headers: many })).status);
    expect(heard).toBeLessThanOrEqual(64);
  });
});

describe('the address of a shopper', () => {
  it.each([
    [0, '198.51.100.1', '127.0.0.1'],
    [1, '198.51.100.1', '198.51.100.1'],
    [1, '10.0.0.1, 198.51.100.1', '198.51.100.1'],
    [2, '6.6.6.6, 198.51.100.1, 10.0.0.1', '198.51.100.1'],
    [2, '198.51.100.1', '127.0.0.1'],
    [1, 'not an address', '127.0.0.1'],
    [1, '::ffff:198.51.100.1', '198.51.100.1'],
    [1, '', '127.0.0.1'],
  ])('behind %i proxies of ours, "%s" is %s', async (trustedHops, forwarded, expected) => {
    const seen: (string | undefined)[] = [];
    const { proxy: real } = guardShop();
    const proxy: Proxy = Object.assign(async (_request: Request, call: { clientIp?: string } = {}) => {
      seen.push(call.clientIp);
      return new Response();
    }, real);
    const address = await listen(createNodeServer(toNodeHandler(proxy, { origin: shopOrigin, trustedHops })));
    await fetch(`${address}/onfile/v1/cards`, { headers: { 'x-forwarded-for': forwarded } });
    expect(seen).toEqual([expected]);
  });
});

describe('the README', () => {
  it.each(['node-http', 'express', 'fastify', 'hono', 'next'])(
    'shows the code that these tests run: %s',
    async (name) => {
      const code = await readFile(new URL(`${name}.case.ts`, import.meta.url), 'utf8');
      const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
      expect(readme).toContain(`\`\`\`ts\n${code}\`\`\``);
    },
  );
});
