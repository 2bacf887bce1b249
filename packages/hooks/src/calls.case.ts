/** The calls of one method that a page sends, and a way to let them wait. */
export interface Calls {
  /** The address of each that was sent. */
  sent: string[];
  watch: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch;
  /** From now on none arrives until what is returned is called. */
  hold: () => () => void;
}

/** Stands between a page and its shop. */
export function createCalls(method: 'DELETE' | 'PATCH'): Calls {
  const sent: string[] = [];
  let held: Promise<void> | undefined;
  return {
    sent,
    watch: (fetch) => async (input, init) => {
      if (init?.method === method) {
        sent.push(input instanceof Request ? input.url : String(input));
        await held;
      }
      return fetch(input, init);
    },
    hold: () => {
      let release = () => {};
      held = new Promise<void>((resolve) => {
        release = resolve;
      });
      return () => release();
    },
  };
}
