import type { AssistClient } from '@onfile/assist';
import { type BreakerRules, defaultBreaker } from './breaker.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { Refusal } from './problem.ts';
import { defaultRules, type Quiet, type Rules } from './rules.ts';
import { type Breakers, createBreakers, type Operation, watchGateway } from './watched-gateway.ts';

/** How the payment engine is run. Times are in milliseconds. */
export interface EngineOptions {
  /** When no bill counts as nothing charged. Default 15 minutes and 5 readings. */
  quiet?: Quiet;
  /** The longest pause between two looks at an attempt in doubt. Default 5 minutes. */
  longestPauseMs?: number;
  /** How long an attempt may be in doubt before a person is asked. Default 72 hours. */
  longestDoubtMs?: number;
  /** How long after it lapsed an intent may still be opened again, before it is `expired` for good. Default 24 hours. */
  expireAfterMs?: number;
  /** How long a payment page may still take a payment after the shopper was sent there. Default 24 hours. */
  pageMs?: number;
  /** The most that any answer may take. A payment call has 40 seconds of it, less where the reads before it were slow. Default 50 000. */
  answerWithinMs?: number;
  /** How often the sweeper looks at what is due. Default 30 000 where there are timers; 0: only when `sweep()` is called. */
  sweepEveryMs?: number;
  /**
   * The store was brought back from a copy, and may have forgotten attempts: the order's result is read before every claim, over
   * the last 90 days. Leave it on until every order that was open at the time of the copy is settled. Default `false`.
   */
  restored?: boolean;
  /** When the breaker of an operation opens, where it differs from the defaults. */
  breaker?: Partial<BreakerRules>;
  /** 0 to 1, for jitter. Default `Math.random`. */
  random?: () => number;
}

/** What the payment engine shares between its parts, in this process. */
export interface Engine {
  /** The gateway, with every call counted and watched. */
  assist: AssistClient;
  rules: Rules;
  breakers: Breakers;
  metrics: Metrics;
  random: () => number;
  isRestored: boolean;
  answerWithinMs: number;
  /** Payment calls that were claimed and are not recorded yet. */
  submitted: Set<Promise<unknown>>;
  /** No new claims: the process is going away. */
  isClosing: boolean;
}

/** Puts the engine together. */
export function createEngine(assist: AssistClient, options: EngineOptions, now: () => number): Engine {
  const breakers = createBreakers(now, { ...defaultBreaker, ...options.breaker });
  const metrics = createMetrics();
  return {
    assist: watchGateway(assist, breakers, metrics),
    rules: {
      quiet: options.quiet ?? defaultRules.quiet,
      longestPauseMs: options.longestPauseMs ?? defaultRules.longestPauseMs,
      longestDoubtMs: options.longestDoubtMs ?? defaultRules.longestDoubtMs,
      expireAfterMs: options.expireAfterMs ?? defaultRules.expireAfterMs,
      pageMs: options.pageMs ?? defaultRules.pageMs,
    },
    breakers,
    metrics,
    random: options.random ?? Math.random,
    isRestored: options.restored ?? false,
    answerWithinMs: options.answerWithinMs ?? 50_000,
    submitted: new Set(),
    isClosing: false,
  };
}

/**
 * Refuses a new attempt while its kind of call is not to be made: asked before the claim, so that nothing was charged for certain.
 *
 * @throws Refusal `unavailable`
 */
export function holdClaims({ isClosing, breakers }: Engine, operation: Operation = 'pay'): void {
  if (isClosing || breakers.of(operation).state() !== 'closed') throw new Refusal('unavailable');
}

/**
 * Counts work as out until whoever waits for it has gone on: `close` waits for it, and for what it leads to. A moment longer than the
 * work itself, so that a claim is not forgotten before its payment call is known of.
 */
export async function whileOut<TValue>({ submitted }: Engine, work: Promise<TValue>): Promise<TValue> {
  submitted.add(work);
  try {
    return await work;
  } finally {
    setTimeout(() => submitted.delete(work), 0);
  }
}
