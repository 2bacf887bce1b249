import type { HostedForm } from '@onfile/contract';
import type { Bill } from './bill.ts';
import type { CallOptions, Credentials, Gateway } from './call.ts';
import { AssistInvalid } from './errors.ts';
import { holdPath, readBaseUrl } from './gateway-address.ts';
import { knownLists } from './known-lists.ts';
import { cancel, type CancelAnswer, type Cancellation } from './operations/cancel.ts';
import { capture, type Capture, type CaptureAnswer } from './operations/capture.ts';
import { continue3ds, type ThreeDsAnswer, type ThreeDsStep } from './operations/continue-3ds.ts';
import { denyOrder } from './operations/deny-order.ts';
import { type CardsRequest, listStoredCards, type StoredCards } from './operations/list-stored-cards.ts';
import { type OpenOrderPayment, payOrderWithToken } from './operations/pay-order-with-token.ts';
import { payPageForm } from './operations/pay-page-form.ts';
import { type PayPageLink, payPageLink } from './operations/pay-page-link.ts';
import { payRecurrent, type RecurrentPayment } from './operations/pay-recurrent.ts';
import { payWithToken, type TokenPayment } from './operations/pay-with-token.ts';
import { type NotificationReading, readNotification } from './operations/read-notification.ts';
import { readOrderResult } from './operations/read-order-result.ts';
import { type BillState, readOrderState } from './operations/read-order-state.ts';
import { type CardRemoval, removeStoredCard } from './operations/remove-stored-card.ts';
import type { OrderSearch } from './order-search.ts';
import type { OrderState } from './outcome.ts';
import type { PayPageOrder } from './page-order.ts';
import type { PaymentAnswer } from './read-payment.ts';
import { fetchTransport, type Transport } from './transport.ts';

/** What a client needs to speak for a merchant. */
export interface AssistOptions {
  /** The server name from the gateway's support desk, as an https address. Plain http only on this machine. */
  baseUrl: string;
  /** 1 to 15 digits. */
  merchantId: string;
  /** Asked at each call, so that a password can change without a restart. */
  credentials: () => Credentials | Promise<Credentials>;
  /** The secret word. With it, requests carry a check value, and order results and notifications must. Default: none. */
  checkSecret?: string;
  /** What stands between the values of a request that a check value or a signature is over. Default `;`. */
  checkDelimiter?: string;
  /** Signs requests: text in, base64 out. On Node, `rsaMd5Signer` from `@onfile/assist/node`. Default: none. */
  sign?: (text: string) => string;
  /** Says whether a notification's signature is the gateway's. On Node, `rsaMd5Verifier`. Default: none. */
  verifySignature?: (text: string, signature: string) => boolean;
  /**
   * What the gateway calls the security code in Token Pay. No document says; `Cvc2` is the likely name, to be confirmed with the
   * gateway's support. Default: none, and a payment with a code is then refused before it is sent.
   */
  cvcParameter?: string;
  /** Where a payment goes on after the 3-D Secure method call. Default `/get3dsec/get3dsecver2.cfm`, which is assumed. */
  continuePath?: string;
  /** Default: the platform's `fetch`. On Node, take `nodeTransport()` from `@onfile/assist/node`. */
  transport?: Transport;
  /** How long to wait, in milliseconds. Default 30 000 for reads and removals, 40 000 for what moves money. */
  deadlines?: { read: number; pay: number };
  /** Default `Date.now`, in milliseconds. */
  now?: () => number;
  /** Waits before a read is repeated. Default `setTimeout`. */
  wait?: (milliseconds: number) => Promise<void>;
  /** 0 to 1. Default `Math.random`. */
  random?: () => number;
}

/**
 * The gateway, for one merchant. Every failure is an `AssistError`; what becomes of money is a value. What moves money is sent once;
 * reads are repeated at most twice, where the connection failed. `call` holds one call to a deadline of its own.
 */
