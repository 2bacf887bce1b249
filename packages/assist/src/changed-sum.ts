import { AssistInvalid } from './errors.ts';
import { hundredths } from './money.ts';
import { holdMoney } from './order-fields.ts';

/** How much of a bill is captured or given back: a sum with its currency, or all of it (gateway notes, section 10). */
export type ChangedSum =
  | {
      /** Decimal text with two places. */
      amount: string;
      currency: string;
    }
  | { amount?: never; currency?: never };

/** Both or none of the two. @throws AssistInvalid naming `amount` or `currency` */
export function sumFields({ amount, currency }: { amount?: string; currency?: string }): Record<string, string> {
  if (amount === undefined && currency === undefined) return {};
  if (amount === undefined) throw new AssistInvalid('amount', 'there with "currency", or neither');
  if (currency === undefined) throw new AssistInvalid('currency', 'there with "amount", or neither');
  holdMoney({ amount, currency });
  if (hundredths(amount) === 0n) throw new AssistInvalid('amount', 'more than nothing');
  return { Amount: amount, Currency: currency };
}
