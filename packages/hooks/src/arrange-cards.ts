import type { SavedCard } from '@onfile/contract';

/** Orders that a list can have. `given` is the gateway's own. */
export type CardOrder = 'given' | 'defaultFirst' | 'lastUsedFirst' | 'payableFirst';

/** How a shop wants its list: which cards, which of them cannot be chosen and why, and in what order. */
export interface CardArrangement {
  /** Which cards are shown. Default: all. */
  filter?: ((card: SavedCard) => boolean) | undefined;
  /** Why a card cannot be chosen here, in the shopper's language; nothing where it can. It stays in sight with that reason. */
  disable?: ((card: SavedCard) => string | false | null | undefined) | undefined;
  /** Default `given`. A function compares two cards as `Array.sort` does; equals keep the gateway's order. */
  sort?: CardOrder | ((a: SavedCard, b: SavedCard) => number) | undefined;
}

/** A list as the shop wants it. */
export interface ArrangedCards {
  cards: readonly SavedCard[];
  /** Why a card cannot be chosen, by its id. */
  blocked: Readonly<Record<string, string>>;
  /** How many cards the shop left out. */
  filtered: number;
}

/** What a card has that comes first: it is the default, it was used later, it is active. */
const ranks = { defaultFirst: 'isDefault', lastUsedFirst: 'lastUsedAt', payableFirst: 'active' } as const;

/** Puts cards that have more of something first; equals stay in their order. */
export function byRank(rank: (typeof ranks)[keyof typeof ranks]) {
  const of = (card: SavedCard) => String(card[rank] || '');
  return (a: SavedCard, b: SavedCard) => +(of(a) < of(b)) - +(of(a) > of(b));
}

/** Puts a list into the shop's order, leaves out what it does not want, and says which cards cannot be chosen. */
export function arrangeCards(
  list: readonly SavedCard[],
  { filter, disable, sort = 'given' }: CardArrangement,
): ArrangedCards {
  const kept = filter ? list.filter(filter) : list;
  const blocked: Record<string, string> = {};
  if (disable)
    for (const card of kept) {
      const reason = disable(card);
      if (reason) blocked[card.id] = reason;
    }
  const compare = typeof sort === 'function' ? sort : sort !== 'given' && byRank(ranks[sort]);
  return { cards: compare ? kept.toSorted(compare) : kept, blocked, filtered: list.length - kept.length };
}
