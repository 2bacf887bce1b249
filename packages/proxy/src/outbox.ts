import type { MerchantEvent } from './events.ts';

/** An event that was taken for delivery. */
export interface Delivery {
  event: MerchantEvent;
  /** How often it was taken, this time included: what a back-off grows by. */
  tries: number;
}

/**
 * What the merchant has not yet been told. Events come in by being committed with the change that they tell of (`advance`,
 * `agreements.create`), and go by `delivered`: at least once, whatever stops in between.
 *
 * Events of one order are taken one at a time, in the order in which they were committed: a later one waits until the earlier
 * is delivered, so that nobody hears "authorised" after "paid". Orders do not wait for each other.
 */
export interface Outbox {
  /** Events that nobody has confirmed, oldest first, also those that are out or put off. Takes nothing. Default limit 100. */
  undelivered(limit?: number): Promise<MerchantEvent[]>;
  /**
   * Takes what is due at `now`, oldest first: nobody else is handed the same within `leaseMs` milliseconds. Who takes and dies
   * only delays; who is slower than the lease makes a second delivery. Payment claims never have a lease. Default limit 100.
   */
  takeEvents(now: number, leaseMs: number, limit?: number): Promise<Delivery[]>;
  /** Puts a delivery that failed off until a moment, in milliseconds since the epoch. An event that is gone stays gone. */
  postpone(id: string, until: number): Promise<void>;
  /** Forgets an event that the merchant has taken. Saying it twice does nothing. */
  delivered(id: string): Promise<void>;
}
