/** Something that happens to a shopper, by name. */
export const scenarios = [
  /** Nothing is ever answered: what a shopper sees while waiting. */
  'pending',
  /** Every answer takes a while: `slowMs` by the chain's `wait`. */
  'slow',
  /** The bank says no to every payment: insufficient funds. */
  'declined',
  /** The bank says no and does not say why. */
  'declined-refused',
  /** The bank says no: insufficient funds. The same as `declined`. */
  'declined-insufficient-funds',
  /** The bank says no: something of the card's details is wrong. */
  'declined-wrong-details',
  /** The bank says no: the card's date is wrong. */
  'declined-wrong-expiry',
  /** The bank says no: a limit of the card is reached. */
  'declined-limit-exceeded',
  /** The gateway does not take this card for this payment. */
  'declined-card-not-payable',
  /** The bank says no for now. */
  'declined-try-again',
  /** The payment is made, but its answer cannot be read, and neither can the order's result. */
  'unconfirmed',
  /** The payment is made, but its answer cannot be read; the next reading of the order finds it. */
  'unconfirmed-then-paid',
  /** The payment is not made, and its answer cannot be read; when it has been quiet for long enough (`quiet`) the order is open again. */
  'unconfirmed-then-not-charged',
  /** The payment is made, and the shopper's connection breaks before the answer is there. */
  'answer-lost',
  /** The gateway does not remove cards. */
  'remove-fails',
  /** The merchant's book of cards keeps no change: no name, no default. */
  'change-fails',
  /** The cards of the list are gone: removed elsewhere. Play it when the list is on the screen. */
  'cards-gone',
  /** One card of the list makes no sense. */
  'malformed-card',
  /** The list makes no sense at all. */
  'malformed',
  /** The gateway answers the list with a web page. */
  'html',
  /** The gateway counts too many requests. */
  'rate-limited',
  /** The gateway cannot be reached. */
  'gateway-down',
  /** The shopper's own connection is gone. */
  'offline',
] as const;

/** The name of something that happens to a shopper. */
export type Scenario = (typeof scenarios)[number];
