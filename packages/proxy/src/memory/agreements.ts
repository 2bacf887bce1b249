import { type Agreement, type AgreementStore, decidePeriod, ended, withChange } from '../agreement-store.ts';
import type { MemoryOutbox } from './outbox.ts';

/** Agreements in memory. */
export function createMemoryAgreements(outbox: MemoryOutbox): AgreementStore {
  const agreements = new Map<string, Agreement>();
  /** Orders by agreement and period. */
  const holders = new Map<string, Map<number, string>>();
  const used = new Set<string>();
  const replace = (id: string, change: (agreement: Agreement) => Agreement) => {
    const agreement = agreements.get(id);
    if (!agreement) return undefined;
    const next = change(agreement);
    agreements.set(id, structuredClone(next));
    return structuredClone(next);
  };
  return {
    async create(agreement, events) {
      const existing =
        agreements.get(agreement.id) ?? [...agreements.values()].find(({ order }) => order === agreement.order);
      if (existing) return structuredClone(existing);
      agreements.set(agreement.id, structuredClone(agreement));
      used.add(agreement.order);
      outbox.add(events);
      return agreement;
    },
    async get(id) {
      return structuredClone(agreements.get(id));
    },
    async listDue(now, limit = 100) {
      const due = [...agreements.values()].filter(({ nextDueAt = Infinity }) => nextDueAt <= now);
      const longestFirst = due.toSorted((a, b) => (a.nextDueAt ?? 0) - (b.nextDueAt ?? 0));
      return structuredClone(longestFirst.slice(0, limit));
    },
    async listOf(customer) {
      return structuredClone([...agreements.values()].filter((one) => one.customer === customer).toReversed());
    },
    async claimPeriod(id, period, order) {
      const periods = holders.get(id) ?? new Map<number, string>();
      const kept = { holder: periods.get(period), isOrderUsed: used.has(order) };
      const claim = decidePeriod(agreements.get(id), order, kept);
      if (claim.type === 'claimed') {
        holders.set(id, periods.set(period, order));
        used.add(order);
      }
      return structuredClone(claim);
    },
    async periods(id) {
      const rows = [...(holders.get(id) ?? [])].map(([period, order]) => ({ period, order }));
      return rows.toSorted((a, b) => a.period - b.period);
    },
    change: async (id, change) => replace(id, (agreement) => withChange(agreement, change)),
    end: async (id) => replace(id, ended),
  };
}
