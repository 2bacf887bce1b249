import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer, isIP, type LookupFunction, type Server as NetServer } from 'node:net';
import { env } from 'node:process';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryCache } from './cache.ts';
import { guardedFetch, type MakeConnector } from './guarded-fetch.ts';
import { type Guards, guards } from './guards.ts';
import { serveArt } from './serve-art.ts';
import { artAddresses, type Astray, astray, carelessHosts, inside, listedHosts } from './ssrf.case.ts';
import type { Workshop } from './workshop.ts';

// Thousands of sockets, one after the other.
vi.setConfig({ testTimeout: 60_000 });

const tries = env['ONFILE_PROVE'] === undefined ? 200 : 1000;

/** Sockets that were accepted, by what the listener stands for. They, and no answer of the code under test, are the witness. */
const hits = { v4: 0, v6: 0, mapped: 0, metadata: 0, 'other port': 0, 'other host': 0 };
type Canary = keyof typeof hits;
const names: Canary[] = ['v4', 'v6', 'mapped', 'metadata', 'other port', 'other host'];
const canaries = new Map<Canary, NetServer>();
let artHost: Server;
let arrived = 0;
let redirect: { location: string; status: number } | undefined;

const portOf = (server: NetServer | undefined) => {
  const address = server?.address();
  if (!address || typeof address === 'string') throw new Error('A listener is not there.');
  return (address satisfies AddressInfo).port;
};
const allHits = () => Object.values(hits).reduce((sum, count) => sum + count, 0);

beforeAll(async () => {
  for (const name of names) {
    const canary = createServer((socket) => {
      hits[name]++;
      socket.destroy();
    });
    canaries.set(name, canary);
    await once(canary.listen(0, '127.0.0.1'), 'listening');
  }
  artHost = createHttpServer((_, answer) => {
    arrived++;
    answer.writeHead(redirect?.status ?? 404, redirect ? { location: redirect.location } : {}).end('here');
  });
  await once(artHost.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  for (const canary of canaries.values()) canary.close();
  artHost.closeAllConnections();
  artHost.close();
});
beforeEach(() => {
  for (const name of names) hits[name] = 0;
  arrived = 0;
});

function canaryOf(address: string, port: number): Canary | undefined {
  if (artAddresses.includes(address)) return port === 443 ? undefined : 'other port';
  if (address === '198.41.0.4') return 'other host';
  if (address.includes('169.254.') || address.includes('a9fe')) return 'metadata';
  if (/^::ffff:/i.test(address)) return 'mapped';
  return isIP(address) === 6 ? 'v6' : 'v4';
}

/** A network of loopback sockets: the art host's address leads to the art host, every other to a canary. As Node does, it asks `lookup` of names alone. */
const network: MakeConnector = (lookup) => (options, callback) => {
  const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
  const dial = (address: string) => {
    const canary = canaryOf(address, port);
    const socket = connect(portOf(canary ? canaries.get(canary) : artHost), '127.0.0.1');
    socket.once('connect', () => callback(null, socket));
    socket.once('error', (error) => callback(error, null));
  };
  if (isIP(options.hostname)) return dial(options.hostname);
  lookup(options.hostname, { all: true }, (error, found) => {
    const [first] = typeof found === 'string' ? [{ address: found }] : (found ?? []);
    if (error || !first) callback(error ?? new Error('no address'), null);
    else dial(first.address);
  });
};

/** Names stand for what the case says; hosts that are not the art host's are another's, and public. */
const resolver =
  (addresses: readonly string[] = artAddresses): LookupFunction =>
  (hostname, _, callback) => {
    const ours = hostname === 'art.test' || hostname.endsWith('.cdn.test');
    const found = ours ? addresses : hostname.startsWith('local') ? ['127.0.0.1'] : ['198.41.0.4'];
    callback(
      null,
      found.map((address) => ({ address, family: isIP(address) })),
    );
  };

/** Nothing is opened here, so nothing needs a process. */
const noWorkshop: Workshop = {
  tools: async () => ({ sharp: false, pdf: false }),
  paint: () => Promise.reject(new Error('nothing is painted')),
  draw: () => Promise.reject(new Error('nothing is drawn')),
  close: () => {},
};

function open(resolve: LookupFunction, used: Guards, hosts: readonly string[]) {
  const fetch = guardedFetch({ guards: used, resolve, makeConnector: network });
  const disconnect = () => fetch.close();
  return serveArt({
    hosts,
    fetch,
    guards: used,
    disconnect,
    cache: createMemoryCache(),
    onEvent: () => {},
    limits: { maxBytes: 10_000, timeoutMs: 2000 },
    parallel: 4,
    workshop: noWorkshop,
    failedForMs: 0,
  });
}

async function go({ url, addresses, location, status = 302 }: Astray, used: Guards, hosts: readonly string[]) {
  // What is no URL at all is refused where the gateway's list is read.
  if (!URL.canParse(url)) return;
  redirect = location === undefined ? undefined : { location, status };
  const art = open(resolver(addresses), used, hosts);
  expect(await art.picture(new URL(url))).toBeNull();
  expect(await art.text(new URL(url))).toBeNull();
  await art.close();
}

const cases = astray();

describe('an asset leads to its listed host alone', () => {
  it(`${cases.length} addresses, names, redirects and encodings open no other socket`, async () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
    for (const one of cases) {
      await go(one, guards, listedHosts);
      await go(one, guards, [...listedHosts, ...carelessHosts]);
      expect([one.title, allHits()]).toEqual([one.title, 0]);
    }
    // They were not all refused for a reason of the test's own: redirects did reach the art host.
    expect(arrived).toBeGreaterThan(50);
  });

  it.each([
    ['scheme', { ...guards, scheme: () => true }],
    ['port', { ...guards, port: () => true }],
    ['host', { ...guards, host: () => true }],
    ['literal (connect)', { ...guards, literal: () => true }],
    ['resolved (lookup)', { ...guards, resolved: () => true }],
    ['redirect', { ...guards, redirect: 'follow' }],
  ] satisfies [string, Guards][])('without the guard %s a canary is hit', async (_, used) => {
    for (const one of cases) {
      await go(one, used, [...listedHosts, ...carelessHosts]).catch(() => {});
      if (allHits()) break;
    }
    expect(allHits()).toBeGreaterThan(0);
  });

  it('without either guard of addresses each kind of canary is hit: loopback, IPv6, mapped, metadata', async () => {
    for (const one of cases)
      await go(one, { ...guards, literal: () => true, resolved: () => true }, [...listedHosts, ...carelessHosts]);
    for (const name of ['v4', 'v6', 'mapped', 'metadata'] as const)
      expect([name, hits[name] > 0]).toEqual([name, true]);
  });
});

