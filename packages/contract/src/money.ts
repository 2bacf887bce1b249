import * as v from 'valibot';

/**
 * An amount of money as decimal text with exactly two places, for example `"1250.00"`.
 * Never a float: the text goes to the gateway and into check values as it stands.
 * Shape: gateway notes, section 15 (15 digits, two decimals, a point).
 */
export const Amount = v.pipe(v.string(), v.regex(/^\d{1,12}\.\d{2}$/));
/** Decimal text with two places. */
export type Amount = v.InferOutput<typeof Amount>;

/** A currency as its ISO 4217 letters, for example `"RUB"`. */
export const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
/** Three capital letters of ISO 4217. */
export type Currency = v.InferOutput<typeof Currency>;
