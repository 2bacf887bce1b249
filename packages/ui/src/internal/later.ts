import { useEffect, useState } from 'react';

/** A part of the kit that is loaded when it is first needed, and remembered. */
export interface LaterPart<T> {
  /** The part, if it is there already. */
  here: () => T | undefined;
  /** The part, or what became of it so far; `failed` until it is asked for again. */
  use: () => { part: T | undefined; failed: boolean; retry: () => void };
}

/**
 * Makes a part that is loaded when it is needed. Not `React.lazy`: what does not come (a shopper in a tunnel) is a state here, and takes
 * down nothing.
 */
export function later<T>(load: () => Promise<T>): LaterPart<T> {
  let known: T | undefined;
  function use() {
    const [state, setState] = useState({ part: known, tries: 0, failed: false });
    const { part, tries, failed } = state;
    useEffect(() => {
      if (part) return;
      let isGone = false;
      const say = (next: { part?: T; failed: boolean }) => {
        if (!isGone) setState((old) => ({ ...old, ...next }));
      };
      load().then(
        (loaded) => say({ part: (known = loaded), failed: false }),
        () => say({ failed: true }),
      );
      return () => {
        isGone = true;
      };
    }, [part, tries]);
    return { part, failed, retry: () => setState((old) => ({ ...old, failed: false, tries: old.tries + 1 })) };
  }
  return { here: () => known, use };
}
