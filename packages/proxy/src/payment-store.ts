import type { DeclineReason, IntentStatus, RecurringTerms } from '@onfile/contract';
import type { Agreement } from './agreement-store.ts';
import type { Challenge } from './challenge.ts';
import type { MerchantEvent, SavingConsent } from './events.ts';
import { type Operation, openOperation } from './operation.ts';

/** What a bill looked like when it was last read: what may be kept of it, and what a person needs to tell it by. */
export interface SeenBill {
  /** The gateway's number. */
  bill: string;
  /** The gateway's word, or `unknown`. */
  state: string;
  amount: string;
  currency: string;
  responseCode?: string;
  /** Of the payment that went through, where the gateway says. */
  approvalCode?: string;
  /** When it was opened. ISO 8601, UTC. */
  at?: string;
  card?: { brand: string; last4: string };
}

/**
 * Why an intent waits for a person. `two-payments`: two bills hold money. `wrong-sum`: one holds another sum. `late-money`: money
 * came after the record had said that none would. `missing-bill`: the payment call was answered, and the order's result does not
 * know of it. `no-answer`: nobody could say for as long as is asked. `changed-elsewhere`: a capture or a cancellation was asked for, and the
 * gateway shows another sum than it would have left.
 */
export type ReviewWhy =
  | 'two-payments'
  | 'wrong-sum'
  | 'late-money'
  | 'missing-bill'
  | 'no-answer'
  | 'changed-elsewhere';

/** What a person decided about an intent in review. It stays on the record. */
export interface Decision {
  /** Milliseconds since the epoch. */
  at: number;
  why: ReviewWhy | 'unknown';
  outcome: 'paid' | 'canceled' | 'not-charged';
  bill?: string;
  note: string;
  /** Bills that held money when it was decided: they are no news any more. */
  money: string[];
}

/** One try to pay with a card on file. It is written before the gateway hears of it, and is never forgotten. */
export interface Attempt {
  key: string;
  /** The sealed id of the card, as the browser named it. */
  card: string;
  /** Milliseconds since the epoch. */
  submittedAt: number;
  /** Bills that the order had before: not this attempt's doing. */
  knownBills: string[];
  /** Order results in a row that knew nothing of this attempt. */
  emptyReads: number;
  /** What the payment call itself said; absent while it has not come back. */
  answer?: 'answered' | 'refused' | 'unconfirmed';
  /** With `answered`: what it said of the bill. A bill that was spoken of once cannot be "no bill" later. */
  said?: 'paid' | 'authorised' | 'declined' | 'canceled' | 'expired' | 'challenge' | 'unconfirmed';
  /** With `answered`: the bill that it spoke of. */
  named?: string;
  /** What the bank wanted before it decided, where it did. */
  challenge?: Challenge;
  /** How the attempt ended; absent while that is not known. */
  end?: 'paid' | 'authorised' | 'declined' | 'not-charged' | 'not-sent' | 'canceled' | 'review';
}

/**
 * The durable record of one order's payment. An order has one intent: a repeat that the merchant makes is an order of its own,
 * with a number of its own.
 */
export interface IntentRecord {
  id: string;
  order: string;
  customer: string;
  amount: string;
  currency: string;
  status: IntentStatus;
  createdAt: number;
  expiresAt: number;
  /** Goes up with each change: a change is made only to the version that was read. */
  version: number;
  attempts: Attempt[];
  description?: string;
  language?: 'RU' | 'EN';
  delay?: boolean;
  reason?: DeclineReason;
  card?: { brand: string; last4: string };
  /** When the shopper was last sent to the payment page. */
  handedOverAt?: number;
  /** When the gateway was last asked about the order. */
  checkedAt?: number;
  /**
   * When the gateway is to be asked next, in milliseconds since the epoch. `claim` sets it; who reads sets it anew or takes it
   * away. An attempt without an end and an open visit to the payment page are due without it: see `dueAt`.
   */
  nextLookAt?: number;
  /** Looks since something was last sent or handed over: what the pauses between them grow by. */
  looks?: number;
  /** The bills of the order as they were last read, oldest first; at most 50. */
  bills?: SeenBill[];
  /** The bill that holds the order's money, once it is paid or authorised. */
  bill?: string;
  /** With `review`: why, and since when. */
  review?: { why: ReviewWhy; at: number };
  /** What people decided about it, oldest first. */
  decisions?: Decision[];
  /** Messages of the gateway that were taken as a reason to look; at most the last 20. */
  notified?: string[];
  /** What the shopper agrees to with the first payment: it is made on the payment page, and makes an agreement. */
  recurring?: RecurringTerms;
  /** A repeat that the merchant makes: of which agreement, and which period. */
  repeat?: { agreement: string; period: number };
  /** Adds a card and sells nothing: the merchant is told of the card, and of no payment. */
  verifies?: true;
  /** The shopper wished a card to be kept, and whether it was is not known yet. */
  saving?: Saving;
  /** What the merchant did with the money, first first; never forgotten. */
  operations?: Operation[];
  /** Of a payment in two stages: how much of it was taken. Absent: nothing, or all at once. */
  captured?: string;
  /** How much was given back. Absent: nothing. */
  refunded?: string;
}

/** A card that may have been kept with a payment: proven by the customer's list, which has one more than before. */
export interface Saving {
  /** Names (`cardName`) of the cards before; absent where the list could not be read. */
  before?: string[];
  consent?: SavingConsent;
  /** How often the list was looked at since. */
  reads: number;
}

