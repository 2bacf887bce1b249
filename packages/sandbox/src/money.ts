/** Decimal text with two places as a whole number of hundredths: `15.00` → `1500n`. */
export function toHundredths(amount: string): bigint {
  const [whole = '0', cents = ''] = amount.split('.');
  return BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'));
}

/** Hundredths as decimal text with two places: `1500n` → `15.00`. */
export const toAmount = (hundredths: bigint): string =>
  `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;

/** The sum of amounts, as decimal text. */
export const sumOf = (amounts: readonly string[]): string =>
  toAmount(amounts.reduce((sum, amount) => sum + toHundredths(amount), 0n));

/** What is left of an amount. */
export const less = (amount: string, taken: string): string => toAmount(toHundredths(amount) - toHundredths(taken));

/** Whether `amount` is more than `limit`. */
export const exceeds = (amount: string, limit: string): boolean => toHundredths(amount) > toHundredths(limit);
