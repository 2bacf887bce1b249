import { describe, expect, it } from 'vitest';
import { cardList } from './documented.case.ts';
import { gatewaySaying } from './gateway.case.ts';
import { type KnownLists, knownLists } from './known-lists.ts';
import { readStoredCards, type StoredCards } from './operations/list-stored-cards.ts';

const answer = (last4: string) => JSON.stringify([{ ...cardList()[0], post: last4, assets: [] }]);

describe('a list that the gateway says again', () => {
  it('is asked for each time, and is the same one', async () => {
    const { assist, sent } = gatewaySaying(cardList());
    const first = await assist.listStoredCards({ customer: 'anna' });
    expect(await assist.listStoredCards({ customer: 'anna' })).toBe(first);
    expect(sent).toHaveLength(2);
  });

  it('is another one at once when the gateway says something else', async () => {
    const said = ['1111', '2222', '1111'];
    const { assist } = gatewaySaying((_, call) => answer(said[call - 1] ?? ''));
    const seen: (string | undefined)[] = [];
    for (const _ of said) {
      const { cards } = await assist.listStoredCards({ customer: 'anna' });
      seen.push(cards[0]?.last4);
    }
    expect(seen).toEqual(said);
  });

  it('is never somebody else’s, though the words are the same', async () => {
    const { assist } = gatewaySaying(cardList());
    const annas = await assist.listStoredCards({ customer: 'anna' });
    const boriss = await assist.listStoredCards({ customer: 'boris' });
    expect(boriss).toEqual(annas);
    expect(boriss).not.toBe(annas);
    expect(boriss.cards[0]).not.toBe(annas.cards[0]);
  });

  it('cannot be changed by whoever had it first', async () => {
    const { assist } = gatewaySaying(cardList());
    const { cards } = await assist.listStoredCards({ customer: 'anna' });
    const [card] = cards;
    expect(() => Object.assign(card ?? {}, { needCVC: false, last4: '9999' })).toThrow(TypeError);
    expect(() => card?.assets.splice(0)).toThrow(TypeError);
    expect((await assist.listStoredCards({ customer: 'anna' })).cards[0]?.last4).toBe('0028');
  });

  it.each([500, 403, 429, 302])('is none where the same words come with status %i', async (status) => {
    const text = JSON.stringify(cardList());
    const { assist } = gatewaySaying((_, call) => new Response(text, { status: call === 1 ? 200 : status }));
    await assist.listStoredCards({ customer: 'anna' });
    await expect(assist.listStoredCards({ customer: 'anna' })).rejects.toMatchObject({
      name: expect.stringMatching(/^Assist/),
    });
  });
});

describe('an answer that a transport has read itself', () => {
  it.each([
    ['x'.repeat(300_000), 'longer'],
    ['я'.repeat(140_000), 'longer'],
    ['x'.repeat(100_000), 'not JSON'],
  ])('is held to the same weight', async (body, why) => {
    const transport = async () => ({ type: 'response', response: { status: 200, body } }) as const;
    const { assist } = gatewaySaying('', { transport });
    await expect(assist.listStoredCards({ customer: 'anna' })).rejects.toThrow(why);
  });
});

/** What is wrong with a keeper of lists, by what it gives and how often it has to read. */
function wrongsOf(make: (now: () => number, rules: Parameters<typeof knownLists>[1]) => KnownLists): string[] {
  let now = 0;
  let made = 0;
  const known = make(() => now, { most: 3, longest: 500, ageMs: 1000 });
  const ask = (customer: string, text = answer('1111')): StoredCards =>
    known(customer, text, () => {
      made++;
      return readStoredCards(JSON.parse(text));
    });
  const isRead = (customer: string, text?: string) => {
    const before = made;
    ask(customer, text);
    return made > before;
  };
  const wrongs: string[] = [];
  const hold = (is: boolean, wrong: string) => void (is || wrongs.push(wrong));
  hold(isRead('a'), 'nothing is read');
  hold(!isRead('a'), 'the same is read twice');
  hold(ask('a', answer('2222')).cards[0]?.last4 === '2222', 'what is new is not seen');
  hold(ask('a') !== ask('b'), 'two customers share a list');
  for (const customer of ['c', 'd', 'e']) ask(customer);
  hold(isRead('a'), 'more is kept than may be');
  hold(!isRead('e'), 'who was asked for last is forgotten');
  now += 1001;
  ask('f');
  hold(isRead('e'), 'it is kept for too long');
  const long = answer('1111').padEnd(501);
  hold(isRead('g', long) && isRead('g', long), 'a long one is kept');
  return wrongs;
}

describe('the keeper', () => {
  it('keeps no more, no longer and nothing of anybody else', () => {
    expect(wrongsOf(knownLists)).toEqual([]);
  });

  it.each<[string, Parameters<typeof wrongsOf>[0], string]>([
    [
      'does not look at what is said',
      (now, rules) => {
        const known = knownLists(now, rules);
        return (customer, _, make) => known(customer, '', make);
      },
      'what is new is not seen',
    ],
    [
      'does not look at who asks',
      (now, rules) => {
        const known = knownLists(now, rules);
        return (_, text, make) => known('', text, make);
      },
      'two customers share a list',
    ],
    ['has no bound', (now, rules) => knownLists(now, { ...rules, most: Infinity }), 'more is kept than may be'],
    ['has no age', (now, rules) => knownLists(now, { ...rules, ageMs: Infinity }), 'it is kept for too long'],
    ['keeps what is long', (now, rules) => knownLists(now, { ...rules, longest: Infinity }), 'a long one is kept'],
    ['keeps nothing', () => (_customer, _text, make) => make(), 'the same is read twice'],
  ])('negative control: one that %s is seen', (_, make, wrong) => {
    expect(wrongsOf(make)).toContain(wrong);
  });
});
