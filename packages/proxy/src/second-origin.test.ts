// S3 in Chromium: a page of another origin does what such pages can, with the shopper's cookie in the browser. Another port of the same
// host is the same site: the cookie goes along, and SameSite helps nobody. The witnesses are what the shop then has, and what the page got.
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { browserLaunch } from '../../../scripts/browser.mjs';
import { guardShop, shopOrigin } from './guard-shop.case.ts';
import { createMemoryStore } from './index.ts';
import { createNodeServer, toNodeHandler } from './node.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let chrome: Browser;
beforeAll(async () => {
  chrome = await chromium.launch(browserLaunch());
});
afterAll(async () => chrome.close());

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(handler: (incoming: IncomingMessage, outgoing: ServerResponse) => void): Promise<number> {
  const server = createNodeServer(handler);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const blank = (outgoing: ServerResponse, headers = {}) =>
  outgoing.writeHead(200, { 'content-type': 'text/html', ...headers }).end('<!doctype html><title>A page</title>');

/** A shop on one port, strangers on another, and what arrived at the proxy. */
async function openShop(listed: (stranger: string) => string[] = () => []) {
  const seen: { method: string; origin: string; cookie: boolean; status: number }[] = [];
  const handlers: { onfile?: ReturnType<typeof toNodeHandler> } = {};
  const port = await listen((incoming, outgoing) => {
    if (!incoming.url?.startsWith('/onfile/v1/'))
      return void blank(outgoing, { 'set-cookie': 'shop=anna; Path=/; HttpOnly; SameSite=Lax' });
    outgoing.once('finish', () =>
      seen.push({
        method: incoming.method ?? '',
        origin: incoming.headers.origin ?? '',
        cookie: incoming.headers.cookie !== undefined,
        status: outgoing.statusCode,
      }),
    );
    void handlers.onfile?.(incoming, outgoing);
  });
  const strangerPort = await listen((_, outgoing) => blank(outgoing));
  const origin = `http://127.0.0.1:${port}`;
  const stranger = `http://127.0.0.1:${strangerPort}`;
  const store = createMemoryStore();
  const shop = guardShop({
    options: {
      store,
      limits: false,
      origins: [origin, shopOrigin, ...listed(stranger)],
      publicUrl: `${origin}/onfile/v1`,
    },
  });
  handlers.onfile = toNodeHandler(shop.proxy, { origin });
  const context = await chrome.newContext();
  const page = await context.newPage();
  await page.goto(origin);
  const api = `${origin}/onfile/v1`;
  return {
    shop,
    store,
    seen,
    page,
    api,
    origin,
    stranger,
    otherSite: stranger.replace('127.0.0.1', 'localhost'),
    context,
  };
}

/** Everything that a page can do to an address without being that address, and what of it worked. */
async function attack(page: Page, api: string, card: string, art: string): Promise<Record<string, boolean>> {
  return page.evaluate(
    async ([base = '', id = '', picture = '']) => {
      const worked = async (work: () => Promise<boolean>) => work().catch(() => false);
      const read = (path: string, init: RequestInit) =>
        worked(async () => {
          const answer = await fetch(base + path, { credentials: 'include', ...init });
          return answer.type !== 'opaque' && answer.status < 400;
        });
      const json = { 'content-type': 'application/json' };
      const order = JSON.stringify({ order: 'anna-1' });
      const loaded = (name: 'script' | 'img' | 'iframe' | 'link', address: string) =>
        new Promise<boolean>((done) => {
          const element = document.createElement(name);
          element.addEventListener('load', () => done(name !== 'iframe' && name !== 'link'));
          element.addEventListener('error', () => done(false));
          if (element instanceof HTMLLinkElement) Object.assign(element, { rel: 'stylesheet', href: address });
          else element.src = address;
          document.body.append(element);
        });
      const posted = (enctype: string, field: string, value: string) =>
        new Promise<boolean>((done) => {
          const frame = Object.assign(document.createElement('iframe'), { name: `frame${Math.random()}` });
          document.body.append(frame);
          const form = Object.assign(document.createElement('form'), {
            method: 'POST',
            action: `${base}/intents`,
            target: frame.name,
            enctype,
          });
          form.append(Object.assign(document.createElement('input'), { name: field, value }));
          document.body.append(form);
          frame.addEventListener('load', () => done(false));
          form.submit();
        });
      return {
        'reads the list': await read('/cards', {}),
        'reads the list without CORS': await read('/cards', { mode: 'no-cors' }),
        'removes a card': await read(`/cards/${id}`, { method: 'DELETE' }),
        'names a card': await read(`/cards/${id}`, { method: 'PATCH', headers: json, body: '{"nickname":"Mine"}' }),
        'opens an intent': await read('/intents', { method: 'POST', headers: json, body: order }),
        'opens one as text': await read('/intents', { method: 'POST', body: order }),
        'opens one without CORS': await read('/intents', { method: 'POST', mode: 'no-cors', body: order }),
        'opens one by a form of text': await posted('text/plain', '{"order":"anna-1","x":"', '"}'),
        'opens one by a form': await posted('application/x-www-form-urlencoded', 'order', 'anna-1'),
        'sends a beacon': await worked(
          async () => navigator.sendBeacon(`${base}/intents`, new Blob([order], { type: 'text/plain' })) && false,
        ),
        'loads the list as a script': await loaded('script', `${base}/cards`),
        'loads the list as a style': await loaded('link', `${base}/cards`),
        'shows the list in a frame': await loaded('iframe', `${base}/cards`),
        'shows a picture': await loaded('img', base.replace('/onfile/v1', '') + picture),
      };
    },
    [api, card, art],
  );
}

const nothing = (done: Record<string, boolean>) => Object.entries(done).filter(([, worked]) => worked);

describe('S3: in Chromium', () => {
  it.each(['stranger', 'otherSite'] as const)(
    'a page of another origin gets nothing and does nothing: %s',
    async (who) => {
      const { shop, store, seen, page, api, ...pages } = await openShop();
      const [card] = await shop.cards();
      await page.goto(pages[who]);
      const done = await attack(page, api, card.id, card.assets[0].assetData[0].url);
      console.log(
        `S3: ${Object.keys(done).length} ways from ${who}, ${nothing(done).length} worked, ${seen.length} arrived`,
      );
      expect(nothing(done)).toEqual([]);
      const [first, second] = await shop.cards();
      expect([first.id, first.nickname, second.last4]).toEqual([card.id, undefined, '1030']);
      expect(await store.list()).toEqual([]);
      const changes = seen.filter(({ method }) => method !== 'GET');
      expect(new Set(changes.map(({ status }) => status))).toEqual(new Set([403]));
      // The cookie did go along from the same site: it was the proxy that refused.
      expect(changes.filter(({ cookie }) => cookie).length > 0).toBe(who === 'stranger');
      await pages.context.close();
    },
  );

  it('the shop’s own page does all of it', async () => {
    const { shop, store, page, api, context } = await openShop();
    const [, card] = await shop.cards();
    const done = await attack(page, api, card.id, card.assets[0].assetData[0].url);
    expect(done).toMatchObject({
      'reads the list': true,
      'removes a card': true,
      'opens an intent': true,
      // Not as JSON: not from anybody.
      'opens one as text': false,
      'shows a picture': true,
      'shows the list in a frame': false,
    });
    expect(await shop.cards()).toHaveLength(1);
    expect(await store.list()).toHaveLength(1);
    await context.close();
  });

  it('negative control: a stranger that is listed reads and removes', async () => {
    const { shop, page, api, stranger, context } = await openShop((origin) => [origin]);
    const [card] = await shop.cards();
    await page.goto(stranger);
    const done = await attack(page, api, card.id, card.assets[0].assetData[0].url);
    expect(done).toMatchObject({ 'reads the list': true, 'removes a card': true, 'opens an intent': true });
    expect(await shop.cards()).toHaveLength(1);
    await context.close();
  });
});
