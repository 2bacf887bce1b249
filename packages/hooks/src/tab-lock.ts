import { useCallback } from 'react';

/**
 * Does work that only one tab of this browser may do for an order at a time, and begins it once. `undefined`, at once, where another tab
 * is at it. Where the browser has no Web Locks, or refuses them (a page in another site's frame whose storage is switched off), the work
 * is done all the same: the proxy is what keeps a payment single, and this only spares the shopper the detour.
 */
export async function inOneTab<T>(order: string, work: () => Promise<T>): Promise<T | undefined> {
  let begun: Promise<T> | undefined;
  try {
    await navigator.locks.request(`onfile:pay:${order}`, { ifAvailable: true }, (lock) => lock && (begun = work()));
  } catch {
    // What was begun and failed says so below.
    begun ??= work();
  }
  return begun;
}

/** `inOneTab` for an order, as a function that stays the same: for a checkout of a shop's own making. */
export function useTabLock(order: string): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  return useCallback((work) => inOneTab(order, async () => work()), [order]);
}
