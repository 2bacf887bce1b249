import { gatewayDate } from './dates.ts';
import { type MerchantSettings, defaultSettings } from './merchant.ts';
import type { Notification } from './notify/notification.ts';
import { PaidOrders } from './paid-orders.ts';
import { type Keeper, Table } from './table.ts';
import type { Authentication } from './bank/authentication.ts';

/** A picture or text that belongs to a card's design, in the gateway's words. */
export interface Asset {
  assetType: string;
  altText: string | null;
  paymentType: string;
  assetData: { url: string; mediaType: string; width: number | null; height: number | null }[];
}

/** A card on file (gateway notes, section 1.2). `assets` may be left out, as the documents leave open (section 16, row 21). */
export interface StoredCard {
  /** `MM.YYYY` */
  expire: string;
  /** Upper-case hex in five groups, 36 characters. */
  token: string;
  bank: string;
  brand: string;
  /** The first six digits. */
  bin: number;
  /** Whether it can be charged. */
  active: boolean;
  needCVC: boolean;
  /** The last four digits. */
  post: string;
  assets?: Asset[] | null;
}

/** The gateway's words for where a bill stands (gateway notes, section 5.3). */
export const orderStates = [
  'In Process',
  'Delayed',
  'Approved',
  'PartialDelayed',
  'Declined',
  'Canceled',
  'PartialCanceled',
  'Timeout',
] as const;
/** Where a bill stands. */
export type OrderState = (typeof orderStates)[number];

/** States in which money is held or taken: the order is not to be paid again. */
const paidStates: readonly OrderState[] = ['Approved', 'Delayed', 'PartialDelayed', 'PartialCanceled'];
/** Whether a bill holds or took money. */
export const isPaidBill = ({ state }: Bill): boolean => paidStates.includes(state);

/** What a card is remembered by on a bill. */
export interface UsedCard {
  brand: string;
  bin: number;
  post: string;
  /** `MM.YYYY` */
  expire: string;
  bank: string;
  holder: string;
}

/** What came of an authentication, as results carry it (gateway notes, sections 3.7 and 5.2). */
export interface ThreeDsResult {
  version: string;
  alphaauthresult: string;
  challenge: string;
  eci: string;
}

/** One thing that was done to a bill: 100 payment, 200 confirmation, 300 cancel or refund (gateway notes, section 5.3). */
export interface Operation {
  /** What stands behind the point of the extended bill number. */
  number: number;
  type: 100 | 200 | 300;
  code: string;
  amount: string;
  currency: string;
  at: number;
  clientIp: string;
  threeds?: ThreeDsResult;
  /** The merchant's own number of a refund. */
  externalRefundId?: string;
}

/** Who pays, as the merchant said it. */
export interface Payer {
  lastname: string;
  firstname: string;
  middlename: string;
  email: string;
}

/** What a shopper agreed to in an initial recurring payment. Amounts are decimal text, the date is `DD.MM.YYYY`. */
export interface Agreement {
  minAmount: string;
  maxAmount: string;
  periodDays: number;
  maxDate: string;
}

/** What an order is about, before anybody has tried to pay it. */
export interface OrderDetails {
  order: string;
  amount: string;
  currency: string;
  comment: string;
  /** Authorise now and confirm later. */
  delay: boolean;
  payer: Payer;
  clientIp: string;
  /** The receipt as it was sent; empty where the amount is one item. */
  cheque: string;
  /** `GenerateReceipt=0` forbids one. */
  receipt: boolean;
  customer?: string;
  agreement?: Agreement;
}

/** One attempt to pay an order. A second attempt under the same order number is a new bill (gateway notes, section 5.1). */
export interface Bill extends OrderDetails {
  bill: string;
  state: OrderState;
  createdAt: number;
  /** When an order that nobody has paid runs out. */
  expiresAt: number;
  operations: Operation[];
  card?: UsedCard;
  /** The card that is kept if this is paid. */
  keep?: StoredCard;
  /** The token of a card that was saved by this payment. */
  savedToken?: string;
  /** The bank's question that it waits for, or had. */
  authentication?: string;
  /** The bill of the initial payment that a recurring one belongs to. */
  initialBill?: string;
}

