import type { BrowserData } from '@onfile/contract';
import { type CallOptions, type Gateway, loginFields, post } from '../call.ts';
import { AssistInvalid } from '../errors.ts';
import { choose, holdField, shape, text, writeFields } from '../fields.ts';
import {
  clientIpFields,
  holdCustomer,
  holdOrder,
  holdToken,
  type Language,
  languageFields,
  type OrderMoney,
  type Payer,
  payerFields,
} from '../order-fields.ts';
import { type PaymentAnswer, readPayment } from '../read-payment.ts';
import { type Receipt, receiptFields } from '../receipt.ts';
import { sendOnce } from '../send-once.ts';
import { signatureFields } from '../signature.ts';
import { browserFields } from '../three-ds.ts';

/** A payment with a card on file. */
export interface TokenPayment extends OrderMoney {
  /** 1 to 32 printable characters. The token is the gateway's only together with its customer. */
  customer: string;
  /** As the customer's list gives it. */
  token: string;
  /** At most 256 characters. */
  comment?: string;
  /** Authorise now and capture later. Default `false`. */
  delay?: boolean;
  /** Default: the legal entity's. */
  language?: Language;
  /** IPv4; anything else is left out, and 3-D Secure 2 may then be impossible (gateway notes, section 16, row 24). */
  clientIp?: string;
  /** Whether the gateway converts to its base currency. Default: the gateway's own, `avoid`. */
  convert?: 'never' | 'avoid' | 'always';
  /** For 3-D Secure. */
  browser?: BrowserData & { userAgent?: string };
  payer?: Payer;
  receipt?: Receipt;
  /** The security code. Only where the client knows what the gateway calls it: `cvcParameter`. Never kept. */
  cvc?: string;
}

const conversions = { never: '0', avoid: '1', always: '2' } as const;

/** Gateway notes, section 3.3: no table of Token Pay names the parameter, so nobody sends it by accident. */
function cvcFields({ cvcParameter }: Gateway, cvc: string | undefined): Record<string, string> {
  if (cvc === undefined) return {};
  if (!cvcParameter) throw new AssistInvalid('cvc', 'left out until the client is made with "cvcParameter"');
  holdField('cvc', cvc, shape(cvcParameter, /^\d{3,4}$/, 'three or four digits'));
  return { [cvcParameter]: cvc };
}

/** Everything about a payment that needs no login, held to the gateway's table (gateway notes, section 3.2). */
function paymentFields(gateway: Gateway, payment: TokenPayment): Record<string, string | number> {
  holdOrder(payment);
  holdCustomer(payment.customer);
  holdToken(payment.token);
  const { order, amount, currency, convert } = payment;
  return {
    OrderNumber: order,
    OrderAmount: amount,
    OrderCurrency: currency,
    ...writeFields({ comment: text('OrderComment', 256) }, payment),
    Delay: payment.delay ? 1 : 0,
    ...languageFields(payment.language),
    ...clientIpFields(payment.clientIp),
    TokenType: 5,
    PaymentToken: JSON.stringify({ Token: payment.token, CustomerNumber: payment.customer }),
    ...payerFields(payment.payer),
    ...(convert && { isConvert: choose('convert', conversions, convert) }),
    ...receiptFields(payment.receipt, amount),
    ...browserFields(payment.browser),
    ...cvcFields(gateway, payment.cvc),
    // The customer number is inside the token, and so not among what is signed (gateway notes, section 7.1).
    ...signatureFields(gateway, [gateway.merchantId, order, amount, currency]),
    Format: 5,
  };
}

/**
 * Pays with a card on file (token type 5). Sent once, on a connection of its own, and never again.
 * `POST /pay/tokenpay.cfm`, gateway notes, section 3.
 *
 * @throws AssistInvalid before anything is sent, where a field would be refused. Whatever the gateway does is an answer.
 */
export async function payWithToken(
  gateway: Gateway,
  payment: TokenPayment,
  options?: CallOptions,
): Promise<PaymentAnswer> {
  const fields = paymentFields(gateway, payment);
  const request = post(gateway, '/pay/tokenpay.cfm', { ...(await loginFields(gateway)), ...fields });
  return sendOnce(gateway, request, (body) => readPayment(body, payment, gateway), options);
}
