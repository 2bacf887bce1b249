import { Amount, type BrowserData, Currency, OrderNumber } from '@onfile/contract';
import * as v from 'valibot';
import { type Bill, readBills } from '../bill.ts';
import { type Gateway, post } from '../call.ts';
import { AssistFault, AssistInvalid, AssistMalformed } from '../errors.ts';
import { type Outcome, outcomeOf } from '../outcome.ts';
import { readBody } from '../read-body.ts';

/** The person who pays, as far as the shop tells. */
export interface Payer {
  firstname?: string;
  lastname?: string;
  middlename?: string;
  email?: string;
  phone?: string;
}

/** A payment with a card on file. */
export interface TokenPayment {
  order: string;
  /** Decimal text with two places. */
  amount: string;
  currency: string;
  customer: string;
  token: string;
  comment?: string;
  /** Authorise now and capture later. Default `false`. */
  delay?: boolean;
  language?: 'RU' | 'EN';
  /** IPv4; anything else is left out (gateway notes, section 16, row 24). */
  clientIp?: string;
  browser?: BrowserData & { userAgent?: string };
  payer?: Payer;
}

/** What became of a payment. Only `answered` carries an outcome, and even that is to be read again from the order's result. */
export type PaymentAnswer =
  | { type: 'answered'; bill: Bill; outcome: Outcome }
  /** A fault that proves that nothing was charged. */
  | { type: 'refused'; first: number; second: number }
  /** The request provably never left. */
  | { type: 'not-sent'; cause: unknown }
  /** Nobody knows: read the order's result, never pay again. */
  | { type: 'unconfirmed'; why: 'timeout' | 'lost' | 'unreadable' };

/** First codes that say what was wrong with the request itself: it was not carried out (gateway notes, section 8.1). */
const refusals = new Set([3, 4, 5, 6, 7, 8, 9, 10, 14, 15, 17, 19]);

/** Lengths of gateway notes, section 15. */
const PayerFields = v.object({
  Firstname: v.optional(v.pipe(v.string(), v.maxLength(70))),
  Lastname: v.optional(v.pipe(v.string(), v.maxLength(70))),
  Middlename: v.optional(v.pipe(v.string(), v.maxLength(70))),
  Email: v.optional(v.pipe(v.string(), v.maxLength(128))),
  MobilePhone: v.optional(v.pipe(v.string(), v.maxLength(20))),
});

function hold(schema: v.GenericSchema, field: string, value: unknown, rule: string): void {
  if (!v.is(schema, value)) throw new AssistInvalid(field, rule);
}

/** An order's number, amount and currency, held to the gateway's limits before anything is sent. */
export function holdOrder(order: { order: string; amount: string; currency: string; comment?: string }): void {
  hold(OrderNumber, 'order', order.order, '1 to 128 printable characters');
  hold(Amount, 'amount', order.amount, 'decimal text such as "1250.00"');
  hold(Currency, 'currency', order.currency, 'three ISO 4217 letters');
  hold(v.optional(v.pipe(v.string(), v.maxLength(256))), 'comment', order.comment, 'at most 256 characters');
}

/** The payer under the gateway's names, without what is not known. */
export function payerFields(payer: Payer = {}): Record<string, string> {
  const fields = {
    Firstname: payer.firstname,
    Lastname: payer.lastname,
    Middlename: payer.middlename,
    Email: payer.email,
    MobilePhone: payer.phone,
  };
  hold(PayerFields, 'payer', fields, 'within the lengths of the gateway: names 70, e-mail 128, phone 20');
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** What a bank's check wants to know of the browser (gateway notes, section 3.7). */
function browserFields(browser: TokenPayment['browser']): Record<string, string> {
  if (!browser) return {};
  return {
    HEADER_HTTP_ACCEPT: browser.accept ?? '*/*',
    HEADER_HTTP_USER_AGENT: browser.userAgent?.slice(0, 255) ?? '',
    CLIENT_JAVA: String(browser.javaEnabled),
    CLIENT_BROWSER_LANGUAGE: browser.language.slice(0, 5),
    CLIENT_SCREEN_COLORS: String(browser.colorDepth),
    CLIENT_SCREEN_RES: `${browser.screenWidth}x${browser.screenHeight}`.slice(0, 16),
    ChallengeWindowSize: browser.challengeWindowSize,
  };
}

async function paymentBody(gateway: Gateway, payment: TokenPayment): Promise<object> {
  holdOrder(payment);
  const { login, password } = await gateway.credentials();
  return {
    Merchant_ID: gateway.merchantId,
    Login: login,
    Password: password,
    OrderNumber: payment.order,
    OrderAmount: payment.amount,
    OrderCurrency: payment.currency,
    ...(payment.comment && { OrderComment: payment.comment }),
    Delay: payment.delay ? 1 : 0,
    ...(payment.language && { Language: payment.language }),
    ...(payment.clientIp && /^\d{1,3}(\.\d{1,3}){3}$/.test(payment.clientIp) && { ClientIP: payment.clientIp }),
    TokenType: 5,
    PaymentToken: JSON.stringify({ Token: payment.token, CustomerNumber: payment.customer }),
    ...payerFields(payment.payer),
    ...browserFields(payment.browser),
    Format: 5,
  };
}

/** An answer counts only for the order, amount and currency that were asked for. */
function readAnswer(body: unknown, payment: TokenPayment): PaymentAnswer {
  const [bill, ...more] = readBills(body);
  if (!bill || more.length) throw new AssistMalformed('it is not one order');
  if (bill.order !== payment.order || bill.amount !== payment.amount || bill.currency !== payment.currency)
    throw new AssistMalformed('it is about another order or amount');
  return { type: 'answered', bill, outcome: outcomeOf(bill) };
}

/**
 * Pays with a card on file (token type 5). Sent once, on a connection of its own, and never again.
 * `POST /pay/tokenpay.cfm`, gateway notes, section 3.
 *
 * @throws AssistInvalid before anything is sent, where a field would be refused. Whatever the gateway does is an answer.
 */
export async function payWithToken(gateway: Gateway, payment: TokenPayment): Promise<PaymentAnswer> {
  const request = post(gateway, '/pay/tokenpay.cfm', await paymentBody(gateway, payment));
  const signal = AbortSignal.timeout(gateway.deadlines.pay);
  const answer = await gateway.transport(request, { signal, fresh: true });
  if (answer.type === 'not-sent') return answer;
  if (answer.type === 'unknown') return { type: 'unconfirmed', why: signal.aborted ? 'timeout' : 'lost' };
  try {
    return readAnswer(await readBody(answer.response), payment);
  } catch (error) {
    if (error instanceof AssistFault && refusals.has(error.first))
      return { type: 'refused', first: error.first, second: error.second };
    return { type: 'unconfirmed', why: signal.aborted ? 'timeout' : 'unreadable' };
  }
}
