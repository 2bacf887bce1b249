import { useSyncExternalStore } from 'react';

/** Product ids and how many of each. */
export type Basket = Readonly<Record<string, number>>;

const place = 'northwind:basket';
const listeners = new Set<() => void>();
let basket: Basket = read();

function read(): Basket {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((pair): pair is [string, number] => Number.isInteger(pair[1])),
    );
  } catch {
    return {};
  }
}

/** Puts `count` of a product into the basket; 0 takes it out. */
export function setCount(id: string, count: number): void {
  const { [id]: _, ...others } = basket;
  basket = count > 0 ? { ...others, [id]: Math.min(count, 99) } : others;
  try {
    localStorage.setItem(place, JSON.stringify(basket));
  } catch {
    // Where nothing may be kept, the basket lasts as long as the page.
  }
  for (const changed of listeners) changed();
}

/** Puts everything back. */
export function emptyBasket(): void {
  for (const id of Object.keys(basket)) setCount(id, 0);
}

// Another tab of the shop has changed it: what this one shows, and writes next, is the same basket.
addEventListener('storage', ({ key }) => {
  if (key !== place && key !== null) return;
  basket = read();
  for (const changed of listeners) changed();
});

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

/** How many of each product are wanted, by id. */
export const useBasket = () => useSyncExternalStore(subscribe, () => basket);
