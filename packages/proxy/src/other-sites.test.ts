// S3: what a browser says of where a request comes from, in every combination. The witness of a refusal is that nothing was done.
import { describe, expect, it } from 'vitest';
import { browser, guardShop, listedPage, pressKey, shopOrigin } from './guard-shop.case.ts';

const sites = [undefined, 'same-origin', 'same-site', 'cross-site', 'none', 'Same-Origin', 'nonsense'];
const origins = [
  undefined,
  shopOrigin,
  listedPage,
  'https://evil.test',
  'null',
  'https://sub.shop.test',
  'https://shop.test:8443',
  'http://shop.test',
  'https://SHOP.test',
  'https://shop.test/',
  'https://shop.test.evil.test',
  'https://notshop.test',
  'https://shop.test, https://evil.test',
];
const listed = [shopOrigin, listedPage];

/** What passes, said once in words: the browser's own "same-origin"; an origin of the list, whole; neither said, with a secret. */
const passes = (site: string | undefined, origin: string | undefined, hasSecret: boolean) =>
  site === 'same-origin' || listed.includes(origin ?? '') || (site === undefined && origin === undefined && hasSecret);

const from = (site: string | undefined, origin: string | undefined) => ({ 'sec-fetch-site': site, origin });
const combinations = sites.flatMap((site) => origins.map((origin) => ({ site, origin })));

describe('S3: a change from another site', () => {
  it(`is refused and not done, in ${combinations.length * 2} combinations`, async () => {
    const wrong: string[] = [];
    for (const { site, origin } of combinations) {
      const shop = guardShop({ options: { limits: false } });
      const [card] = await shop.cards();
      const headers = from(site, origin);
      const removed = await shop.send({ method: 'DELETE', path: `/cards/${card.id}`, headers });
      const isGone = (await shop.cards()).length === 1;
      const may = passes(site, origin, false);
      if ((removed.status === 204) !== may || isGone !== may)
        wrong.push(`removal, ${JSON.stringify(headers)}: ${removed.status}`);

      const other = guardShop({ options: { limits: false } });
      const intent = await other.open();
      const paid = await other.confirm(intent, (await other.cards())[1].id, pressKey(1), { headers });
      const mayPay = passes(site, origin, true);
      if ((paid.status === 200) !== mayPay || (other.sandbox.ledger.length === 1) !== mayPay)
        wrong.push(`payment, ${JSON.stringify(headers)}: ${paid.status}`);
    }
    console.log(`S3: ${combinations.length * 2} combinations`);
    expect(wrong).toEqual([]);
  });

  it('negative control: where every origin is listed, the other site gets through', async () => {
    const shop = guardShop({ options: { origins } as never });
    const [card] = await shop.cards();
    const headers = from('cross-site', 'https://evil.test');
    expect((await shop.send({ method: 'DELETE', path: `/cards/${card.id}`, headers })).status).toBe(204);
  });

  it('is refused without a body being read or anybody being asked', async () => {
    const asked: string[] = [];
    const shop = guardShop({ options: { customer: () => (asked.push('customer'), { number: 'anna' }) } });
    const body = new ReadableStream({ pull: () => void asked.push('body') }, { highWaterMark: 0 });
    const headers = from('cross-site', 'https://evil.test');
    expect((await shop.send({ method: 'POST', path: '/intents', raw: body, headers })).status).toBe(403);
    expect(asked).toEqual([]);
  });
});

describe('S3: what another origin may read', () => {
  it('is never said by repeating its name, on any answer', async () => {
    const shop = guardShop();
    const paths = ['/cards', '/nothing', '/intents/x', '/art/x', '/return?intent=x'];
    for (const path of paths)
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'])
        for (const origin of origins) {
          const headers = { origin, 'access-control-request-method': 'DELETE' };
          const answer = await shop.send({ method, path, headers });
          const allowed = answer.headers.get('access-control-allow-origin');
          const expected = origin === listedPage ? listedPage : null;
          expect(allowed, `${method} ${path} from ${origin}`).toBe(expected);
          expect(answer.headers.get('access-control-allow-credentials')).toBe(expected && 'true');
          expect(answer.headers.get('vary')).toContain('Origin');
        }
  });

  it('is asked before: a listed page may do what the path can, another nothing', async () => {
    const shop = guardShop();
    const ask = (path: string, origin: string) =>
      shop.send({ method: 'OPTIONS', path, headers: { origin, 'access-control-request-method': 'POST' } });
    const yes = await ask('/intents/x/confirm', listedPage);
    expect(yes.status).toBe(204);
    expect(Object.fromEntries(yes.headers)).toMatchObject({
      'access-control-allow-origin': listedPage,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, idempotency-key',
      'access-control-allow-credentials': 'true',
      'access-control-max-age': '600',
    });
    expect((await ask('/cards/x', listedPage)).headers.get('access-control-allow-methods')).toBe('DELETE, PATCH');
    const no = await ask('/intents/x/confirm', 'https://evil.test');
    expect([no.status, no.headers.get('access-control-allow-methods')]).toEqual([403, null]);
    expect((await ask('/nothing', listedPage)).status).toBe(404);
  });

  it('a listed page reads an answer and how long it has to wait', async () => {
    const shop = guardShop({ options: { limits: { list: { limit: 1, windowMs: 60_000 } } } });
    await shop.cards();
    const answer = await shop.send({ path: '/cards', headers: { origin: listedPage } });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('access-control-expose-headers')).toBe('retry-after');
  });

  it('a page that pays for one intent needs no cookie', async () => {
    const shop = guardShop();
    const [card] = await shop.cards();
    const intent = await shop.open();
    const headers = { cookie: undefined, origin: undefined };
    expect(
      (await shop.confirm(intent, card.id, pressKey(1), { body: { card: card.id, browser }, headers })).status,
    ).toBe(200);
  });
});
