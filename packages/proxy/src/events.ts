/** What every event has. */
interface EventBase {
  /** The same for each delivery of one event. */
  id: string;
  order: string;
  customer: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** A final outcome of an order. Delivered at least once: the same event may come twice. */
export interface SettledEvent extends EventBase {
  type: 'settled';
  /** `review`: a person has to look; `not-charged`: a person has looked, and the order may be paid again. */
  status: 'paid' | 'authorised' | 'canceled' | 'expired' | 'review' | 'not-charged';
  amount: string;
  currency: string;
  card?: { brand: string; last4: string };
  /** The gateway's bill, for the merchant's books. */
  bill?: string;
  /** With `review`. More reasons may come. */
  why?: string;
}

/** By which text, and when, a shopper agreed that a card is kept. */
export interface SavingConsent {
  textVersion: string;
  /** ISO 8601, UTC: the server's time. */
  at: string;
}

/** The payment page kept a card for the customer. `order` is the one it was kept with, or the one of the verification. */
export interface CardSavedEvent extends EventBase {
  type: 'card-saved';
  card?: { brand: string; last4: string };
  consent?: SavingConsent;
}

/**
 * A part of the money was taken or given back. Where it was the last part, `settled` tells of the order's new status as well.
 */
export interface MoneyChangedEvent extends EventBase {
  type: 'captured' | 'refunded';
  /** Of the operation. */
  operation: string;
  amount: string;
  /** Of all operations of this kind. */
  total: string;
  currency: string;
}

/** The shopper agreed to a series of payments, and the first of them was made. */
export interface AgreementMadeEvent extends EventBase {
  type: 'agreement-made';
  /** The agreement's id in the store. */
  agreement: string;
  card?: { brand: string; last4: string };
}

/** What the merchant is told, by `type`. More types may come: leave alone those that you do not know. */
export type MerchantEvent = SettledEvent | CardSavedEvent | AgreementMadeEvent | MoneyChangedEvent;