/** One line of the append-only ledger: what really happened to money. Amounts are decimal text. */
export interface LedgerEntry {
  at: string;
  /** `authorise` blocks, `capture` takes what was blocked, `void` lets it go; `charge` takes at once, `refund` gives back. */
  type: 'charge' | 'authorise' | 'capture' | 'void' | 'refund';
  order: string;
  bill: string;
  amount: string;
  currency: string;
  last4: string;
  customer?: string;
  /** A later payment of a recurring agreement: with the scheme's merchant-initiated marking, or without it where COF is off. */
  initiator?: 'merchant-cof' | 'merchant-recurrent';
}

/** A visit to the payment page. */
export interface PageVisit {
  id: string;
  bill: string;
  customer?: string;
  language: 'RU' | 'EN';
  /** A card is added and nothing is charged. */
  isRegistration: boolean;
  /** Means of payment beside cards that the page offers. */
  wallets: readonly Wallet[];
  disable3ds: boolean;
  returnOk?: string;
  returnNo?: string;
}

/** A phone's wallet on the payment page. */
export type Wallet = 'apple' | 'google' | 'samsung';

/** An installation of a phone's app that may read results (gateway notes, section 18). */
export interface Registration {
  id: string;
  device: string;
}

/** How many bills, visits and ledger lines are remembered unless another number is given. */
const defaultRemember = 10_000;
const firstBill = 5_161_957_242_900_001n;

/** What a state is made of. */
export interface StateOptions {
  now: () => number;
  randomId: () => string;
  keeper?: Keeper | undefined;
  remember?: number | undefined;
}

/** Everything the sandbox remembers. */
export class SandboxState {
  readonly customers: Table<StoredCard[]>;
  readonly bills: Table<Bill>;
  readonly visits: Table<PageVisit>;
  readonly authentications: Table<Authentication>;
  readonly notifications: Table<Notification>;
  readonly registrations: Table<Registration>;
  /** Bearer tokens, and until when each is good. */
  readonly bearers: Table<number>;
  readonly randomId: () => string;
  readonly #lines: Table<LedgerEntry>;
  readonly #things: Table<number | MerchantSettings>;
  readonly #keeper: Keeper | undefined;
  readonly #remember: number;
  readonly #systemNow: () => number;
  readonly #billsByOrder = new Map<string, string[]>();
  readonly #paidOrders: PaidOrders;
  #offset = 0;
  #nextBill = firstBill;
  #nextLine = 1;

  constructor({ now, randomId, keeper, remember }: StateOptions) {
    this.#systemNow = now;
    this.randomId = randomId;
    this.#keeper = keeper;
    this.#remember = remember ?? defaultRemember;
    this.customers = new Table('customer', keeper);
    this.bills = new Table('bill', keeper);
    this.visits = new Table('visit', keeper);
    this.authentications = new Table('authentication', keeper);
    this.notifications = new Table('notification', keeper);
    this.registrations = new Table('registration', keeper);
    this.bearers = new Table('bearer', keeper);
    this.#lines = new Table('ledger', keeper);
    this.#things = new Table('sandbox', keeper);
    this.#paidOrders = new PaidOrders(keeper);
  }

  /** Milliseconds since the epoch, by the sandbox's clock. */
  now = (): number => this.#systemNow() + this.#offset;

  /** Moves the clock. */
  moveClock(milliseconds: number): void {
    this.#offset += milliseconds;
    this.#things.set('clock', this.#offset);
  }

  get settings(): MerchantSettings {
    const kept = this.#things.get('settings');
    return typeof kept === 'object' ? kept : defaultSettings;
  }

  set settings(settings: MerchantSettings) {
    this.#things.set('settings', settings);
  }

