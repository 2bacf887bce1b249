import { createBreaker } from './breaker.ts';

/**
 * When payments with cards on file pause for everybody, because the bank says no to nearly all of them: somebody tries stolen accounts or
 * cards faster than the limits of one card, customer or address tell (`security.md` 2.4).
 */
export interface DeclineRules {
  /** How far back attempts count, in milliseconds. Default 10 minutes. */
  windowMs: number;
  /** Attempts with an answer that must have been made in it. Default 50. */
  attempts: number;
  /** The share of them that must have been declined. Default 0.8: an honest shop sees a fifth of it. */
  ratio: number;
  /** How long nobody pays with a card on file, in milliseconds; the payment page stays open. Default 10 minutes. */
  pauseMs: number;
}

const tenMinutes = 600_000;

/** The rules where the merchant says nothing. */
export const defaultDeclines: DeclineRules = {
  windowMs: tenMinutes,
  attempts: 50,
  ratio: 0.8,
  pauseMs: tenMinutes,
};

/** Watches what the bank says to all attempts of this process. */
export interface DeclineWatch {
  note: (end: 'paid' | 'declined') => void;
  /** How long payments pause yet, in milliseconds; 0 where they go on. */
  pausedFor: () => number;
}

/** Starts without a pause; after one it counts anew. */
export function watchDeclines(given: Partial<DeclineRules> | false, now: () => number): DeclineWatch {
  if (given === false) return { note: () => {}, pausedFor: () => 0 };
  const { attempts: calls, ...rules } = { ...defaultDeclines, ...given };
  const fresh = () => createBreaker(now, { ...rules, calls });
  let breaker = fresh();
  let pausedUntil = 0;
  return {
    note(end) {
      if (now() < pausedUntil) return;
      breaker.note(end === 'declined' ? 'wrong' : 'well');
      if (breaker.state() !== 'open') return;
      pausedUntil = now() + rules.pauseMs;
      breaker = fresh();
    },
    pausedFor: () => Math.max(0, pausedUntil - now()),
  };
}
