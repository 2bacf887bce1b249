/** A clock that stands still until it is told to go on. */
export interface Clock {
  /** Milliseconds since the epoch. Pass it wherever `now` is asked for. */
  readonly now: () => number;
  /** Moves the clock forward. */
  advance(milliseconds: number): void;
  /** Sets the clock. */
  set(at: Date | number): void;
}

/** Makes a clock. Default start: 23 November 2026, 09:30 UTC, the moment that the fixtures are written for. */
export function createClock(start: Date | number = Date.UTC(2026, 10, 23, 9, 30)): Clock {
  let at = Number(start);
  return {
    now: () => at,
    advance: (milliseconds) => void (at += milliseconds),
    set: (moment) => void (at = Number(moment)),
  };
}
