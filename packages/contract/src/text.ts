import * as v from 'valibot';

/** A sealed name made by the proxy (card, art, intent). Opaque to the browser; URL-safe; at most 512 characters. */
export const SealedId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,512}$/));

/** The shop's own order number: 1 to 128 printable characters. */
export const OrderNumber = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/));

/** A moment as ISO 8601 in UTC, for example `"2026-11-23T09:30:00.000Z"`. */
export const Instant = v.pipe(v.string(), v.isoTimestamp());

/** Text that a shopper may read; at most 512 characters. */
export const ShortText = v.pipe(v.string(), v.maxLength(512));