  /** The lines that are remembered, oldest first: a copy, so that nobody outside writes in the ledger. */
  get ledger(): LedgerEntry[] {
    return [...this.#lines.values()].map((entry) => ({ ...entry }));
  }

  /** How many lines of the ledger are no longer remembered. */
  get forgottenLines(): number {
    return this.#nextLine - 1 - this.#lines.size;
  }

  cardsOf(customer: string): StoredCard[] {
    return this.customers.get(customer) ?? [];
  }

  /** Every bill of an order, oldest first. */
  billsOf(order: string): Bill[] {
    return (this.#billsByOrder.get(order) ?? []).flatMap((number) => this.bill(number) ?? []);
  }

  /** A bill as it stands now: an order whose lifetime ran out unpaid is closed when somebody looks (section 16.14). */
  bill(number: string): Bill | undefined {
    const bill = this.bills.get(number);
    if (bill?.state !== 'In Process' || this.now() < bill.expiresAt) return bill;
    const closed: Bill = { ...bill, state: 'Timeout' };
    this.bills.set(number, closed);
    return closed;
  }

  /** Whether an order was paid by a bill that is no longer remembered. */
  isPaidAndForgotten(order: string): boolean {
    return this.#paidOrders.has(order);
  }

  /** Whether a bill of this number was there once. */
  isForgotten(bill: string): boolean {
    return !this.bills.has(bill) && BigInt(bill) >= firstBill && BigInt(bill) < this.#nextBill;
  }

  /** Opens a bill. Its lifetime is that of a new order, unless `expiresAt` says when the order runs out. */
  openBill(details: OrderDetails & Partial<Pick<Bill, 'initialBill' | 'expiresAt'>>): Bill {
    const createdAt = this.now();
    const bill: Bill = {
      expiresAt: createdAt + this.settings.orderLifetimeMs,
      ...details,
      bill: String(this.#nextBill++),
      state: 'In Process',
      createdAt,
      operations: [],
    };
    this.#index(bill);
    this.bills.set(bill.bill, bill);
    this.#forgetOldest();
    return bill;
  }

  write(entry: Omit<LedgerEntry, 'at'>): void {
    this.#lines.set(String(this.#nextLine++), { at: new Date(this.now()).toISOString(), ...entry });
    trim(this.#lines, this.#remember);
  }

  /** Back to nothing, here and in the keeper. */
  forget(): void {
    this.#keeper?.clear();
    for (const table of this.#tables()) table.clear();
    this.#billsByOrder.clear();
    this.#paidOrders.clear();
    this.#offset = 0;
    this.#nextLine = 1;
    this.#nextBill = firstBill;
  }

  /** Takes up what a keeper has kept. Says whether there was anything. */
  restore(): boolean {
    const tables = new Map<string, Table<unknown>>(this.#tables().map((table) => [table.name, table]));
    let found = false;
    for (const { table, key, value } of this.#keeper?.load() ?? []) {
      if (!this.#paidOrders.restore(table, key)) tables.get(table)?.restore(key, value);
      found = true;
    }
    for (const bill of this.bills.values()) {
      this.#index(bill);
      if (BigInt(bill.bill) >= this.#nextBill) this.#nextBill = BigInt(bill.bill) + 1n;
    }
    for (const line of this.#lines.keys()) this.#nextLine = Math.max(this.#nextLine, Number(line) + 1);
    // A file of an older sandbox may know fewer settings.
    if (found) this.settings = { ...defaultSettings, ...this.settings };
    const offset = this.#things.get('clock');
    if (typeof offset === 'number') this.#offset = offset;
    return found;
  }

  packetDate(): string {
    return gatewayDate(this.now());
  }

  #tables(): Table<unknown>[] {
    return [
      this.customers,
      this.bills,
      this.visits,
      this.authentications,
      this.notifications,
      this.registrations,
      this.bearers,
      this.#lines,
      this.#things,
    ] as Table<unknown>[];
  }

  #index({ order, bill }: Bill): void {
    const known = this.#billsByOrder.get(order);
    if (known) known.push(bill);
    else this.#billsByOrder.set(order, [bill]);
  }

  /** A sandbox that runs for months stays small: what is oldest is forgotten, but never that an order was paid. */
  #forgetOldest(): void {
    trim(this.visits, this.#remember);
    trim(this.authentications, this.#remember);
    trim(this.notifications, this.#remember);
    trim(this.registrations, this.#remember);
    trim(this.bearers, this.#remember);
    for (const forgotten of trim(this.bills, this.#remember)) {
      const { order, bill } = forgotten;
      if (isPaidBill(forgotten)) this.#paidOrders.add(order);
      const left = this.#billsByOrder.get(order)?.filter((number) => number !== bill) ?? [];
      if (left.length) this.#billsByOrder.set(order, left);
      else this.#billsByOrder.delete(order);
    }
  }
}

/** Takes the oldest records out of a table until it is no longer than `limit`. */
function trim<T>(table: Table<T>, limit: number): T[] {
  const taken: T[] = [];
  while (table.size > limit) {
    const [oldest] = table.entries();
    if (!oldest) break;
    table.delete(oldest[0]);
    taken.push(oldest[1]);
  }
  return taken;
}
