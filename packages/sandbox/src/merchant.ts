import { absent, GatewayFault, malformed, missing } from './wire/fault.ts';
import type { Fields } from './wire/read-request.ts';

/** The one merchant of the sandbox: the documents' own placeholders. */
export const merchant = { id: '452739', login: 'LOGIN', password: 'PASSWORD', secret: 's3cr3t-salt' } as const;

/** Where and how results are sent to the merchant's server (gateway notes, section 6). */
export interface NotifySettings {
  /** Ports 443, 8443, 80 and 8080 as at the gateway; any on this machine. */
  url: string;
  format: 'form' | 'soap';
  /** Which operations are told of. */
  operations: readonly ('payment' | 'confirmation' | 'cancel')[];
  /** What counts as received: the documented XML, or any answer with status 200. */
  acknowledgement: 'xml' | 'http-200';
}

/** What the merchant has agreed with the gateway's support, and may change in its personal account. */
export interface MerchantSettings {
  /** The name on the payment page, in Russian and English. */
  name: { RU: string; EN: string };
  /** Processing of cards on file. Without it Token Pay fails and recurring payments are ordinary ones (section 3.2 and 9). */
  cof: boolean;
  /** Whose code is asked when a stored card pays: of the cards that say so, or of all. */
  storedCardCvc: 'by-card' | 'always';
  /**
   * `md5`: answers carry a check value, and a request's is checked where it is sent. `md5-required`: a request without one is
   * refused. `signature`: a request must be signed, and answers are. `off`: neither.
   */
  check: 'md5' | 'md5-required' | 'signature' | 'off';
  /** What stands between the parts of a request's check value: the documents say `;`, support has agreed on nothing (section 7.2). */
  checkDelimiter: string;
  notify: NotifySettings | null;
  /** Where the bank's page sends the browser (section 3.7, 16.6). Empty: it says that the window may be closed. */
  challengeReturnUrl: string;
  /** When an order that nobody has paid runs out, in milliseconds (section 16.14). */
  orderLifetimeMs: number;
  /** How long a decoupled authentication takes, in milliseconds. */
  decoupledAfterMs: number;
  /** What an order is in that says no currency. */
  currency: string;
  /** What a page is in that is asked for no language. */
  language: 'RU' | 'EN';
  /** Customers who are not offered to keep a card (section 4.2). */
  deniedCustomers: readonly string[];
  /** Charge again under an order number that is already paid, as the gateway is not known to refuse. */
  acceptDuplicates: boolean;
}

/** A merchant as the sandbox opens it. */
export const defaultSettings: MerchantSettings = {
  name: { RU: 'Северный ветер', EN: 'Northwind' },
  cof: true,
  storedCardCvc: 'by-card',
  check: 'md5',
  checkDelimiter: ';',
  notify: null,
  challengeReturnUrl: '',
  orderLifetimeMs: 20 * 60_000,
  decoupledAfterMs: 15_000,
  currency: 'RUB',
  language: 'RU',
  deniedCustomers: [],
  acceptDuplicates: false,
};

/** How long a login and a password may be: the card services' limits, and those of all others (gateway notes, section 15). */
export const credentialLimits = { cards: 30, others: 20 } as const;

/**
 * Refuses a caller who is not the merchant: unknown merchant 10/100, wrong login 7/101, wrong password 7/102 (section 8.3). The
 * shortest length that the documents name, eight, is not held: their own placeholder is shorter.
 */
export function checkCredentials(fields: Fields, longestPassword: number): void {
  const id = fields.get('merchantid');
  const login = fields.get('login');
  const password = fields.get('password');
  if (!id) throw missing('MERCHANT_ID', 100);
  if (!login) throw missing('LOGIN', 101);
  if (!password) throw missing('PASSWORD', 102);
  if (!/^\d{1,10}$/.test(id)) throw malformed('MERCHANT_ID', 100);
  if (!/^\w{1,20}$/.test(login)) throw malformed('LOGIN', 101);
  if (password.length > longestPassword) throw malformed('PASSWORD', 102);
  if (id !== merchant.id) throw absent('MERCHANT_ID', 100);
  checkLogin(login, password);
}

/** Refuses a wrong login or password. */
export function checkLogin(login: string, password: string): void {
  if (login !== merchant.login) throw new GatewayFault('Authentication error. Parameter LOGIN', 7, 101);
  if (password !== merchant.password) throw new GatewayFault('Authentication error. Parameter PASSWORD', 7, 102);
}
