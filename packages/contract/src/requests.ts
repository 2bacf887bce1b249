import * as v from 'valibot';
import { holdsCardNumber } from './card-number.ts';
import { OrderNumber, SealedId } from './text.ts';

/** The body of `POST /intents`. */
export const OpenIntent = v.strictObject({ order: OrderNumber });
/** A request to open an intent. */
export type OpenIntent = v.InferOutput<typeof OpenIntent>;

const header = v.pipe(v.string(), v.maxLength(255));

/**
 * What a bank's 3-D Secure check wants to know about the browser. The proxy adds `Accept`, `User-Agent` and the address
 * from the request itself. Limits: gateway notes, section 3.7.
 */
export const BrowserData = v.strictObject({
  language: v.pipe(v.string(), v.maxLength(35)),
  /** `screen.pixelDepth`. */
  colorDepth: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64)),
  screenWidth: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)),
  screenHeight: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)),
  javaEnabled: v.boolean(),
  /** 01 250×400, 02 390×400, 03 500×600, 04 600×400, 05 full screen. */
  challengeWindowSize: v.picklist(['01', '02', '03', '04', '05']),
  accept: v.optional(header),
});
/** What 3-D Secure wants to know of a browser. */
export type BrowserData = v.InferOutput<typeof BrowserData>;

/** The body of `POST /intents/{id}/confirm`. The shop page sends no `cvc`; only the frame does. */
export const ConfirmIntent = v.strictObject({
  card: SealedId,
  browser: BrowserData,
  cvc: v.optional(v.pipe(v.string(), v.regex(/^\d{3,4}$/))),
});
/** A request to pay with a saved card. */
export type ConfirmIntent = v.InferOutput<typeof ConfirmIntent>;

/** What a shopper agreed to when a card is kept. The proxy adds the time. */
export const Consent = v.strictObject({ textVersion: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) });
/** The shopper's consent to keep a card. */
export type Consent = v.InferOutput<typeof Consent>;

/** The body of `POST /intents/{id}/hosted`. `save: false` sends no customer number to the payment page. */
export const GoHosted = v.strictObject({ save: v.boolean(), consent: v.optional(Consent) });
/** A request for the way to the payment page. */
export type GoHosted = v.InferOutput<typeof GoHosted>;

/** The body of `PATCH /cards/{id}`. An empty nickname takes the name away; one that holds a card number is refused. */
export const CardChange = v.strictObject({
  nickname: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(64),
      v.check((text) => !holdsCardNumber(text), 'a nickname, not a card number'),
    ),
  ),
  isDefault: v.optional(v.literal(true)),
});
/** What a shopper may change of a card. */
export type CardChange = v.InferOutput<typeof CardChange>;

/** The key of one press: 16 to 64 letters, digits, `_` and `-`. */
export const IdempotencyKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/));
