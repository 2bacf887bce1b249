import type { LedgerEntry } from '@onfile/sandbox';

async function read(url: string): Promise<unknown> {
  const answer = await fetch(url);
  return answer.json();
}

/** What really happened to money, in the gateway's own words. */
export async function ledgerOf(gateway: string): Promise<LedgerEntry[]> {
  const { entries } = (await read(`${gateway}/__sandbox/ledger`)) as { entries: LedgerEntry[] };
  return entries;
}

/** When Token Pay was called for each order, first first, in milliseconds of the gateway's clock. */
export type Calls = Readonly<Record<string, readonly number[]>>;

/** The calls that have come in so far. */
export const callsOf = async (gateway: string) => (await read(`${gateway}/__proof/calls`)) as Calls;

/** Faults that were ordered and have not happened. */
export async function faultsLeft(gateway: string): Promise<number> {
  const { rules } = (await read(`${gateway}/__sandbox/faults`)) as { rules: unknown[] };
  return rules.length;
}

/** Everybody at the gateway does their work again. */
export const behave = (gateway: string) => fetch(`${gateway}/__sandbox/faults`, { method: 'DELETE' });

/** Whether any order was charged more than once. */
export function isChargedTwice(ledger: readonly LedgerEntry[]): boolean {
  const seen = new Set<string>();
  return ledger.some(({ type, order }) => type === 'charge' && (seen.has(order) || !seen.add(order)));
}

/** Has the gateway tell a proxy of every operation, and send browsers back to it from the bank. */
export const tellThe = (gateway: string, proxy: string) =>
  fetch(`${gateway}/__sandbox/settings`, {
    method: 'PATCH',
    body: JSON.stringify({
      notify: { url: `${proxy}/onfile/v1/notifications` },
      challengeReturnUrl: `${proxy}/onfile/v1/return`,
    }),
  });
