import { useCallback } from 'react';

/**
 * Does work that only one tab of this browser may do for an order at a time. `undefined`, at once, where another tab is at it.
 * Where the browser has no Web Locks the work is done all the same: the proxy is what keeps a payment single, and this only spares
 * the shopper the detour.
 */
export async function inOneTab<T>(order: string, work: () => Promise<T>): Promise<T | undefined> {
  const { locks }: { locks?: LockManager } = navigator;
  if (!locks) return work();
  return locks.request(`onfile:pay:${order}`, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}

/** `inOneTab` for an order, as a function that stays the same: for a checkout of a shop's own making. */
export function useTabLock(order: string): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  return useCallback((work) => inOneTab(order, work), [order]);
}
