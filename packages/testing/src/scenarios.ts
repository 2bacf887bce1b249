/** Something that happens to a shop, by name. */
export const scenarios = [
  /** Nothing is ever answered: what a shopper sees while waiting. */
  'pending',
  /** The bank says no to every payment: insufficient funds. */
  'declined',
  /** The payment is made, but its answer cannot be read, and neither can the order's result. */
  'unconfirmed',
  /** The gateway does not remove cards. */
  'remove-fails',
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

/** The name of something that happens to a shop. */
export type Scenario = (typeof scenarios)[number];
