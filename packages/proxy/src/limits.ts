import { type DeclineRules, watchDeclines } from './decline-watch.ts';
import type { Hit, LimitStore, Try } from './limit-store.ts';
import { createMemoryLimiter } from './memory-limiter.ts';
import type { ProxyEvent } from './ports.ts';
import { Refusal } from './problem.ts';
import type { Sealer } from './seal.ts';

/** So many tries in so many milliseconds. */
export interface RateLimit {
  limit: number;
  windowMs: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long two requests with one key count as one, in milliseconds: longer than a payment may take. */
const sameTry = 5 * minute;

/**
 * What is limited, and by how much unless the merchant says otherwise (`security.md` 2.4). The first five stand in the store and
 * outlive a restart; the others are this process's own.
 */
export const defaultLimits = {
  /** Attempts to pay with one card. */
  card: { limit: 5, windowMs: day },
  /** Attempts with one card that were declined for wrong details; then it is paid with on the payment page only. */
  cardDeclines: { limit: 3, windowMs: day },
  /**
   * Attempts with one card that carry a code. One that pays is given back: what counts is a guess, and it counts before the bank
   * hears it. The window is a day and what may pass between the two, so that no day has a fourth.
   */
  codes: { limit: 3, windowMs: day + 2 * sameTry },
  /** Attempts of one customer. */
  customer: { limit: 5, windowMs: 10 * minute },
  customerDay: { limit: 20, windowMs: day },
  /** Attempts of one sign-in, or with one intent where the merchant names no sign-ins. */
  session: { limit: 10, windowMs: 10 * minute },
  /** Attempts from one address. */
  ip: { limit: 30, windowMs: 10 * minute },
  /** Lists of one customer, and what reads the list: changes of cards, and visits to the payment page that keep one. */
  list: { limit: 30, windowMs: minute },
  /** Removals of one customer. */
  remove: { limit: 10, windowMs: hour },
  /** Pictures for one address. */
  art: { limit: 120, windowMs: minute },
  /** Looks at one intent because a browser came back; it is sent on all the same. */
  return: { limit: 30, windowMs: minute },
} as const satisfies Record<string, RateLimit>;

/** The name of a limit. */
export type LimitName = keyof typeof defaultLimits;

/** Limits that differ from the defaults; `false` for one that is not held. `declines`: of all shoppers together, see `DeclineRules`. */
export type LimitOptions = { readonly [TName in LimitName]?: RateLimit | false } & {
  readonly declines?: Partial<DeclineRules> | false;
};

/** Somebody who wants to pay. */
export interface Payer {
  intent: string;
  /** The idempotency key: two requests with one key are one try. */
  key: string;
  customer: string;
  /** The merchant's own name of the card (`cardName`). */
  card: string;
  session: string | undefined;
  clientIp: string | undefined;
  /** Whether a code goes with it. */
  hasCode: boolean;
}

/** Counts tries before the gateway hears of them. */
export interface Limiter {
  /** Counts nothing, and refuses who would be refused: a limit that is reached costs the gateway no question. @throws Refusal */
  checkPayment(payer: Payer): Promise<void>;
  /** Counts one try to pay. @throws Refusal `rate_limited` */
  countPayment(payer: Payer): Promise<void>;
  /** Notes what the bank said to an attempt, whoever made it. */
  noteEnd: (end: 'paid' | 'declined') => void;
  /** How long payments with cards on file pause yet for everybody, in milliseconds; 0 where they go on. See `DeclineRules`. */
  pausedFor: () => number;
  /** Counts a decline that says that something typed or kept was wrong. */
  countDecline(payer: Pick<Payer, 'card'>): Promise<void>;
  /** What carried a code has paid: it was no guess. */
  giveBackCode(payer: Payer): Promise<void>;
  /** Counts one request of a cheaper kind. `who` unknown: not counted. @throws Refusal `rate_limited` */
  count(name: 'list' | 'remove' | 'art' | 'return', who: string | undefined): void;
}

/** Addresses of this machine and of networks behind it. */
const inside = /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe[89ab])/i;

/**
 * One address, or the network that one IPv6 customer is given. An address of the inside is that of a proxy of the shop's own that
 * nobody told us of: counted, it would be all shoppers at once.
 */
