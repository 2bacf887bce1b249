import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Product } from '../server/catalogue.ts';
import type { Office, OfficeAnswer } from '../server/office-api.ts';
import type { ShopOrder } from '../server/order-book.ts';
import type { Subscription } from '../server/shop-api.ts';
import type { Language } from './words.ts';

/** What the shop's server says of itself and of who is signed in. */
export interface Shop {
  products: Product[];
  delivery: number;
  customer: string | null;
  isDemo: boolean;
  ledgerUrl?: string;
}

/** The shop's server did not answer well. */
export class ShopError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The shop answered ${status}.`);
    this.status = status;
  }
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(path, init);
  if (!answer.ok) throw new ShopError(answer.status);
  return answer.json();
}

/** Posts to the shop's server. Throws where it does not answer well. */
export const post = <T>(path: string, body: unknown) =>
  ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/**
 * Whether a reading that failed leaves nothing to show. One that only did not come (a shopper in a tunnel, a server that starts anew) takes
 * nothing off the screen: a payment may be under way there. Who may not see it any more sees it no more.
 */
export const isLost = ({ data, error }: Pick<UseQueryResult, 'data' | 'error'>): boolean =>
  error !== null && (data === undefined || (error instanceof ShopError && [401, 403, 404].includes(error.status)));

/** What the shop's server says of itself. */
export const useShop = () => useQuery({ queryKey: ['shop'], queryFn: () => ask<Shop>('/api/shop') });

/** An order, read again until it is settled. */
export const useOrder = (number: string) =>
  useQuery({
    queryKey: ['order', number],
    queryFn: () => ask<ShopOrder>(`/api/orders/${encodeURIComponent(number)}`),
    refetchInterval: ({ state }) => (state.data?.status === 'new' ? 2000 : false),
    retry: false,
  });

/** The shopper's subscriptions. */
export const useSubscriptions = (customer: string | null) =>
  useQuery({
    queryKey: ['subscriptions', customer],
    queryFn: () => ask<Subscription[]>('/api/subscriptions'),
    enabled: customer !== null,
  });

/** What the back office sees; read again, because payments change by themselves. */
export const useOffice = () =>
  useQuery({
    queryKey: ['office'],
    queryFn: () => ask<Office>('/api/office'),
    refetchInterval: ({ state }) => (state.data ? 4000 : false),
    retry: false,
  });

/** What the back office does. */
export const officeAct = (what: string, body: object) => post<OfficeAnswer>(`/api/office/${what}`, body);

const here = () => location.pathname + location.search;
const subscribe = (changed: () => void) => {
  addEventListener('popstate', changed);
  return () => removeEventListener('popstate', changed);
};

/** The address of the page. */
export const useAddress = () => new URL(useSyncExternalStore(subscribe, here), location.origin);

/** Goes to another page of the shop. */
export function go(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
  scrollTo(0, 0);
}

let isPlacing = false;

/** Places an order and goes to its checkout. Whether it was placed: a second press while one is on its way places no other. */
export async function placeOrder(
  language: Language,
  lines: readonly { id: string; count: number }[],
): Promise<boolean> {
  if (isPlacing) return false;
  isPlacing = true;
  try {
    const { number } = await post<{ number: string }>('/api/orders', { language, lines });
    const kept = new URLSearchParams(location.search);
    kept.set('order', number);
    go(`/checkout?${kept.toString()}`);
    return true;
  } finally {
    isPlacing = false;
  }
}

/** The shopper's language, and how to write money in it. */
export const LanguageContext = createContext<Language>('en');
/** The language of the page. */
export const useLanguage = () => useContext(LanguageContext);
