import type { Subject } from './subject.ts';

/** What a check cannot do without: `order` one open order, `orders` two, `third` three, `otherCard` a card of the other shopper, and so on. */
export type Need =
  | 'order'
  | 'orders'
  | 'third'
  | 'card'
  | 'cards'
  | 'picture'
  | 'other'
  | 'otherCard'
  | 'pay'
  | 'sandbox';

/** One thing that a merchant proxy is held to. */
export interface Check {
  /** Stable: a test or a person may name it. */
  id: string;
  /** What is held, in one sentence. */
  what: string;
  /** What happens to a shop where it is not. */
  why: string;
  needs?: readonly Need[];
  /** What was seen instead; `undefined` where it is held. */
  run: (subject: Subject) => Promise<string | undefined>;
}

/** How a check ended. */
export interface Finding {
  id: string;
  what: string;
  why: string;
  /** `skipped`: it could not be run; `detail` says what was missing. */
  outcome: 'held' | 'broken' | 'skipped';
  /** What was seen instead, or what was missing. */
  detail?: string;
}
