import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { emptyBasket, setCount, useBasket } from './basket.ts';

afterEach(() => {
  cleanup();
  emptyBasket();
});

/** What the browser does in every other tab when one has written. */
function writtenElsewhere(basket: object | null) {
  const key = 'northwind:basket';
  if (basket) localStorage.setItem(key, JSON.stringify(basket));
  else localStorage.clear();
  act(() => void dispatchEvent(new StorageEvent('storage', { key: basket && key })));
}

it('is the same in an old tab, and one that was ordered elsewhere does not come back with the next thing', () => {
  setCount('house', 2);
  const { result } = renderHook(useBasket);
  writtenElsewhere({});
  expect(result.current).toEqual({});
  act(() => setCount('guji', 1));
  expect(result.current).toEqual({ guji: 1 });
});

it('is empty where the browser has forgotten everything', () => {
  setCount('house', 2);
  const { result } = renderHook(useBasket);
  writtenElsewhere(null);
  expect(result.current).toEqual({});
});
