/** The only thing of a checkout that is kept: it names an attempt, opens nothing, and is not secret. */
interface KeptAttempt {
  key: string;
  card: string;
}

const place = (order: string) => `onfile:attempt:${order}`;

function read(order: string): KeptAttempt | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place(order)) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('key' in kept) || !('card' in kept)) return undefined;
    const { key, card } = kept;
    return typeof key === 'string' && typeof card === 'string' ? { key, card } : undefined;
  } catch {
    // Storage that is switched off: the key lives as long as the page, and the proxy still sees one attempt at a time.
    return undefined;
  }
}

/** The key for paying an order with a card: the one of an attempt that has no definite answer yet, else a new one. */
export function attemptKey(order: string, card: string, makeKey: () => string = () => crypto.randomUUID()): string {
  const kept = read(order);
  if (kept?.card === card) return kept.key;
  const key = makeKey();
  try {
    sessionStorage.setItem(place(order), JSON.stringify({ key, card }));
  } catch {
    // As above.
  }
  return key;
}

/** Forgets the key of an attempt that has its definite answer. */
export function releaseAttemptKey(order: string): void {
  try {
    sessionStorage.removeItem(place(order));
  } catch {
    // As above.
  }
}

/** Forgets the keys of all orders. */
export function releaseAttemptKeys(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(place(''))) sessionStorage.removeItem(name);
  } catch {
    // As above.
  }
}
