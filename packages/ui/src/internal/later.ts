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
    const [{ part, failed }, setState] = useState({ part: known, failed: false });
    // The hook of a component may come to use another part, as where the language changes: what was there stands until that is there.
    const now = known;
    const wanted = load;
    useEffect(() => {
      if (now || failed) return;
      let isGone = false;
      const say = (failed: boolean) => {
        if (!isGone) setState({ part: known, failed });
      };
      wanted().then(
        (loaded) => {
          known = loaded;
          say(false);
        },
        () => say(true),
      );
      return () => {
        isGone = true;
      };
    }, [now, wanted, failed]);
    return { part: now ?? part, failed, retry: () => setState({ part: known, failed: false }) };
  }
  return { here: () => known, use };
}
