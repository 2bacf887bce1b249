import type { RecurringTerms } from '@onfile/contract';
import { type CallOptions, type Gateway, loginFields, post } from '../call.ts';
import { AssistInvalid } from '../errors.ts';
import { text, writeFields } from '../fields.ts';
import { hundredths } from '../money.ts';
import { holdBill, holdOrder, type Language, languageFields, type OrderMoney } from '../order-fields.ts';
import { recurringFields } from '../page-order.ts';
import { type PaymentAnswer, readPayment } from '../read-payment.ts';
import { sendOnce } from '../send-once.ts';

/** One payment of a series, started by the merchant. */
export interface RecurrentPayment extends OrderMoney {
  /** The bill of the payment that the shopper agreed with: 15 or 16 digits. */
  initialBill: string;
  /** At most 4000 characters. */
  comment?: string;
  /** Of the answer's words. Default: the gateway's own, `EN`. */
  language?: Language;
  /** What the shopper agreed to, and in which currency. With it, what is outside of it is not sent. */
  agreed?: RecurringTerms & { currency: string };
}

/** The shopper agreed to bounds and to an end; the gateway would refuse, the shop's own bug would not notice. */
function holdTerms({ amount, currency, agreed }: RecurrentPayment, now: number): void {
  if (!agreed) return;
  recurringFields(agreed, 'agreed');
  const sum = hundredths(amount);
  if (currency !== agreed.currency) throw new AssistInvalid('currency', 'the currency that was agreed');
  if (sum < hundredths(agreed.minAmount) || sum > hundredths(agreed.maxAmount))
    throw new AssistInvalid('amount', 'within the bounds that were agreed');
  // The last day counts, in whatever zone it is still that day.
  if (now > Date.parse(`${agreed.until}T12:00:00Z`) + 86_400_000)
    throw new AssistInvalid('agreed.until', 'a day that is not over: the series has ended');
}

/**
 * Takes a payment of a series without the shopper. `POST /recurrent/rp.cfm`, gateway notes, section 9.2. Sent once.
 *
 * It runs as a merchant-initiated card-on-file operation where that is set up for the merchant. Where it is not, the gateway
 * takes it as an ordinary recurring payment: the call and the answer are the same, and it does not fail (section 9.1).
 *
 * @throws AssistInvalid before anything is sent.
 */
export async function payRecurrent(
  gateway: Gateway,
  payment: RecurrentPayment,
  options?: CallOptions,
): Promise<PaymentAnswer> {
  holdOrder(payment);
  holdBill(payment.initialBill, 'initialBill');
  if (payment.initialBill.includes('.'))
    throw new AssistInvalid('initialBill', 'a bill’s number without an operation’s');
  holdTerms(payment, gateway.now());
  const fields = new URLSearchParams({
    Billnumber: payment.initialBill,
    OrderNumber: payment.order,
    ...(await loginFields(gateway)),
    Amount: payment.amount,
    Currency: payment.currency,
    ...writeFields({ comment: text('OrderComment', 4000) }, payment),
    ...languageFields(payment.language),
    Format: '5',
  });
  const request = post(gateway, '/recurrent/rp.cfm', fields);
  return sendOnce(gateway, request, (body) => readPayment(body, payment, gateway), options);
}
