import * as v from 'valibot';
import { Amount, Currency } from './money.ts';
import { Instant, OrderNumber, SealedId, ShortText } from './text.ts';

/**
 * Where an intent stands. `declined` belongs to the last attempt: the intent may be confirmed again with a new key.
 * `unconfirmed` means that the gateway has not said yes or no: read again, never pay again.
 */
export const intentStatuses = [
  'open',
  'confirming',
  'challenge',
  'unconfirmed',
  'paid',
  'authorised',
  'declined',
  'canceled',
  'expired',
  'review',
] as const;
/** Where an intent stands. */
export const IntentStatus = v.picklist(intentStatuses);
/** Where an intent stands. */
export type IntentStatus = v.InferOutput<typeof IntentStatus>;

/** Why the last attempt was refused, as far as a shopper may and need know. */
export const declineReasons = [
  'refused',
  'insufficient_funds',
  'wrong_details',
  'wrong_expiry',
  'limit_exceeded',
  'authentication_failed',
  'card_not_payable',
  'try_again',
] as const;
/** Why a payment was declined, in words of the contract. */
export const DeclineReason = v.picklist(declineReasons);
/** Why a payment was declined, in words of the contract. */
export type DeclineReason = v.InferOutput<typeof DeclineReason>;

/** The terms of a recurring agreement that the first payment makes. Amounts are decimal text in the intent's currency. */
export const RecurringTerms = v.object({
  minAmount: Amount,
  maxAmount: Amount,
  /** Days between two payments. */
  periodDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999)),
  /** The last day of the agreement, `YYYY-MM-DD`. */
  until: v.pipe(v.string(), v.isoDate()),
});
/** Terms of a series of payments. */
export type RecurringTerms = v.InferOutput<typeof RecurringTerms>;

/** What the browser must do next for 3-D Secure. */
export const ChallengeAction = v.object({
  type: v.picklist(['method', 'challenge', 'decoupled']),
  url: v.optional(v.pipe(v.string(), v.maxLength(2048))),
  fields: v.optional(v.record(v.string(), v.string())),
});
/** What the browser does next for a 3-D Secure challenge. */
export type ChallengeAction = v.InferOutput<typeof ChallengeAction>;

const intentFields = {
  id: SealedId,
  order: OrderNumber,
  amount: Amount,
  currency: Currency,
  description: v.optional(ShortText),
  recurring: v.optional(RecurringTerms),
  status: IntentStatus,
  /** With `declined` only. */
  reason: v.optional(DeclineReason),
  /** With `challenge` only. */
  action: v.optional(ChallengeAction),
  /** The card of the last attempt, as a result screen names it. */
  card: v.optional(v.object({ brand: v.string(), last4: v.string() })),
  /** Until when the intent may be confirmed. */
  expiresAt: Instant,
  /** When the proxy last heard about this intent from the gateway. */
  checkedAt: v.optional(Instant),
};

/** One order to be paid, as the proxy knows it. The amount and the customer come from the merchant. */
export const Intent = v.object(intentFields);
/** A payment intent as a browser sees it. */
export type Intent = v.InferOutput<typeof Intent>;

/** The answer of `POST /intents`: the intent with its bearer secret, which opens this intent and nothing else. */
export const OpenedIntent = v.object({
  ...intentFields,
  secret: v.pipe(v.string(), v.minLength(16), v.maxLength(512)),
});
/** An intent with the secret that its opener holds. */
export type OpenedIntent = v.InferOutput<typeof OpenedIntent>;

/** A form that takes the shopper's browser to the payment service's own page: POST `fields` to `url`. */
export const HostedForm = v.object({
  url: v.pipe(v.string(), v.maxLength(2048)),
  fields: v.record(v.string(), v.string()),
});
/** A form that takes the browser to the payment page. */
export type HostedForm = v.InferOutput<typeof HostedForm>;
