import type { Authenticating } from '../scenarios.ts';

/** The service whose answer an authentication continues: each writes its payments in its own form. */
export type PaidBy = 'tokenpay' | 'silentpay' | 'page';

/**
 * A question of the bank on its way. `method` waits for the browser's method call, `challenge` for the shopper, `decoupled` for
 * the bank; `done` has its result (gateway notes, section 3.7).
 */
export interface Authentication {
  /** `threeDSServerTransID`, and the transaction of version 1. */
  id: string;
  /** The bank's own number of it. */
  acsTransId: string;
  bill: string;
  authenticating: Exclude<Authenticating, 'none'>;
  stage: 'method' | 'challenge' | 'decoupled' | 'done';
  /** `Y` yes, `N` no, `A` attempted, `C` not completed. */
  result: '' | 'Y' | 'N' | 'A' | 'C';
  /** The window that the shop asked for: 01 to 05. */
  window: string;
  paidBy: PaidBy;
  /** What the bank says of the money once it knows who it is. */
  code: string;
  wrongCodes: number;
  /** When a decoupled question is answered by itself, in milliseconds since the epoch. */
  decidesAt?: number;
  /** Where the page of version 1 sends its answer, with what it was given. */
  termUrl?: string;
  md?: string;
  /** The visit to the payment page that waits for it. */
  visit?: string;
}
