import { gatewayDate } from './dates.ts';

/** A picture or text that belongs to a card's design, in the gateway's words. */
export interface Asset {
  assetType: string;
  altText: string | null;
  paymentType: string;
  assetData: { url: string; mediaType: string; width: number | null; height: number | null }[];
}

/** A card on file. `assets` may be left out, as the documents leave open (gateway notes, section 16, row 21). */
export interface StoredCard {
  expire: string;
  token: string;
  bank: string;
  brand: string;
  bin: number;
  active: boolean;
  needCVC: boolean;
  post: string;
  assets?: Asset[] | null;
}

/** The gateway's words for where a bill stands (gateway notes, section 9). */
export type OrderState = 'In Process' | 'Delayed' | 'Approved' | 'Declined' | 'Canceled' | 'Timeout';

/** One attempt to pay an order. A second attempt under the same order number is a new bill. */
export interface Bill {
  bill: string;
  order: string;
  amount: string;
  currency: string;
  comment: string;
  state: OrderState;
  code: string;
  createdAt: number;
  card?: Pick<StoredCard, 'brand' | 'bin' | 'post' | 'expire'>;
  customer?: string;
}

/** One line of the append-only ledger: what was really charged. Amounts are decimal text. */
export interface LedgerEntry {
  at: string;
  type: 'charge' | 'authorise';
  order: string;
  bill: string;
  amount: string;
  currency: string;
  last4: string;
  customer?: string;
}

/** A visit to the payment page. */
export interface PageVisit {
  id: string;
  bill: Bill;
  customer?: string;
  language: 'RU' | 'EN';
  delay: boolean;
  returnOk?: string;
  returnNo?: string;
}

/** Everything the sandbox remembers. */
export class SandboxState {
  readonly customers = new Map<string, StoredCard[]>();
  readonly bills: Bill[] = [];
  readonly visits = new Map<string, PageVisit>();
  readonly #ledger: LedgerEntry[] = [];
  readonly now: () => number;
  readonly randomId: () => string;
  #nextBill = 5_161_957_242_900_001n;

  constructor(now: () => number, randomId: () => string) {
    this.now = now;
    this.randomId = randomId;
  }

  /** A copy: nobody outside writes in the ledger. */
  get ledger(): LedgerEntry[] {
    return this.#ledger.map((entry) => ({ ...entry }));
  }

  cardsOf(customer: string): StoredCard[] {
    return this.customers.get(customer) ?? [];
  }

  billsOf(order: string): Bill[] {
    return this.bills.filter((bill) => bill.order === order);
  }

  openBill(details: Pick<Bill, 'order' | 'amount' | 'currency' | 'comment'>): Bill {
    const bill: Bill = {
      ...details,
      bill: String(this.#nextBill++),
      state: 'In Process',
      code: 'AS300',
      createdAt: this.now(),
    };
    this.bills.push(bill);
    return bill;
  }

  /** Settles a bill and, where money moved, writes the ledger. */
  settle(bill: Bill, code: string, delay: boolean): void {
    bill.code = code;
    if (code === 'AS300') return;
    bill.state = code === 'AS000' ? (delay ? 'Delayed' : 'Approved') : 'Declined';
    if (code !== 'AS000') return;
    this.#ledger.push({
      at: new Date(this.now()).toISOString(),
      type: delay ? 'authorise' : 'charge',
      order: bill.order,
      bill: bill.bill,
      amount: bill.amount,
      currency: bill.currency,
      last4: bill.card?.post ?? '',
      ...(bill.customer && { customer: bill.customer }),
    });
  }

  forget(): void {
    this.customers.clear();
    this.bills.length = 0;
    this.visits.clear();
    this.#ledger.length = 0;
  }

  packetDate(): string {
    return gatewayDate(this.now());
  }
}
