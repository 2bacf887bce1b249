import { CardList, Intent, type IntentStatus, OpenedIntent, SavedCard } from '@onfile/contract';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import {
  cardList,
  cards,
  cardsByBrand,
  type ChainOptions,
  createChain,
  createClock,
  pictures,
  type Scenario,
  scenarios,
} from './index.ts';

const json = async (answer: Response) => JSON.parse(await answer.text());
const browser = {
  language: 'en',
  colorDepth: 24,
  screenWidth: 390,
  screenHeight: 844,
  javaEnabled: false,
  challengeWindowSize: '05',
};

/** A shopper who speaks the contract by hand. */
function shopper(options: ChainOptions = {}) {
  const chain = createChain(options);
  const list = async () => v.parse(CardList, await json(await chain.fetch(`${chain.baseUrl}/cards`)));
  const open = async () => {
    const body = JSON.stringify({ order: '2341' });
    const headers = { 'content-type': 'application/json' };
    const answer = await chain.fetch(`${chain.baseUrl}/intents`, { method: 'POST', headers, body });
    return v.parse(OpenedIntent, await json(answer));
  };
  const bearer = (intent: OpenedIntent) => ({ authorization: `Bearer ${intent.secret}` });
  const pay = async (intent: OpenedIntent, card: SavedCard) =>
    chain.fetch(`${chain.baseUrl}/intents/${intent.id}/confirm`, {
      method: 'POST',
      headers: { ...bearer(intent), 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ card: card.id, browser }),
    });
  const read = async (intent: OpenedIntent) =>
    v.parse(
      Intent,
      await json(await chain.fetch(`${chain.baseUrl}/intents/${intent.id}`, { headers: bearer(intent) })),
    );
  const payWithFirst = async () => {
    const intent = await open();
    const [card = cards.plain] = (await list()).cards;
    return { intent, answer: await pay(intent, card) };
  };
  return { chain, list, open, bearer, pay, read, payWithFirst };
}

