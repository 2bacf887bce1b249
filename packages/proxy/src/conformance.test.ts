import { checks, type Finding, runConformance } from '@onfile/contract/conformance';
import { describe, expect, it } from 'vitest';
import { type Handler, proxyFaults } from './faulty-proxy.case.ts';
import { baseUrl, guardShop, listedPage } from './guard-shop.case.ts';

type Options = Parameters<typeof runConformance>[0];

/** Holds our proxy, or what is built over it, to the contract, with everything that the suite can use. */
async function conform(
  build?: (good: Handler, shop: ReturnType<typeof guardShop>) => Handler,
  more: Partial<Options> = {},
) {
  // A proxy that charges twice can do so only at a gateway that lets it.
  const shop = guardShop({ sandbox: { acceptDuplicates: true } });
  const good: Handler = (request) => shop.proxy(request);
  const proxy = build ? build(good, shop) : good;
  const findings = await runConformance({
    url: baseUrl,
    headers: { cookie: 'shop=anna' },
    otherHeaders: { cookie: 'shop=boris' },
    orders: ['anna-1', 'anna-2', 'anna-3'],
    pay: true,
    sandbox: 'https://gateway.test',
    fetch: (request) => (request.url.startsWith('https://gateway.test/') ? shop.sandbox(request) : proxy(request)),
    ...more,
  });
  return { findings, shop };
}

const named = (findings: readonly Finding[], outcome: Finding['outcome']) =>
  findings.filter((finding) => finding.outcome === outcome).map(({ id }) => id);

describe('our proxy', () => {
  it('holds every check, under the limits that are shipped', async () => {
    const { findings, shop } = await conform();
    expect(findings.filter(({ outcome }) => outcome !== 'held')).toEqual([]);
    expect(findings).toHaveLength(checks.length);
    expect(shop.events.filter(({ type }) => type === 'request.limited')).toEqual([]);
  });

  it('asked by a listed page of another origin, too', async () => {
    expect(named((await conform(undefined, { origin: listedPage })).findings, 'broken')).toEqual([]);
  });

  it('without leave nothing moves money, and what could not be asked says what it needs', async () => {
    const { findings, shop } = await conform(undefined, {
      pay: false,
      otherHeaders: undefined,
      orders: ['anna-1'],
    } as never);
    expect(named(findings, 'broken')).toEqual([]);
    expect(shop.sandbox.ledger).toEqual([]);
    expect(shop.asked('tokenpay.cfm')).toEqual([]);
    const skipped = findings.filter(({ outcome }) => outcome === 'skipped');
    expect(skipped.map(({ id }) => id)).toEqual(expect.arrayContaining(['pay-once', 'card-foreign', 'secret-bound']));
    for (const { detail } of skipped) expect(detail).toMatch(/^needs /);
  });
});

describe('a faulty proxy', () => {
  it.each(proxyFaults)('that $name is found out', async ({ build, noticedBy }) => {
    const { findings } = await conform(build);
    expect(named(findings, 'broken').toSorted()).toEqual(noticedBy.toSorted());
  });

  it('is thought of for every check: none of them holds whatever it is shown', () => {
    const noticed = new Set(proxyFaults.flatMap(({ noticedBy }) => noticedBy));
    expect(checks.map(({ id }) => id).filter((id) => !noticed.has(id))).toEqual([]);
    expect(proxyFaults.length).toBeGreaterThanOrEqual(15);
  });

  it('that is not there at all holds nothing', async () => {
    const { findings } = await conform(() => async () => Promise.reject(new TypeError('fetch failed')));
    expect(named(findings, 'held')).toEqual([]);
  });
});

it('every check has a name of its own', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
});
