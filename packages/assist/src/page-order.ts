import { RecurringTerms } from '@onfile/contract';
import * as v from 'valibot';
import type { Gateway } from './call.ts';
import { readMoment, writeDay } from './dates.ts';
import { AssistInvalid } from './errors.ts';
import { text, wholeNumber, writeFields } from './fields.ts';
import { hundredths } from './money.ts';
import {
  holdCustomer,
  holdMoney,
  holdOrderNumber,
  type Language,
  languageFields,
  type OrderMoney,
  type Payer,
  payerFields,
} from './order-fields.ts';
import { type Receipt, receiptFields } from './receipt.ts';
import { checkValueFields, signatureFields } from './signature.ts';

/** The means of payment that the page can be told to show or to hide (gateway notes, section 4.1). */
const means = {
  card: 'CardPayment',
  yooMoney: 'YMPayment',
  webMoney: 'WMPayment',
  applePay: 'ApplePayPayment',
  googlePay: 'GooglePayPayment',
  samsungPay: 'SamsungPayPayment',
  mirPay: 'MirPayPayment',
  fastPay: 'FastPayPayment',
  erip: 'ERIPPayment',
} as const;

/** A means of payment on the page. */
export type PageMean = keyof typeof means;

interface PageOrderBase extends OrderMoney {
  /** Default: the legal entity's. */
  language?: Language;
  /** At most 4000 characters; revisions before it take 256. */
  comment?: string;
  /** Authorise now and capture later. Default `false`. */
  delay?: boolean;
  /** Where the browser is sent when the order is paid; at most 256 characters. */
  returnOk?: string;
  /** Where it is sent otherwise; at most 256 characters. */
  returnNo?: string;
  /** Where it is sent where neither of the others is said; at most 256 characters. */
  returnTo?: string;
  payer?: Payer;
  receipt?: Receipt;
  /** Which means the page offers. Default: the merchant's options. */
  means?: { readonly [Mean in PageMean]?: boolean };
  /** Asks for no 3-D Secure, where the merchant may. Default `false`. */
  disable3ds?: boolean;
  /** The receipt's mark of a prepayment. Default `false`. */
  prepayment?: boolean;
  /** The gateway's number of a kind of device; its mobile kits send 5 and 6. */
  mobileDevice?: number;
}

/**
 * An order to be paid on the payment service's own page: for a customer whose card may be kept, or as the first of a series, never
 * both (gateway notes, sections 4.1 and 9.1).
 */
export type PayPageOrder = PageOrderBase &
  (
    | {
        /** Left out: the page knows nobody, shows no stored cards and offers to keep none. */
        customer?: string;
        recurring?: never;
      }
    | {
        customer?: never;
        /** What the shopper agrees to: bounds, days between two payments, last day. */
        recurring: RecurringTerms;
      }
  );

const address = (name: string) => ({
  name,
  holds: (url: string) => url.length <= 256 && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
  rule: 'an http or https address of at most 256 characters',
});
const parameters = {
  comment: text('OrderComment', 4000),
  returnOk: address('URL_RETURN_OK'),
  returnNo: address('URL_RETURN_NO'),
  returnTo: address('URL_RETURN'),
  mobileDevice: wholeNumber('MobileDevice'),
};

/**
 * The terms of a series, held to what the gateway takes (gateway notes, section 9.1). One table of the documents prints
 * `RecurringCount`; everything else says `RecurringPeriod`.
 *
 * @throws AssistInvalid naming, for example, `recurring.periodDays`
 */
export function recurringFields(terms: RecurringTerms, field = 'recurring'): Record<string, string> {
  const parsed = v.safeParse(RecurringTerms, terms);
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0]);
    throw new AssistInvalid(path ? `${field}.${path}` : field, 'as the terms of a series are described');
  }
  const { minAmount, maxAmount, periodDays, until } = parsed.output;
  if (hundredths(minAmount) > hundredths(maxAmount))
    throw new AssistInvalid(`${field}.maxAmount`, 'no less than "minAmount"');
  if (!readMoment(`${writeDay(until)} 00:00`)) throw new AssistInvalid(`${field}.until`, 'a day that there is');
  return {
    RecurringIndicator: '1',
    RecurringMinAmount: minAmount,
    RecurringMaxAmount: maxAmount,
    RecurringPeriod: String(periodDays),
    RecurringMaxDate: writeDay(until),
  };
}

const flag = (name: string, value: boolean | undefined) => (value === undefined ? {} : { [name]: value ? '1' : '0' });

function meansFields(chosen: PageOrderBase['means'] = {}): Record<string, string> {
  return Object.assign({}, ...(Object.keys(means) as PageMean[]).map((mean) => flag(means[mean], chosen[mean])));
}

/** Who is to pay: a customer, or whoever agrees to a series. @throws AssistInvalid where it is both */
function payingFields(order: PayPageOrder): Record<string, string> {
  if (order.customer !== undefined && order.recurring !== undefined)
    throw new AssistInvalid('recurring', 'left out where there is a "customer": the gateway takes one of them');
  if (order.customer !== undefined) holdCustomer(order.customer);
  return {
    ...(order.customer !== undefined && { CustomerNumber: order.customer }),
    ...(order.recurring && recurringFields(order.recurring)),
  };
}

/**
 * An order under the names of the payment page, signed where the merchant signs (gateway notes, sections 4.1, 7 and 9.1). No login
 * is in it: a browser carries it.
 *
 * @throws AssistInvalid
 */
export function pageOrderFields(gateway: Gateway, order: PayPageOrder): Record<string, string> {
  holdOrderNumber(order.order);
  holdMoney(order);
  const { merchantId } = gateway;
  const disable3ds = order.disable3ds ? '1' : undefined;
  const prepayment = order.prepayment ? '1' : undefined;
  const signed = [merchantId, order.order, order.amount, order.currency, order.customer, disable3ds, prepayment];
  return {
    Merchant_ID: merchantId,
    OrderNumber: order.order,
    OrderAmount: order.amount,
    OrderCurrency: order.currency,
    ...payingFields(order),
    ...(order.delay && { Delay: '1' }),
    ...languageFields(order.language),
    ...payerFields(order.payer),
    ...writeFields(parameters, order),
    ...receiptFields(order.receipt, order.amount),
    ...meansFields(order.means),
    ...(disable3ds && { Disable3DS: disable3ds }),
    ...(prepayment && { Prepayment: prepayment }),
    ...checkValueFields(gateway, signed),
    ...signatureFields(gateway, signed),
  };
}