describe('the chain', () => {
  it('answers the contract, from the gateway to the browser', async () => {
    const { list } = shopper({ now: createClock().now });
    expect((await list()).cards.map((card) => card.last4)).toEqual(['0028', '1030']);
  });

  it('brings the pictures that the list names', async () => {
    const { chain, list } = shopper();
    const url = (await list()).cards[0]?.assets[0]?.assetData[0]?.url ?? '';
    const picture = await chain.handle(new Request(new URL(url, chain.baseUrl)));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('shows nobody’s cards to nobody', async () => {
    const { chain } = shopper();
    chain.signIn(null);
    expect((await chain.fetch(`${chain.baseUrl}/cards`)).status).toBe(401);
  });

  it('stops waiting when it is told to', async () => {
    const { chain } = shopper();
    const stop = new AbortController();
    const waiting = chain.fetch(`${chain.baseUrl}/cards`, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('stops waiting by the signal of a request, too', async () => {
    const { chain } = shopper({ scenario: 'pending' });
    const stop = new AbortController();
    const waiting = chain.fetch(new Request(`${chain.baseUrl}/cards`, { signal: stop.signal }));
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('sends nothing of what was given up before', async () => {
    const { chain, list, open, bearer } = shopper();
    const intent = await open();
    const [card = cards.plain] = (await list()).cards;
    const press = chain.fetch(`${chain.baseUrl}/intents/${intent.id}/confirm`, {
      method: 'POST',
      headers: { ...bearer(intent), 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ card: card.id, browser }),
      signal: AbortSignal.abort(new Error('never mind')),
    });
    await expect(press).rejects.toThrow('never mind');
    await chain.idle();
    expect(chain.ledger).toEqual([]);
  });

  it('pays, tells the merchant once, and is idle afterwards', async () => {
    const told: string[] = [];
    const { chain, payWithFirst } = shopper({ onSettled: ({ order, status }) => void told.push(`${order} ${status}`) });
    const { answer } = await payWithFirst();
    await chain.idle();
    expect(v.parse(Intent, await json(answer)).status).toBe('paid');
    expect(chain.ledger).toEqual([{ order: '2341', amount: '1250.00', currency: 'RUB', last4: '0028' }]);
    expect([told, chain.settled]).toEqual([['2341 paid'], [{ order: '2341', status: 'paid' }]]);
  });

  it('says by name what a test environment hides', () => {
    vi.stubGlobal('crypto', { randomUUID: () => '' });
    try {
      expect(() => createChain()).toThrow('createChain needs crypto.subtle');
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('authorises an order that is captured later', async () => {
    const { payWithFirst } = shopper({ orders: [{ number: '2341', amount: '10.00', currency: 'BYN', delay: true }] });
    expect(v.parse(Intent, await json((await payWithFirst()).answer)).status).toBe('authorised');
  });
});

describe('cards of one’s own', () => {
  it('come through the whole chain as they were written, but for what no gateway keeps', async () => {
    const own = [cards.everything, cards.usedByMany, cards.notRemovable, cards.expired, cards.layeredArt];
    const { list } = shopper({ cards: own });
    const seen = (await list()).cards;
    for (const [index, card] of own.entries()) {
      const { id: _, assets, cvcReason: __, bin: ___, ...kept } = card;
      expect(seen[index]).toMatchObject(kept);
      expect(seen[index]?.assets.map(({ assetType }) => assetType)).toEqual(assets.map(({ assetType }) => assetType));
    }
  });

  it('bring their pictures, and a broken one is none', async () => {
    const { chain, list } = shopper({ cards: [cards.combinedArt, cards.brokenArt] });
    const statuses = await Promise.all(
      (await list()).cards.map(async ({ assets }) => {
        const url = new URL(assets[0]?.assetData[0]?.url ?? '', chain.baseUrl);
        return (await chain.handle(new Request(url))).status;
      }),
    );
    expect(statuses[0]).toBe(200);
    expect(statuses[1]).not.toBe(200);
  });

  it('every state goes through: none is dropped', async () => {
    const own = Object.values(cards);
    const { list } = shopper({ cards: own });
    const { cards: seen, dropped } = await list();
    expect([seen.length, dropped]).toEqual([own.length, 0]);
    expect(seen.map(({ last4 }) => last4)).toEqual(own.map(({ last4 }) => last4));
  });
});

describe('scenarios', () => {
  it.each(scenarios.filter((name) => name !== 'pending'))('"%s" ends when it is told to', async (scenario) => {
    const { chain } = shopper({ scenario });
    chain.play(undefined);
    expect((await chain.fetch(`${chain.baseUrl}/cards`)).status).toBe(200);
  });

  it.each<[Scenario, string]>([
    ['declined', 'insufficient_funds'],
    ['declined-refused', 'refused'],
    ['declined-insufficient-funds', 'insufficient_funds'],
    ['declined-wrong-details', 'wrong_details'],
    ['declined-wrong-expiry', 'wrong_expiry'],
    ['declined-limit-exceeded', 'limit_exceeded'],
    ['declined-card-not-payable', 'card_not_payable'],
    ['declined-try-again', 'try_again'],
  ])('"%s" says %s, charges nothing, and the next try pays', async (scenario, reason) => {
    const { chain, payWithFirst } = shopper({ scenario });
    const { answer } = await payWithFirst();
    expect(await json(answer)).toMatchObject({ status: 'declined', reason });
    expect(chain.ledger).toEqual([]);
    chain.play(undefined);
    expect(await json((await payWithFirst()).answer)).toMatchObject({ status: 'paid' });
  });

  it('"slow" answers when the clock says so, and not before', async () => {
    const clock = createClock();
    const { chain } = shopper({ scenario: 'slow', now: clock.now, wait: clock.wait, slowMs: 2000 });
    const seen: string[] = [];
    const answered = chain.fetch(`${chain.baseUrl}/cards`).then(({ status }) => seen.push(`answered ${status}`));
    clock.advance(1999);
    await Promise.resolve();
    expect(seen).toEqual([]);
    clock.advance(1);
    await Promise.all([answered, chain.idle()]);
    expect(seen).toEqual(['answered 200']);
  });

  it('"unconfirmed" is not known until the gateway speaks again', async () => {
    const { chain, payWithFirst, read } = shopper({ scenario: 'unconfirmed' });
    const { intent, answer } = await payWithFirst();
    const statuses: IntentStatus[] = [v.parse(Intent, await json(answer)).status, (await read(intent)).status];
    chain.play(undefined);
    expect([...statuses, (await read(intent)).status]).toEqual(['unconfirmed', 'unconfirmed', 'paid']);
    expect(chain.ledger).toHaveLength(1);
  });

  it('"unconfirmed-then-paid" is paid at the next reading', async () => {
    const { chain, payWithFirst, read } = shopper({ scenario: 'unconfirmed-then-paid' });
    const { intent, answer } = await payWithFirst();
    expect([(await json(answer)).status, (await read(intent)).status]).toEqual(['unconfirmed', 'paid']);
    expect(chain.ledger).toHaveLength(1);
  });

  it('"unconfirmed-then-not-charged" opens the order again when it has been quiet for long enough, and not before', async () => {
    const clock = createClock();
    const { chain, payWithFirst, read } = shopper({ scenario: 'unconfirmed-then-not-charged', now: clock.now });
    const { intent } = await payWithFirst();
    const statuses: string[] = [];
    for (let second = 1; second <= 3; second++) {
      clock.advance(1000);
      statuses.push((await read(intent)).status);
    }
    expect(statuses).toEqual(['unconfirmed', 'unconfirmed', 'open']);
    expect([chain.ledger, chain.settled]).toEqual([[], []]);
  });

  it('"answer-lost" pays, and the shopper does not hear of it', async () => {
    const { chain, open, payWithFirst } = shopper({ scenario: 'answer-lost' });
    await expect(payWithFirst()).rejects.toThrow('Failed to fetch');
    expect(chain.ledger).toHaveLength(1);
    expect((await open()).status).toBe('paid');
  });

  it('"change-fails": the merchant keeps no change, and the next try is kept', async () => {
    const { chain, list } = shopper({ scenario: 'change-fails' });
    const [card = cards.plain] = (await list()).cards;
    const change = async (body: object) => {
      const headers = { 'content-type': 'application/json' };
      const url = `${chain.baseUrl}/cards/${card.id}`;
      return (await chain.fetch(url, { method: 'PATCH', headers, body: JSON.stringify(body) })).status;
    };
    const kept = async () => (await list()).cards.map(({ nickname, isDefault }) => ({ nickname, isDefault }));
    const before = await kept();
    expect([await change({ nickname: 'Travel' }), await change({ isDefault: true })]).toEqual([503, 503]);
    expect(await kept()).toEqual(before);
    chain.play(undefined);
    expect(await change({ nickname: 'Travel' })).toBe(200);
    expect((await kept())[0]?.nickname).toBe('Travel');
  });

  it('"cards-gone": a card of the list is no longer on file when it is paid with', async () => {
    const { chain, open, pay, list } = shopper();
    const intent = await open();
    const [card = cards.plain] = (await list()).cards;
    chain.play('cards-gone');
    expect(await json(await pay(intent, card))).toMatchObject({ code: 'card_gone' });
    expect(chain.ledger).toEqual([]);
  });

  it('"gateway-down": nothing is charged either of a payment that was begun before and waits for the browser', async () => {
    const { chain, list, open, bearer, pay, read } = shopper({ customer: 'dina' });
    const intent = await open();
    const looked = (await list()).cards.find(({ last4 }) => last4 === '0004') ?? cards.plain;
    expect(await json(await pay(intent, looked))).toMatchObject({ status: 'challenge', action: { type: 'method' } });
    chain.play('gateway-down');
    await chain.fetch(`${chain.baseUrl}/intents/${intent.id}/continue`, {
      method: 'POST',
      headers: bearer(intent),
    });
    expect([(await read(intent)).status, chain.ledger]).toEqual(['unconfirmed', []]);
  });

  it('a payment whose shopper went away is found by the shop’s timer', async () => {
    const clock = createClock();
    const { chain, payWithFirst } = shopper({ scenario: 'unconfirmed', now: clock.now });
    await payWithFirst();
    chain.play(undefined);
    clock.advance(61_000);
    await chain.sweep();
    expect(chain.settled).toEqual([{ order: '2341', status: 'paid' }]);
  });
});

describe('fixtures', () => {
  it('are cards of the contract, each with an id of its own', () => {
    const all = [...Object.values(cards), ...Object.values(cardsByBrand)];
    for (const card of all) expect(v.parse(SavedCard, card)).toEqual(card);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(v.parse(CardList, cardList(all.slice(0, 50)))).toEqual(cardList(all.slice(0, 50)));
  });

  it('are more than thirty states', () => {
    expect(Object.keys(cards).length).toBeGreaterThan(30);
  });

  it.each(Object.entries(pictures))('%s is a PNG', (_, address) => {
    expect(atob(address.slice('data:image/png;base64,'.length)).slice(1, 4)).toBe('PNG');
  });
});

describe('a clock', () => {
  it('stands still until it is told to go on', () => {
    const clock = createClock(1000);
    clock.advance(500);
    expect(clock.now()).toBe(1500);
  });

  it('ends what waits in the order of its time', async () => {
    const clock = createClock(0);
    const ended: number[] = [];
    const waiting = [300, 100, 0].map((after) => clock.wait(after).then(() => ended.push(after)));
    clock.advance(200);
    clock.advance(200);
    await Promise.all(waiting);
    expect(ended).toEqual([0, 100, 300]);
  });
});
