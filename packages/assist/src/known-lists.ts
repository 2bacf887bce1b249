import type { StoredCards } from './operations/list-stored-cards.ts';

/** What was made of each customer's last answer, for as long as the gateway says the same, byte for byte. */
export type KnownLists = (customer: string, text: string, make: () => StoredCards) => StoredCards;

/** How much is kept. */
export interface KnownListsRules {
  /** Customers; who was asked for longest ago makes room. */
  most: number;
  /** Characters of an answer; a longer one is read each time. */
  longest: number;
  /** Milliseconds since a list was last asked for. */
  ageMs: number;
}

const defaults: KnownListsRules = { most: 1000, longest: 16 * 1024, ageMs: 10 * 60_000 };

/** What is handed out twice may not be changed by who had it first. */
function freeze<TValue>(value: TValue): TValue {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}

/**
 * Keeps what was made of answers, in memory. It spares the reading and never the question: whoever uses it has the gateway's answer of this
 * moment in hand. What is over its time goes when the next list is asked for.
 */
export function knownLists(now: () => number, rules: Partial<KnownListsRules> = {}): KnownLists {
  const { most, longest, ageMs } = { ...defaults, ...rules };
  const lists = new Map<string, { text: string; list: StoredCards; at: number }>();
  return (customer, text, make) => {
    const known = lists.get(customer);
    const list = known?.text === text ? known.list : freeze(make());
    lists.delete(customer);
    const at = now();
    if (text.length <= longest) lists.set(customer, { text, list, at });
    for (const [oldest, { at: asked }] of lists) {
      if (lists.size <= most && at - asked <= ageMs) break;
      lists.delete(oldest);
    }
    return list;
  };
}
