import { cards, savedCard } from '@onfile/testing';
import { describe, expect, it } from 'vitest';
import { arrangeCards, type CardOrder } from './index.ts';

const list = [
  savedCard({ last4: '0001', active: false }),
  savedCard({ last4: '0002', lastUsedAt: '2026-01-01T00:00:00.000Z' }),
  savedCard({ last4: '0003', isDefault: true, lastUsedAt: '2025-01-01T00:00:00.000Z' }),
  savedCard({ last4: '0004', lastUsedAt: '2026-06-01T00:00:00.000Z' }),
];
const digits = (cardsOf: readonly { last4: string }[]) => cardsOf.map(({ last4 }) => last4);

describe('a list as the shop wants it', () => {
  it.each([
    ['given', ['0001', '0002', '0003', '0004']],
    ['defaultFirst', ['0003', '0001', '0002', '0004']],
    ['lastUsedFirst', ['0004', '0002', '0003', '0001']],
    ['payableFirst', ['0002', '0003', '0004', '0001']],
  ] as [CardOrder, string[]][])('%s; equals stay in the gateway’s order', (sort, order) => {
    expect(digits(arrangeCards(list, { sort }).cards)).toEqual(order);
  });

  it('sorts by a function of the shop’s, and leaves the list that it was given as it was', () => {
    const { cards: sorted } = arrangeCards(list, { sort: (a, b) => Number(b.last4) - Number(a.last4) });
    expect(digits(sorted)).toEqual(['0004', '0003', '0002', '0001']);
    expect(digits(list)).toEqual(['0001', '0002', '0003', '0004']);
  });

  it('counts what it leaves out, so that an empty list can say why', () => {
    expect(arrangeCards(list, { filter: () => false })).toMatchObject({ cards: [], filtered: 4 });
    expect(arrangeCards(list, {})).toMatchObject({ filtered: 0 });
  });

  it('keeps a card that the shop does not take in sight, with the reason', () => {
    const { cards: shown, blocked } = arrangeCards(list, {
      disable: ({ last4 }) => last4 === '0002' && 'Only for orders over 100 ₽',
    });
    expect(shown).toHaveLength(4);
    expect(blocked).toEqual({ [list[1]?.id ?? '']: 'Only for orders over 100 ₽' });
  });

  it('is the very same list where nothing is asked for', () => {
    const given = Object.values(cards);
    expect(arrangeCards(given, {}).cards).toBe(given);
  });
});
