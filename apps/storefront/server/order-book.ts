import type { Agreement, MerchantEvent, Order as PayableOrder, SettledEvent } from '@onfile/proxy';
import { catalogue, delivery, type Product } from './catalogue.ts';

/** The languages that the shop is written in. */
export const languages = ['en', 'ru'] as const;
/** One of them. */
export type Language = (typeof languages)[number];

/** A line of an order. `sum` is decimal text. */
export interface OrderLine {
  name: { en: string; ru: string };
  count: number;
  sum: string;
}

/** An order as the shop keeps it. */
export interface ShopOrder {
  number: string;
  customer: string;
  lines: OrderLine[];
  total: string;
  currency: 'RUB';
  /** The language that the shopper ordered in. */
  language: Language;
  status: 'new' | Exclude<SettledEvent['status'], 'not-charged'>;
  card?: { brand: string; last4: string };
  /** The sum is set aside, and taken when the parcel goes. */
  delay?: boolean;
  /** It begins a series of payments. */
  recurring?: NonNullable<PayableOrder['recurring']>;
  /** Of a payment in two stages: what was taken; of any: what was given back. Decimal text. */
  captured?: string;
  refunded?: string;
}

/** What a shopper wants: product ids and how many of each. */
export type Basket = readonly { id: string; count: number }[];

const decimal = (kopecks: number) => `${Math.trunc(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;

/** The shop's orders. In memory: a real shop has a database. */
export class OrderBook {
  readonly #orders = new Map<string, ShopOrder>();
  #next: number;

  readonly #now: () => number;

  /** `first` is the number of the first order: numbers must not repeat at one gateway. */
  constructor(first = 2341, now: () => number = Date.now) {
    this.#next = first;
    this.#now = now;
  }

  #keep(order: Omit<ShopOrder, 'currency' | 'status'>): ShopOrder {
    const kept: ShopOrder = { ...order, currency: 'RUB', status: 'new' };
    this.#orders.set(kept.number, kept);
    return kept;
  }

  /** Writes an order. `undefined` where the basket names nothing that the shop sells. */
  place(customer: string, basket: Basket, language: Language): ShopOrder | undefined {
    const items = basket.flatMap(({ id, count }) => {
      const product = catalogue.find((candidate) => candidate.id === id);
      return product && Number.isInteger(count) && count > 0 && count < 100 ? [{ product, count }] : [];
    });
    if (!items.length) return undefined;
    const series = items.find(({ product }) => product.everyDays)?.product;
    // A series is ordered alone, and once: what the shopper agrees to is one sum.
    if (series)
      return items.length === 1 && items[0]?.count === 1 ? this.#begin(customer, series, language) : undefined;
    const lines = items.map(({ product, count }) => ({
      name: product.name,
      count,
      sum: decimal(product.price * count),
    }));
    lines.push({ name: { en: 'Delivery', ru: 'Доставка' }, count: 1, sum: decimal(delivery) });
    const total = items.reduce((sum, { product, count }) => sum + product.price * count, delivery);
    return this.#keep({
      number: String(this.#next++),
      customer,
      lines,
      total: decimal(total),
      language,
      ...(items.some(({ product }) => product.toOrder) && { delay: true }),
    });
  }

  /** The first order of a series, which goes on for a year. */
  #begin(customer: string, { name, price, everyDays = 30 }: Product, language: Language): ShopOrder {
    const sum = decimal(price);
    const until = new Date(this.#now() + 366 * 86_400_000).toISOString().slice(0, 10);
    return this.#keep({
      number: String(this.#next++),
      customer,
      lines: [{ name, count: 1, sum }],
      total: sum,
      language,
      recurring: { minAmount: sum, maxAmount: sum, periodDays: everyDays, until },
    });
  }

  /** The order of a period of a series: the same one, however often it is asked for. */
  repeat({ order: first, customer }: Agreement, period: number): ShopOrder | undefined {
    const begun = this.of(customer, first);
    if (!begun) return undefined;
    const number = `${first}-${period}`;
    const { lines, total, language } = begun;
    return this.#orders.get(number) ?? this.#keep({ number, customer, lines, total, language });
  }

  /** An order that sells nothing, by which a card is added; nobody looks it up. */
  verification(customer: string): PayableOrder {
    const last = [...this.#orders.values()].findLast((order) => order.customer === customer);
    return {
      number: `card-${this.#next++}`,
      amount: '0.00',
      currency: 'RUB',
      description: 'Northwind Coffee, a card',
      language: last?.language === 'ru' ? 'RU' : 'EN',
    };
  }

  of(customer: string, number: string): ShopOrder | undefined {
    const order = this.#orders.get(number);
    return order?.customer === customer ? order : undefined;
  }

  /** What an order is called by whoever ordered it: its first line, in their language. */
  nameOf(customer: string, number: string): string {
    const order = this.of(customer, number);
    return order?.lines[0]?.name[order.language] ?? number;
  }

  /** The order as the proxy needs it. */
  payable(customer: string, number: string): PayableOrder | null {
    const order = this.of(customer, number);
    if (!order) return null;
    return {
      number,
      amount: order.total,
      currency: order.currency,
      description: `Northwind Coffee, order ${number}`,
      // The payment page speaks these two and no others.
      language: order.language === 'ru' ? 'RU' : 'EN',
      ...(order.delay && { delay: true }),
      ...(order.recurring && { recurring: order.recurring }),
    };
  }

  /** What the proxy tells; the same may come twice. Orders change with their outcome only. */
  settle(event: MerchantEvent): void {
    const order = this.#orders.get(event.order);
    if (order && event.type === 'captured') order.captured = event.total;
    if (order && event.type === 'refunded') order.refunded = event.total;
    if (event.type !== 'settled') return;
    const { status, card } = event;
    // A person found that nothing was charged: the order may be paid again.
    const next = status === 'not-charged' ? 'new' : status;
    if (order) Object.assign(order, { status: next, ...(card && { card }) });
  }
}