export interface AssistClient {
  /** Whether a security code can be sent: the merchant has said what the gateway calls it (`cvcParameter`). */
  readonly takesCodes: boolean;
  /** The cards of a customer, as the gateway says now. The list is frozen: while it says the same, the same list comes. @throws AssistError */
  listStoredCards(request: CardsRequest, call?: CallOptions): Promise<StoredCards>;
  /** Removes a card; one that is gone already is success. @throws AssistError */
  removeStoredCard(request: CardRemoval, call?: CallOptions): Promise<void>;
  /** Pays with a card on file, once. @throws AssistInvalid before anything is sent */
  payWithToken(payment: TokenPayment, call?: CallOptions): Promise<PaymentAnswer>;
  /** Pays, with a card on file, an order that a payment page was opened for. @throws AssistInvalid before anything is sent */
  payOrderWithToken(payment: OpenOrderPayment, call?: CallOptions): Promise<PaymentAnswer>;
  /** Goes on after the 3-D Secure method call, once. @throws AssistInvalid before anything is sent */
  continue3ds(step: ThreeDsStep, call?: CallOptions): Promise<ThreeDsAnswer>;
  /** The form that takes a browser to the payment page. @throws AssistInvalid */
  payPageForm(order: PayPageOrder): HostedForm;
  /** The address of a payment page. @throws AssistError */
  payPageLink(order: PayPageOrder, call?: CallOptions): Promise<PayPageLink>;
  /** Takes a payment of a series without the shopper, once. @throws AssistInvalid before anything is sent */
  payRecurrent(payment: RecurrentPayment, call?: CallOptions): Promise<PaymentAnswer>;
  /** Every bill of an order in a window, with what was done about it. @throws AssistError */
  readOrderResult(search: OrderSearch, call?: CallOptions): Promise<{ bills: Bill[] }>;
  /** Where every bill of an order stands. @throws AssistError */
  readOrderState(search: OrderSearch, call?: CallOptions): Promise<{ bills: BillState[] }>;
  /** Takes the money of an authorised payment, once. @throws AssistInvalid before anything is sent */
  capture(request: Capture, call?: CallOptions): Promise<CaptureAnswer>;
  /** Cancels or gives back, once. @throws AssistInvalid before anything is sent */
  cancel(request: Cancellation, call?: CallOptions): Promise<CancelAnswer>;
  /** Closes an order that nobody has paid. @throws AssistError */
  denyOrder(request: { order: string }, call?: CallOptions): Promise<{ state: OrderState | 'unknown' }>;
  /** Reads the gateway's own message about a payment. Never throws for what was sent. */
  readNotification(request: Request): Promise<NotificationReading>;
}

function readGateway(options: AssistOptions): Gateway {
  const baseUrl = readBaseUrl(options.baseUrl);
  const { cvcParameter, continuePath = '/get3dsec/get3dsecver2.cfm' } = options;
  if (!/^\d{1,15}$/.test(options.merchantId)) throw new AssistInvalid('merchantId', 'digits');
  if (cvcParameter !== undefined && !/^[A-Za-z][A-Za-z0-9_]{0,31}$/.test(cvcParameter))
    throw new AssistInvalid('cvcParameter', 'the name of a parameter');
  return {
    baseUrl,
    merchantId: options.merchantId,
    credentials: options.credentials,
    checkSecret: options.checkSecret || undefined,
    checkDelimiter: options.checkDelimiter ?? ';',
    sign: options.sign,
    verifySignature: options.verifySignature,
    cvcParameter,
    continuePath: holdPath('continuePath', continuePath, baseUrl),
    transport: options.transport ?? fetchTransport((request) => fetch(request)),
    lists: knownLists(options.now ?? Date.now),
    deadlines: options.deadlines ?? { read: 30_000, pay: 40_000 },
    now: options.now ?? Date.now,
    wait: options.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds))),
    random: options.random ?? Math.random,
  };
}

/**
 * Makes a client for the gateway.
 *
 * @throws AssistInvalid where the address would send the login over plain http to another machine, or an option is not what it must be.
 */
export function createAssistClient(options: AssistOptions): AssistClient {
  const gateway = readGateway(options);
  // The secrets stay in this closure: a client that is printed shows its operations and nothing else.
  return {
    takesCodes: gateway.cvcParameter !== undefined,
    listStoredCards: (request, call) => listStoredCards(gateway, request, call),
    removeStoredCard: (request, call) => removeStoredCard(gateway, request, call),
    payWithToken: (payment, call) => payWithToken(gateway, payment, call),
    payOrderWithToken: (payment, call) => payOrderWithToken(gateway, payment, call),
    continue3ds: (step, call) => continue3ds(gateway, step, call),
    payPageForm: (order) => payPageForm(gateway, order),
    payPageLink: (order, call) => payPageLink(gateway, order, call),
    payRecurrent: (payment, call) => payRecurrent(gateway, payment, call),
    readOrderResult: (search, call) => readOrderResult(gateway, search, call),
    readOrderState: (search, call) => readOrderState(gateway, search, call),
    capture: (request, call) => capture(gateway, request, call),
    cancel: (request, call) => cancel(gateway, request, call),
    denyOrder: (request, call) => denyOrder(gateway, request, call),
    readNotification: (request) => readNotification(gateway, request),
  };
}
