import { CardList, SavedCard } from '@onfile/contract';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { cards, createChain, createClock, scenarios } from './index.ts';

const json = async (answer: Response) => JSON.parse(await answer.text());

describe('the chain', () => {
  it('answers the contract, from the gateway to the browser', async () => {
    const chain = createChain({ now: createClock().now });
    const list = v.parse(CardList, await json(await chain.fetch(`${chain.baseUrl}/cards`)));
    expect(list.cards.map((card) => card.last4)).toEqual(['0028', '1030']);
  });

  it('brings the pictures that the list names', async () => {
    const chain = createChain();
    const list = v.parse(CardList, await json(await chain.fetch(`${chain.baseUrl}/cards`)));
    const url = list.cards[0]?.assets[0]?.assetData[0]?.url ?? '';
    const picture = await chain.handle(new Request(new URL(url, chain.baseUrl)));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('shows nobody’s cards to nobody', async () => {
    const chain = createChain();
    chain.signIn(null);
    expect((await chain.fetch(`${chain.baseUrl}/cards`)).status).toBe(401);
  });

  it('stops waiting when it is told to', async () => {
    const chain = createChain();
    const stop = new AbortController();
    const waiting = chain.fetch(`${chain.baseUrl}/cards`, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it.each(scenarios.filter((name) => name !== 'pending'))('plays "%s" and stops playing it', async (scenario) => {
    const chain = createChain({ scenario });
    chain.play(undefined);
    expect((await chain.fetch(`${chain.baseUrl}/cards`)).status).toBe(200);
  });
});

it('every fixture is a card of the contract', () => {
  for (const card of Object.values(cards)) expect(v.parse(SavedCard, card)).toEqual(card);
});

it('a clock stands still until it is told to go on', () => {
  const clock = createClock(1000);
  clock.advance(500);
  expect(clock.now()).toBe(1500);
});