/** A name that changes what it stands for from question to question. Seeded. */
function rebinding(seed: number): LookupFunction {
  let state = seed * 2_654_435_761;
  const random = (below: number) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state % below;
  };
  return (_, __, callback) => {
    const bad = inside[random(inside.length)] ?? '127.0.0.1';
    const good = artAddresses[random(2)] ?? '93.184.215.14';
    const found = [[good], [bad], [good, bad], [bad, good]][random(4)] ?? [bad];
    callback(
      null,
      found.map((address) => ({ address, family: isIP(address) })),
    );
  };
}

describe('a name that changes its address', () => {
  const url = new URL('https://art.test/a.png');
  async function rebind(used: Guards, count: number, resolve = rebinding) {
    redirect = undefined;
    for (let seed = 1; seed <= count; seed++) {
      const art = open(resolve(seed), used, listedHosts);
      // The second question finds the name changed.
      await art.picture(url);
      await art.text(url);
      await art.close();
    }
  }

  it(`leads astray in none of ${tries} tries`, async () => {
    await rebind(guards, tries);
    expect(hits).toEqual({ v4: 0, v6: 0, mapped: 0, metadata: 0, 'other port': 0, 'other host': 0 });
    expect(arrived).toBeGreaterThan(tries / 10);
  });

  it('is found out by the canaries where the answer is looked at and then asked for again', async () => {
    const twice = (seed: number): LookupFunction => {
      const resolve = rebinding(seed);
      return (hostname, options, callback) =>
        resolve(hostname, options, (error, found) => {
          const list = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
          if (error || !guards.resolved(list)) callback(error ?? new Error('refused'), []);
          else resolve(hostname, options, callback);
        });
    };
    await rebind({ ...guards, resolved: () => true }, 50, twice);
    expect(allHits()).toBeGreaterThan(0);
  });
});
