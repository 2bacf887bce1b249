/** When "the gateway knows of no bill" may count as "nothing was charged". */
export interface Quiet {
  /** Milliseconds since the attempt was submitted. Must exceed the gateway's longest processing time. Default 15 minutes. */
  ms: number;
  /** Order results in a row without a trace of the attempt. Default 5. */
  reads: number;
}

/** How long the engine waits for what. All in milliseconds. */
export interface Rules {
  quiet: Quiet;
  /** The longest pause between two looks at an attempt in doubt. Default 5 minutes. */
  longestPauseMs: number;
  /** How long an attempt may be in doubt before a person is asked. Default 72 hours. */
  longestDoubtMs: number;
  /** How long after it lapsed an intent may still be opened again, before it is `expired` for good. Default 24 hours. */
  expireAfterMs: number;
  /** How long a payment page may still take a payment after the shopper was sent there. Default 24 hours. */
  pageMs: number;
}

const hour = 3_600_000;

/** The rules where the merchant says nothing. */
export const defaultRules: Rules = {
  quiet: { ms: 15 * 60_000, reads: 5 },
  longestPauseMs: 5 * 60_000,
  longestDoubtMs: 72 * hour,
  expireAfterMs: 24 * hour,
  pageMs: 24 * hour,
};
