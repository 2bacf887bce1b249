import { AssistMalformed } from './errors.ts';

/** `15`, `15.5` and `15,00` as `15.00`: comparisons are over text (gateway notes, section 5.2). @throws AssistMalformed */
export function twoDecimals(text: string): string {
  const match = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text);
  if (!match) throw new AssistMalformed('an amount is not a number');
  return `${match[1]?.replace(/^0+(?=\d)/, '')}.${(match[2] ?? '').padEnd(2, '0')}`;
}

/** Decimal text with two places as whole hundredths, so that sums are exact. */
export const hundredths = (amount: string): bigint => BigInt(amount.replace('.', ''));
