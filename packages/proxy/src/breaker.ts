/**
 * `closed`: calls go through. `open`: too many went wrong, and none goes. `half-open`: the pause is over, and a read may find
 * out whether the gateway is back.
 */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** When a breaker opens, and for how long. */
export interface BreakerRules {
  /** How far back calls count, in milliseconds. Default one minute. */
  windowMs: number;
  /** Calls that must have been made before anything is concluded. Default 5. */
  calls: number;
  /** The share of them that must have gone wrong. Default 0.5. */
  ratio: number;
  /** How long it stays open before a read may find out, in milliseconds. Default 15 seconds. */
  pauseMs: number;
}

/** The rules where the merchant says nothing. */
export const defaultBreaker: BreakerRules = { windowMs: 60_000, calls: 5, ratio: 0.5, pauseMs: 15_000 };

/** Watches the calls of one operation, in this process. */
export interface Breaker {
  state(): BreakerState;
  /** A call that came back, with an answer or in doubt. */
  note(went: 'well' | 'wrong'): void;
  /** Another operation's news of the same gateway: good news ends a pause that is over, bad news begins another. */
  probed(went: 'well' | 'wrong'): void;
}

/** A window is counted in so many slices: what that costs does not grow with how many call. */
const slices = 12;

/** Starts closed. */
export function createBreaker(now: () => number, rules: BreakerRules): Breaker {
  let counts: { slice: number; all: number; wrong: number }[] = [];
  let openedAt: number | undefined;
  const state = (): BreakerState => {
    if (openedAt === undefined) return 'closed';
    return now() - openedAt >= rules.pauseMs ? 'half-open' : 'open';
  };
  const close = () => {
    openedAt = undefined;
    counts = [];
  };
  const probed = (went: 'well' | 'wrong') => {
    if (state() !== 'half-open') return;
    if (went === 'well') close();
    else openedAt = now();
  };
  return {
    state,
    probed,
    note(went) {
      if (state() === 'half-open') return probed(went);
      const slice = Math.floor(now() / (rules.windowMs / slices));
      counts = counts.filter((one) => one.slice > slice - slices);
      const last = counts.at(-1);
      const current = last?.slice === slice ? last : { slice, all: 0, wrong: 0 };
      if (current !== last) counts.push(current);
      current.all++;
      if (went === 'wrong') current.wrong++;
      const all = counts.reduce((sum, one) => sum + one.all, 0);
      const wrong = counts.reduce((sum, one) => sum + one.wrong, 0);
      if (openedAt === undefined && all >= rules.calls && wrong / all >= rules.ratio) openedAt = now();
    },
  };
}
