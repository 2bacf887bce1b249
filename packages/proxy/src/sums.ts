/** Decimal text with two places as whole hundredths, so that sums are exact. */
export const whole = (amount: string): bigint => BigInt(amount.replace('.', ''));

function written(hundredths: bigint): string {
  const digits = String(hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A sum. */
export const plus = (a: string, b: string): string => written(whole(a) + whole(b));
/** What is left; nothing where there is no more. */
export const minus = (a: string, b: string): string => written(whole(a) > whole(b) ? whole(a) - whole(b) : 0n);
