import type { MerchantEvent, Order as PayableOrder, SettledEvent } from '@onfile/proxy';
import { catalogue, delivery } from './catalogue.ts';

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
}

/** What a shopper wants: product ids and how many of each. */
export type Basket = readonly { id: string; count: number }[];

const decimal = (kopecks: number) => `${Math.trunc(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;

/** The shop's orders. In memory: a real shop has a database. */
export class OrderBook {
  readonly #orders = new Map<string, ShopOrder>();
  #next: number;

  /** `first` is the number of the first order: numbers must not repeat at one gateway. */
  constructor(first = 2341) {
    this.#next = first;
  }

  /** Writes an order. `undefined` where the basket names nothing that the shop sells. */
  place(customer: string, basket: Basket, language: Language): ShopOrder | undefined {
    const items = basket.flatMap(({ id, count }) => {
      const product = catalogue.find((candidate) => candidate.id === id);
      return product && Number.isInteger(count) && count > 0 && count < 100 ? [{ product, count }] : [];
    });
    if (!items.length) return undefined;
    const lines = items.map(({ product, count }) => ({
      name: product.name,
      count,
      sum: decimal(product.price * count),
    }));
    lines.push({ name: { en: 'Delivery', ru: 'Доставка' }, count: 1, sum: decimal(delivery) });
    const total = items.reduce((sum, { product, count }) => sum + product.price * count, delivery);
    const order: ShopOrder = {
      number: String(this.#next++),
      customer,
      lines,
      total: decimal(total),
      currency: 'RUB',
      language,
      status: 'new',
    };
    this.#orders.set(order.number, order);
    return order;
  }

  of(customer: string, number: string): ShopOrder | undefined {
    const order = this.#orders.get(number);
    return order?.customer === customer ? order : undefined;
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
    };
  }

  /** What the proxy tells; the same may come twice. Orders change with their outcome only. */
  settle(event: MerchantEvent): void {
    if (event.type !== 'settled') return;
    const { order: number, status, card } = event;
    const order = this.#orders.get(number);
    // A person found that nothing was charged: the order may be paid again.
    const next = status === 'not-charged' ? 'new' : status;
    if (order) Object.assign(order, { status: next, ...(card && { card }) });
  }
}
