import type { HostedForm } from '@onfile/contract';
import type { Bill } from './bill.ts';
import type { Credentials, Gateway } from './call.ts';
import { AssistInvalid } from './errors.ts';
import { listStoredCards, type StoredCards } from './operations/list-stored-cards.ts';
import { payPageForm, type PayPageOrder } from './operations/pay-page-form.ts';
import { type PaymentAnswer, payWithToken, type TokenPayment } from './operations/pay-with-token.ts';
import { readOrderResult } from './operations/read-order-result.ts';
import { removeStoredCard } from './operations/remove-stored-card.ts';
import { fetchTransport, type Transport } from './transport.ts';

/** What a client needs to speak for a merchant. */
export interface AssistOptions {
  /** The server name from the gateway's support desk, as an https address. Plain http only on this machine. */
  baseUrl: string;
  merchantId: string;
  /** Asked at each call, so that a password can change without a restart. */
  credentials: () => Credentials | Promise<Credentials>;
  /** The secret word. With it, requests carry a check value and order results must. Default: none. */
  checkSecret?: string;
  /** Default: the platform's `fetch`. On Node, take `nodeTransport()` from `@onfile/assist/node`. */
  transport?: Transport;
  /** How long to wait, in milliseconds. Default 30 000 for reads and removals, 40 000 for a payment. */
  deadlines?: { read: number; pay: number };
  /** Default `Date.now`, in milliseconds. */
  now?: () => number;
  /** Waits before a read is repeated. Default `setTimeout`. */
  wait?: (milliseconds: number) => Promise<void>;
  /** 0 to 1. Default `Math.random`. */
  random?: () => number;
}

/** The gateway, for one merchant. Every failure is an `AssistError`; a payment's fate is a value. */
export interface AssistClient {
  /** The cards of a customer. @throws AssistError */
  listStoredCards(request: { customer: string; language?: 'RU' | 'EN' }): Promise<StoredCards>;
  /** Removes a card; one that is gone already is success. @throws AssistError */
  removeStoredCard(request: { customer: string; token: string }): Promise<void>;
  /** Pays with a card on file, once. @throws AssistInvalid before anything is sent */
  payWithToken(payment: TokenPayment): Promise<PaymentAnswer>;
  /** The form that takes a browser to the payment page. @throws AssistInvalid */
  payPageForm(order: PayPageOrder): HostedForm;
  /** Every bill of an order in a window. @throws AssistError */
  readOrderResult(request: { order: string; from: Date; to: Date }): Promise<{ bills: Bill[] }>;
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);

function readBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw new AssistInvalid('baseUrl', 'an https address (plain http only on this machine): a login goes there');
}

/**
 * Makes a client for the gateway.
 *
 * @throws AssistInvalid where the address would send the login over plain http to another machine.
 */
export function createAssistClient(options: AssistOptions): AssistClient {
  const gateway: Gateway = {
    baseUrl: readBaseUrl(options.baseUrl),
    merchantId: options.merchantId,
    credentials: options.credentials,
    checkSecret: options.checkSecret,
    transport: options.transport ?? fetchTransport((request) => fetch(request)),
    deadlines: options.deadlines ?? { read: 30_000, pay: 40_000 },
    now: options.now ?? Date.now,
    wait: options.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds))),
    random: options.random ?? Math.random,
  };
  // The secrets stay in this closure: a client that is printed shows its operations and nothing else.
  return {
    listStoredCards: (request) => listStoredCards(gateway, request),
    removeStoredCard: (request) => removeStoredCard(gateway, request),
    payWithToken: (payment) => payWithToken(gateway, payment),
    payPageForm: (order) => payPageForm(gateway, order),
    readOrderResult: (request) => readOrderResult(gateway, request),
  };
}