/** What became of a wish to pay. */
export type Claim =
  | { type: 'claimed'; intent: IntentRecord }
  /** The key was used for this card: here is how things stand. */
  | { type: 'replayed'; intent: IntentRecord }
  | { type: 'key_reused' }
  /** Another attempt has no answer yet. */
  | { type: 'processing' }
  /** Paid, canceled, expired or with a person. */
  | { type: 'closed' };

/** What is committed with a change, or not at all. */
export interface Along {
  /** For the outbox, in this order. */
  events?: readonly MerchantEvent[];
  /** Made with the change, where its id and its order have none yet. */
  agreement?: Agreement;
}

/** How a store is doing. */
export interface StoreSummary {
  /** Intents by status; a status that none has is absent. */
  intents: Partial<Record<IntentStatus, number>>;
  /** Intents with an attempt that has no end. */
  unresolved: number;
  /** When the oldest of those attempts was submitted, in milliseconds since the epoch. */
  oldestUnresolved?: number;
  /** Events that nobody has confirmed. */
  undelivered: number;
}

/** Which intents a back office looks at. */
export interface ListQuery {
  /** Default: all. */
  status?: IntentStatus;
  /** Default 100. */
  limit?: number;
  /** The id of the last intent of the page before. */
  after?: string;
}

/** The payment record. Limits that are left out are 100. */
export interface PaymentStore {
  /** Keeps a new intent, or answers with the one that its order already has. */
  createIntent(intent: IntentRecord): Promise<IntentRecord>;
  get(id: string): Promise<IntentRecord | undefined>;
  findByOrder(order: string): Promise<IntentRecord | undefined>;
  /** Takes the order for one attempt, or says why not: one at a time, whoever asks. Durable when it resolves; never expires. */
  claim(id: string, attempt: Attempt): Promise<Claim>;
  /**
   * Replaces a record that is still the version that was read; `undefined` where it is not. What comes along is committed with it.
   * Id, order and `createdAt` stay as they were.
   */
  advance(next: IntentRecord, along?: Along): Promise<IntentRecord | undefined>;
  /** Intents with an attempt that has no end, submitted before a moment, oldest first. Default limit: none. */
  scanUnresolved(before: number, limit?: number): Promise<IntentRecord[]>;
  /** Intents to be looked at by `now` (`dueAt`), longest due first. Look, then `advance` with a later `nextLookAt` or none. */
  scanDue(now: number, limit?: number): Promise<IntentRecord[]>;
  /** Intents that wait for a person, longest waiting first. */
  scanReview(limit?: number): Promise<IntentRecord[]>;
  /** Intents, newest first. */
  list(query?: ListQuery): Promise<IntentRecord[]>;
  summary(): Promise<StoreSummary>;
}

/** How long after it was submitted an attempt is first due, in milliseconds: longer than a payment call may take. */
const firstLook = 60_000;

/**
 * When an intent is due to be looked at, as a store indexes it: what its record says; else, a minute after the attempt that has
 * no end was submitted, or after the shopper was sent to the payment page. So nothing that may have been charged is ever out of sight.
 */
export function dueAt(intent: IntentRecord): number | undefined {
  // Whole: a schedule with jitter may say fractions, which no column keeps.
  if (intent.nextLookAt !== undefined) return Math.ceil(intent.nextLookAt);
  const open = openAttempt(intent);
  if (open) return open.submittedAt + firstLook;
  const operation = openOperation(intent);
  if (operation) return operation.submittedAt + firstLook;
  if (isKeeping(intent)) return intent.checkedAt ?? intent.createdAt;
  const isVisited = intent.handedOverAt !== undefined && (intent.status === 'open' || intent.status === 'declined');
  return isVisited && intent.handedOverAt !== undefined ? intent.handedOverAt + firstLook : undefined;
}

/** Whether a card may have been kept with a payment that was made, and nobody has looked. */
export const isKeeping = ({ saving, status }: IntentRecord): boolean =>
  saving !== undefined && (status === 'paid' || status === 'authorised');

/** The last attempt, where it has no end yet. */
export function openAttempt(intent: IntentRecord): Attempt | undefined {
  const last = intent.attempts.at(-1);
  return last && !last.end ? last : undefined;
}

/** Decides a claim. Pure: a store runs it inside whatever makes it single. */
export function decideClaim(intent: IntentRecord, attempt: Attempt): Claim {
  const same = intent.attempts.find(({ key }) => key === attempt.key);
  if (same) return same.card === attempt.card ? { type: 'replayed', intent } : { type: 'key_reused' };
  if (openAttempt(intent)) return { type: 'processing' };
  if (intent.status !== 'open' && intent.status !== 'declined') return { type: 'closed' };
  const { reason: _, looks: __, ...rest } = intent;
  // Another attempt may have come and gone since this one looked: its bill says nothing of this one. Nor do bills that are too many to
  // be kept whole: their numbers go on with the attempts.
  const before = [
    intent.attempts.at(-1)?.knownBills ?? [],
    attempt.knownBills,
    (intent.bills ?? []).map(({ bill }) => bill),
  ];
  const knownBills = [...new Set(before.flat())];
  const claimed: IntentRecord = {
    ...rest,
    nextLookAt: attempt.submittedAt + firstLook,
    status: 'confirming',
    attempts: [...intent.attempts, { ...attempt, knownBills }],
    version: intent.version + 1,
  };
  return { type: 'claimed', intent: claimed };
}
