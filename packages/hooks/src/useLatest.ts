import { useCallback, useEffect, useRef } from 'react';

/** A function that stays the same and does what the newest one does. For event handlers only. */
export function useLatest<TArgs extends unknown[], T = void>(callback: (...args: TArgs) => T): (...args: TArgs) => T {
  const latest = useRef(callback);
  useEffect(() => {
    latest.current = callback;
  });
  return useCallback((...args: TArgs) => latest.current(...args), []);
}
