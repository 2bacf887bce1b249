/** Something that the gateway does to a shop, by name. */
export const scenarios = [
  /** Every answer comes after three seconds of the chain's clock. */
  'slow',
  /** The bank says no to every payment. */
  'declined',
  /** The payment goes through, its answer never comes. */
  'unconfirmed',
  /** The gateway refuses to remove a card. */
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

export type Scenario = (typeof scenarios)[number];
