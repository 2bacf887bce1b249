/** A clock that stands still until it is told to go on. */
export interface Clock {
  /** Milliseconds since the epoch. Pass it wherever `now` is asked for. */
  readonly now: () => number;
  /** Resolves when the clock has gone on by so many milliseconds. Pass it wherever `wait` is asked for. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Moves the clock forward, and ends the waiting that is over by then. */
  advance(milliseconds: number): void;
  /** Sets the clock. Back is allowed. */
  set(at: Date | number): void;
}

/** Makes a clock. Default start: 23 November 2026, 09:30 UTC, the moment that the fixtures are written for. */
export function createClock(start: Date | number = Date.UTC(2026, 10, 23, 9, 30)): Clock {
  let at = Number(start);
  let waiting: { until: number; end: () => void }[] = [];
  const set = (moment: Date | number) => {
    at = Number(moment);
    const over = waiting.filter(({ until }) => until <= at).toSorted((a, b) => a.until - b.until);
    waiting = waiting.filter(({ until }) => until > at);
    for (const { end } of over) end();
  };
  return {
    now: () => at,
    wait: (milliseconds) =>
      new Promise((end) => {
        if (milliseconds <= 0) end();
        else waiting.push({ until: at + milliseconds, end });
      }),
    advance: (milliseconds) => set(at + milliseconds),
    set,
  };
}
