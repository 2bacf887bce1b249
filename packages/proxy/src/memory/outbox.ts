import type { MerchantEvent } from '../events.ts';
import type { Outbox } from '../outbox.ts';

/** The outbox, with the way in. */
export interface MemoryOutbox extends Outbox {
  add: (events?: readonly MerchantEvent[]) => void;
}

/** Events in memory, in the order in which they came. */
export function createMemoryOutbox(): MemoryOutbox {
  const rows = new Map<string, { event: MerchantEvent; dueAt: number; tries: number }>();
  const isFirstOfOrder = (event: MerchantEvent) =>
    [...rows.values()].find((row) => row.event.order === event.order)?.event.id === event.id;
  return {
    add(events = []) {
      for (const event of events)
        if (!rows.has(event.id)) rows.set(event.id, { event: structuredClone(event), dueAt: 0, tries: 0 });
    },
    async undelivered(limit = 100) {
      return [...rows.values()].slice(0, limit).map(({ event }) => structuredClone(event));
    },
    async takeEvents(now, leaseMs, limit = 100) {
      const due = [...rows.values()].filter((row) => row.dueAt <= now && isFirstOfOrder(row.event)).slice(0, limit);
      return due.map((row) => {
        row.dueAt = now + leaseMs;
        return { event: structuredClone(row.event), tries: ++row.tries };
      });
    },
    async postpone(id, until) {
      const row = rows.get(id);
      if (row) row.dueAt = until;
    },
    async delivered(id) {
      rows.delete(id);
    },
  };
}
