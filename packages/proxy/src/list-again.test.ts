// What the gateway says again word for word is not read again. What is made of it is still each shopper's own, and of this moment.
import { asRequest, createAssistClient, fetchTransport, type GatewayRequest } from '@onfile/assist';
import type { CardList } from '@onfile/contract';
import { createSandbox, merchant } from '@onfile/sandbox';
import { describe, expect, it } from 'vitest';
import { sealKeys } from './guard-shop.case.ts';
import { type ArtPort, type CardNotes, createMemoryStore, createMerchantProxy, type ProxyOptions } from './index.ts';

/** A gateway that says of everybody what it says of anna, and a client of it that several proxies share. */
function sameForAll() {
  const sandbox = createSandbox();
  const asked: GatewayRequest[] = [];
  const transport = fetchTransport(sandbox);
  const assist = createAssistClient({
    baseUrl: 'https://gateway.test',
    merchantId: merchant.id,
    credentials: () => merchant,
    transport: (request, call) => {
      asked.push(request);
      return transport(
        { ...request, body: request.body.replace(/"customernumber":"\w+"/, '"customernumber":"anna"') },
        call,
      );
    },
  });
  return { assist, asked, sandbox };
}

type Assist = ReturnType<typeof sameForAll>['assist'];

function proxyOf(assist: Assist, options: Partial<ProxyOptions> = {}) {
  const proxy = createMerchantProxy({
    assist,
    store: createMemoryStore(),
    customer: (request) => ({ number: request.headers.get('x-session') ?? '' }),
    orders: { find: () => null },
    sealKeys: [sealKeys.old],
    origins: [],
    publicUrl: 'https://shop.test/v1',
    returnTo: () => 'https://shop.test/',
    sweepEveryMs: 0,
    ...options,
  });
  const send = (customer: string, path = '/cards', method = 'GET') =>
    proxy(
      new Request(`https://shop.test/v1${path}`, {
        method,
        headers: { 'x-session': customer, 'sec-fetch-site': 'same-origin' },
      }),
    );
  const list = async (customer: string): Promise<CardList> => JSON.parse(await (await send(customer)).text());
  return { send, list };
}

const idsOf = ({ cards }: CardList) => cards.map(({ id }) => id);
const pictures = ({ cards }: CardList) => cards.flatMap(({ assets }) => assets.flatMap(({ assetData }) => assetData));

describe('a list that the gateway says again', () => {
  it('was asked for again', async () => {
    const { assist, asked } = sameForAll();
    const { list } = proxyOf(assist);
    const first = await list('anna');
    expect(idsOf(await list('anna'))).toEqual(idsOf(first));
    expect(asked).toHaveLength(2);
  });

  it('shares no name between two customers, and neither can use the other’s', async () => {
    const { assist, asked } = sameForAll();
    const { list, send } = proxyOf(assist);
    const annas = idsOf(await list('anna'));
    const boriss = idsOf(await list('boris'));
    expect(annas).toHaveLength(2);
    expect(new Set([...annas, ...boriss]).size).toBe(4);
    const before = asked.length;
    expect((await send('boris', `/cards/${annas[0]}`, 'DELETE')).status).toBe(404);
    expect(asked).toHaveLength(before);
  });

  it('is named anew where the key is another, and the same where it is not', async () => {
    const { assist } = sameForAll();
    const before = idsOf(await proxyOf(assist).list('anna'));
    const after = idsOf(await proxyOf(assist, { sealKeys: [sealKeys.next, sealKeys.old] }).list('anna'));
    expect(after.every((id) => id.startsWith('k2_') && !before.includes(id))).toBe(true);
    expect(idsOf(await proxyOf(assist).list('anna'))).toEqual(before);
  });

  it('shows the merchant’s notes as they are now, and each customer’s own', async () => {
    const { assist } = sameForAll();
    const books: Record<string, CardNotes> = {};
    const { list } = proxyOf(assist, {
      cards: {
        notes: (cards, { number }) => Object.fromEntries(cards.map((card) => [card, books[number]])),
        change: () => {},
      },
    });
    const [none] = (await list('anna')).cards;
    books['anna'] = { nickname: 'Food', isDefault: true, usedBy: ['Coffee'] };
    const [noted] = (await list('anna')).cards;
    const [boriss] = (await list('boris')).cards;
    books['anna'] = { nickname: 'Fuel' };
    const [changed] = (await list('anna')).cards;
    expect([none, noted, boriss, changed].map((card) => card?.nickname)).toEqual([
      undefined,
      'Food',
      undefined,
      'Fuel',
    ]);
    expect(noted).toMatchObject({ isDefault: true, usedBy: ['Coffee'] });
    expect(changed).not.toHaveProperty('usedBy');
  });

  it('shows what is known of a picture now, and only where it may be fetched now', async () => {
    const { assist } = sameForAll();
    let width: number | null = null;
    let isAllowed = true;
    const art: ArtPort = {
      allows: () => isAllowed,
      describe: ({ mediaType }) => ({ mediaType, width, height: width }),
      picture: async () => null,
    };
    const { list } = proxyOf(assist, { art });
    expect(pictures(await list('anna'))[0]?.width).toBeNull();
    width = 640;
    expect(pictures(await list('anna'))[0]?.width).toBe(640);
    isAllowed = false;
    expect(pictures(await list('anna'))).toEqual([]);
  });

  it('is gone with the card: a removal shows at once', async () => {
    const { assist } = sameForAll();
    const { list, send } = proxyOf(assist);
    const [first, second] = idsOf(await list('anna'));
    expect((await send('anna', `/cards/${first}`, 'DELETE')).status).toBe(204);
    expect(idsOf(await list('anna'))).toEqual([second]);
  });

  it('negative control: a proxy that keeps what it made of the words gives one shopper the other’s names', async () => {
    const { assist, sandbox } = sameForAll();
    const good = proxyOf(assist);
    const made = new Map<string, CardList>();
    const list = async (customer: string) => {
      const body = JSON.stringify({
        merchant: { merchant_id: merchant.id, login: merchant.login, password: merchant.password },
        customernumber: 'anna',
      });
      const question = { url: 'https://gateway.test/pay/oneclick/v1/token.cfm', headers: {}, body };
      const words = await (await sandbox(asRequest(question))).text();
      const known = made.get(words) ?? (await good.list(customer));
      made.set(words, known);
      return known;
    };
    const ids = [...idsOf(await list('anna')), ...idsOf(await list('boris'))];
    expect(new Set(ids).size).toBe(2);
  });
});
