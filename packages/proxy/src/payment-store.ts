import type { DeclineReason, IntentStatus } from '@onfile/contract';
import type { SettledEvent } from './ports.ts';

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
  /** How the attempt ended; absent while that is not known. */
  end?: 'paid' | 'authorised' | 'declined' | 'not-charged' | 'not-sent' | 'canceled' | 'review';
}

/** The durable record of one order's payment. */
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

/**
 * The payment record. All that two proxies share. One suite (`store.case.ts`) holds every implementation.
 */
export interface PaymentStore {
  /** Keeps a new intent, or answers with the one that its order already has. */
  createIntent(intent: IntentRecord): Promise<IntentRecord>;
  get(id: string): Promise<IntentRecord | undefined>;
  /** Takes the order for one attempt, or says why not: one at a time, whoever asks. Durable when it resolves; never expires. */
  claim(id: string, attempt: Attempt): Promise<Claim>;
  /**
   * Replaces a record that is still the version that was read; `undefined` where it is not. `event` is committed with it.
   */
  advance(next: IntentRecord, event?: SettledEvent): Promise<IntentRecord | undefined>;
  /** Intents with an attempt that has no end, submitted before a moment. */
  scanUnresolved(before: number): Promise<IntentRecord[]>;
  /** Events that nobody has taken yet, oldest first. */
  undelivered(): Promise<SettledEvent[]>;
  delivered(id: string): Promise<void>;
}

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
  const { reason: _, ...rest } = intent;
  const claimed: IntentRecord = {
    ...rest,
    status: 'confirming',
    attempts: [...intent.attempts, attempt],
    version: intent.version + 1,
  };
  return { type: 'claimed', intent: claimed };
}