function networkOf(address: string): string | undefined {
  if (inside.test(address)) return undefined;
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const missing = address.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** What makes two requests one try. The card too: a key that was counted for one card has counted nothing for another. */
const nameOf = ({ intent, key, card, hasCode }: Payer) => [intent, key, card, hasCode].join(' ');

/** What the limiter is made of. */
export interface LimiterParts {
  options: LimitOptions | false;
  store: LimitStore;
  sealer: Sealer;
  onEvent: (event: ProxyEvent) => void;
  now: () => number;
}

/** Makes the limiter. Keys in the store are keyed hashes: neither a customer number nor a card can be read from them. */
export function createLimiter({ options, store, sealer, onEvent, now }: LimiterParts): Limiter {
  const memory = createMemoryLimiter();
  const declines = watchDeclines(options === false ? false : (options.declines ?? {}), now);
  const counting = new Map<string, { at: number; result: Promise<void> }>();
  const ruleOf = (name: LimitName): RateLimit | undefined => {
    const given = options === false ? false : options[name];
    return given === false ? undefined : (given ?? defaultLimits[name]);
  };

  function refuse(name: LimitName, { retryAfterMs }: Pick<Hit, 'retryAfterMs'>): never {
    onEvent({ type: 'request.limited', limit: name });
    throw new Refusal('rate_limited', Math.max(1, Math.ceil(retryAfterMs / 1000)));
  }

  async function tryOf(name: LimitName, who: string): Promise<(Try & { name: LimitName })[]> {
    const rule = ruleOf(name);
    if (!rule) return [];
    const key = `${name}:${(await sealer.secret(`limit ${name}`, who)).slice(0, 32)}`;
    return [{ name, key, ...rule }];
  }

  const lasting = async ({ card, customer, hasCode }: Payer) => [
    ...(await tryOf('card', card)),
    ...(hasCode ? await tryOf('codes', card) : []),
    ...(await tryOf('customer', customer)),
    ...(await tryOf('customerDay', customer)),
  ];

  async function look(tries: readonly (Try & { name: LimitName })[]): Promise<void> {
    for (const { name, key, windowMs, limit } of tries) {
      const hit = await store.peek(key, windowMs, limit, now());
      if (!hit.allowed) refuse(name, hit);
    }
  }

  function countHere(name: LimitName, who: string | undefined): void {
    const rule = ruleOf(name);
    if (!rule || who === undefined) return;
    const hit = memory(`${name}:${who}`, rule.windowMs, rule.limit, now());
    if (!hit.allowed) refuse(name, hit);
  }

  async function countNow(payer: Payer, at: number): Promise<void> {
    countHere('session', payer.session ?? payer.intent);
    countHere('ip', payer.clientIp && networkOf(payer.clientIp));
    const tries = await lasting(payer);
    const hit = await store.hitAll(tries, at);
    if (hit.allowed) return;
    await look(tries);
    refuse('customer', hit);
  }

  return {
    async checkPayment(payer) {
      const paused = declines.pausedFor();
      if (paused > 0) {
        onEvent({ type: 'request.limited', limit: 'declines' });
        // Whoever comes now has tried nothing too often.
        throw new Refusal('unavailable', Math.ceil(paused / 1000));
      }
      await look([...(await tryOf('cardDeclines', payer.card)), ...(await lasting(payer))]);
    },
    async countPayment(payer) {
      for (const [key, { at }] of counting) {
        if (at > now() - sameTry) break;
        counting.delete(key);
      }
      const key = nameOf(payer);
      const known = counting.get(key);
      if (known) return known.result;
      // The moment that is kept is the one that is counted: by it a try can be given back.
      const at = now();
      const result = countNow(payer, at);
      counting.set(key, { at, result });
      // Who was refused may ask again with the same key, and is counted then.
      result.catch(() => counting.delete(key));
      return result;
    },
    noteEnd: declines.note,
    pausedFor: declines.pausedFor,
    async countDecline({ card }) {
      const tries = await tryOf('cardDeclines', card);
      await store.hitAll(tries, now());
    },
    async giveBackCode(payer) {
      const counted = counting.get(nameOf(payer));
      for (const { key } of counted && payer.hasCode ? await tryOf('codes', payer.card) : [])
        if (counted) await store.giveBack(key, counted.at);
    },
    count(name, who) {
      countHere(name, name === 'art' && who !== undefined ? networkOf(who) : who);
    },
  };
}
