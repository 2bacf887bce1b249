'use client';

import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { createContext, createElement, type ReactNode, useContext, useMemo, useState } from 'react';
import type { OnfileEvent } from './events.ts';
import type { MerchantClient } from './merchant-client.ts';
import { useLatest } from './useLatest.ts';

/** What every hook of the kit stands on. */
export interface OnfileContext {
  client: MerchantClient;
  /** Who is signed in. Query keys carry it, so that one shopper never sees another's cache. */
  subject: string;
  /** A BCP 47 tag. */
  locale: string;
  /** Tells the shop what happened. */
  emit: (event: OnfileEvent) => void;
}

/** Props of `OnfileProvider`. */
export interface OnfileProviderProps {
  client: MerchantClient;
  /** Any stable name of the signed-in shopper. Required: the cache is kept by it. */
  subject: string;
  /** A BCP 47 tag. Default `en`. */
  locale?: string;
  /** Hears what happens, for the shop's own statistics: closed words and counts, nothing of a card or an order. */
  onEvent?: ((event: OnfileEvent) => void) | undefined;
  children?: ReactNode;
}

const Context = createContext<OnfileContext | null>(null);

/** Gives the kit its client and its shopper. Uses the page's `QueryClient` where there is one above, else one of its own. */
export function OnfileProvider({ client, subject, locale = 'en', onEvent, children }: OnfileProviderProps) {
  const above = useContext(QueryClientContext);
  const [own] = useState(() => new QueryClient());
  const emit = useLatest((event: OnfileEvent) => onEvent?.(event));
  const value = useMemo(() => ({ client, subject, locale, emit }), [client, subject, locale, emit]);
  // Without JSX: a server that runs TypeScript as it is can import these hooks from source.
  const inside = createElement(Context.Provider, { value }, children);
  return above ? inside : createElement(QueryClientProvider, { client: own }, inside);
}

/**
 * What the provider was given.
 *
 * @throws where there is no `OnfileProvider` above.
 */
export function useOnfile(): OnfileContext {
  const context = useContext(Context);
  if (!context) throw new Error('Onfile: put <OnfileProvider> around it.');
  return context;
}
