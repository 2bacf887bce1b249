const place = (order: string) => `onfile:attempt:${order}`;

/** Where storage is switched off, the key lives as long as the page, and the proxy still sees one attempt at a time. */
function inStorage<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** The attempt from here that has no definite answer yet: its card and its key, which have no space in them; else nothing. */
export const keptAttempt = (order: string): string => inStorage(() => sessionStorage.getItem(place(order))) ?? '';

/**
 * The key for paying an order with a card: the one of an attempt that has no definite answer yet, else a new one. It is the only thing of
 * a checkout that is kept: it names an attempt, opens nothing, and is not secret.
 */
export function attemptKey(order: string, card: string): string {
  const [keptCard, kept] = keptAttempt(order).split(' ');
  if (kept && keptCard === card) return kept;
  const key = crypto.randomUUID();
  inStorage(() => sessionStorage.setItem(place(order), `${card} ${key}`));
  return key;
}

/** Forgets the key of an attempt that has its definite answer. */
export function releaseAttemptKey(order: string): void {
  inStorage(() => sessionStorage.removeItem(place(order)));
}

/** Forgets the keys of all orders. */
export function releaseAttemptKeys(): void {
  inStorage(() => {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(place(''))) sessionStorage.removeItem(name);
  });
}
