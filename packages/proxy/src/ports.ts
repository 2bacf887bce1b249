import type { CardChange, RecurringTerms } from '@onfile/contract';

/** Who is signed in. `number` is the merchant's own customer number (at most 32 printable characters); it never reaches the browser. */
export interface Customer {
  number: string;
  /** The merchant's name of this sign-in, where there is one: tries are counted by it too. It goes nowhere. */
  session?: string;
}

/** Says who sent a request, from the merchant's own session; `null` where nobody is signed in. */
export type CustomerPort = (request: Request) => Customer | null | Promise<Customer | null>;

/** An order as the merchant knows it. Amounts are decimal text with two places. */
export interface Order {
  number: string;
  amount: string;
  currency: string;
  description?: string;
  /** The language of the payment page. Default: the gateway's. */
  language?: 'RU' | 'EN';
  /** Authorise now and capture later. Default `false`. */
  delay?: boolean;
  recurring?: RecurringTerms;
  payer?: { firstname?: string; lastname?: string; middlename?: string; email?: string; phone?: string };
}

/** The merchant's orders. `find` answers `null` for an order that does not exist or is not this customer's. */
export interface OrderBook {
  find(order: string, customer: Customer): Order | null | Promise<Order | null>;
  /**
   * A new order by which a customer adds a card and buys nothing; `null` where this one may not. Its number is used once. Its sum is as
   * agreed with the gateway: `0.00`, or a small one with `delay` that the merchant cancels after `card-saved`. Default: none, and
   * cards are added with a payment only.
   */
  verification?(customer: Customer): Order | null | Promise<Order | null>;
}

/** What a merchant keeps of a card, and the gateway does not. */
export interface CardNotes {
  nickname?: string;
  isDefault?: boolean;
  /** ISO 8601, UTC. */
  lastUsedAt?: string;
  /** Names of subscriptions that charge the card, as the shopper knows them. */
  usedBy?: string[];
  /** `false`: the shopper may not remove it. */
  removable?: boolean;
}

/**
 * The merchant's notes on cards. `card` is the proxy's name of a card of one customer: 32 hexadecimal digits, the same for good
 * (also when seal keys change), and no use at the gateway.
 */
export interface CardBook {
  /**
   * The notes on these cards, by name. Where it throws, the cards are shown without. `facts` say which card is which: an agreement is
   * made on the payment page, which tells of its card by brand and last digits only.
   */
  notes(
    cards: readonly string[],
    customer: Customer,
    facts: CardFactsByName,
  ): CardNotesByName | Promise<CardNotesByName>;
  /** Names a card (an empty text takes the name away) or makes it the only default. */
  change(card: string, change: CardChange, customer: Customer): void | Promise<void>;
  /** Told after a card was removed. */
  removed?(card: string, customer: Customer): void | Promise<void>;
}

/** What the gateway says of a card, by the card's name: enough to find what a shopper calls by its last digits. */
export type CardFactsByName = Readonly<Record<string, { brand: string; last4: string }>>;

/** Notes by the proxy's name of a card. */
export type CardNotesByName = Readonly<Record<string, CardNotes | undefined>>;

/** What is known of a picture: its natural size in pixels, and what was measured, where it was. */
export interface ArtFacts {
  width: number;
  height: number;
  /** Whether text on its lower part is to be light or dark. */
  tone?: 'light' | 'dark' | undefined;
  /** `#rrggbb`. */
  dominantColor?: string | undefined;
  /** ThumbHash, base64. */
  placeholder?: string | undefined;
}

/** What the browser is told of a file of a card's design. */
export interface ArtDescription {
  /** What will be served: `image/png` for a picture, whichever format a browser is then given. */
  mediaType: string;
  width: number | null;
  height: number | null;
  facts?: ArtFacts;
}

/** Something to serve. */
export interface ArtAnswer {
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** A strong validator of exactly these bytes, in quotes. */
  etag: string;
}

/** Where the pictures of cards come from. `createArtService` of `@onfile/art` is one; `passThroughArt` is the smallest. */
export interface ArtPort {
  /** Whether an address may be fetched at all. */
  allows(url: URL): boolean;
  /** What can be said of a file now, without waiting; `null` where nothing is to be shown. Default: what the gateway says. */
  describe?(file: { url: URL; mediaType: string; width: number | null; height: number | null }): ArtDescription | null;
  /** The picture, safe to show, near the wished width in pixels and in a format of the request's `Accept`; `null` where there is none. */
  picture(url: URL, wish?: { width?: number; accept?: string }): Promise<ArtAnswer | null>;
  /** Terms as plain text; `null` where there are none. Default: terms are left out. */
  text?(url: URL): Promise<ArtAnswer | null>;
}

/** What may be logged: names, our own ids and numbers. No token, customer number, credential or text of the gateway is in it. */
export type ProxyEvent =
  | { type: 'payment.claimed'; intent: string; attempt: number }
  | { type: 'payment.answered'; intent: string; attempt: number; answer: string; ms: number }
  | { type: 'operation.answered'; intent: string; kind: 'capture' | 'cancel'; answer: string; ms: number }
  | { type: 'payment.continued'; intent: string; attempt: number; answer: string; ms: number }
  | { type: 'payment.status'; intent: string; status: string }
  | { type: 'review.settled'; intent: string; outcome: string }
  | { type: 'notification.refused'; why: string }
  | { type: 'cards.dropped'; count: number }
  | { type: 'cards.notes-failed'; error: string }
  | { type: 'gateway.failed'; operation: string; error: string; first?: number; second?: number }
  | { type: 'settled.failed'; intent: string }
  /** Somebody came too often; `limit` is the name of the option. */
  | { type: 'request.limited'; limit: string }
  /** A record was sealed with a key that is not given any more. */
  | { type: 'record.unreadable' }
  | { type: 'failed'; route: string; error: string };
