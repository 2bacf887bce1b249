import { describe, expect, it } from 'vitest';
import type { MerchantEvent } from './events.ts';
import { agreement, event, intent, type OpenStore, opened } from './records.case.ts';
import type { Store } from './store.ts';

/** Commits events with changes of their orders. */
async function commit(store: Store, ...events: MerchantEvent[]): Promise<void> {
  for (const one of events) {
    await store.createIntent(intent({ id: `of-${one.order}`, order: one.order }));
    const kept = await store.get(`of-${one.order}`);
    if (kept) await store.advance(kept, { events: [one] });
  }
}

const named = (id: string, order = id) => event({ id, order });
const ids = (taken: { event: MerchantEvent }[]) => taken.map((one) => one.event.id);

/** What every outbox holds to. */
export function describeOutbox(open: OpenStore): void {
  describe('the outbox', () => {
    it('hands an event to one at a time, and to the next when the lease is over', async () => {
      const store = await opened(open);
      await commit(store, named('a'), named('b'));
      expect(await store.takeEvents(1000, 500)).toEqual([
        { event: named('a'), tries: 1 },
        { event: named('b'), tries: 1 },
      ]);
      expect(await store.takeEvents(1499, 500)).toEqual([]);
      await store.delivered('a');
      expect(await store.takeEvents(1500, 500)).toEqual([{ event: named('b'), tries: 2 }]);
      // Out with somebody is not delivered.
      expect(await store.undelivered()).toEqual([named('b')]);
    });

    it('waits where it was told to, counts the tries, and forgets what was delivered', async () => {
      const store = await opened(open);
      await commit(store, named('a'));
      await store.takeEvents(0, 500);
      await store.postpone('a', 9000.5);
      expect(await store.takeEvents(9000, 500)).toEqual([]);
      expect(await store.takeEvents(9001, 500)).toEqual([{ event: named('a'), tries: 2 }]);
      await store.delivered('a');
      await store.delivered('a');
      await store.postpone('a', 0);
      expect(await store.takeEvents(99_999, 500)).toEqual([]);
      expect(await store.undelivered()).toEqual([]);
    });

    it('tells of one order in the order in which it happened, and lets other orders pass', async () => {
      const store = await opened(open);
      await commit(store, named('1.authorised', '1'), named('1.paid', '1'), named('2.paid', '2'));
      expect(ids(await store.takeEvents(0, 500))).toEqual(['1.authorised', '2.paid']);
      await store.postpone('1.authorised', 9000);
      expect(ids(await store.takeEvents(600, 500))).toEqual(['2.paid']);
      await store.delivered('1.authorised');
      expect(ids(await store.takeEvents(601, 500))).toEqual(['1.paid']);
    });

    it('hands out no more than asked for, oldest first', async () => {
      const store = await opened(open);
      await commit(store, named('c'), named('a'), named('b'));
      expect(await store.undelivered(2)).toEqual([named('c'), named('a')]);
      expect(ids(await store.takeEvents(0, 500, 2))).toEqual(['c', 'a']);
      expect(ids(await store.takeEvents(0, 500, 2))).toEqual(['b']);
    });

    it('gives each of forty events to one of ten who ask at once', async () => {
      const store = await opened(open);
      await commit(store, ...Array.from({ length: 40 }, (_, n) => named(`event-${n}`)));
      const taken = await Promise.all(Array.from({ length: 10 }, () => store.takeEvents(0, 500, 10)));
      const all = taken.flat();
      expect(new Set(ids(all)).size).toBe(all.length);
      // Who meets others may get fewer; what is left comes with the next asking.
      const rest = await store.takeEvents(0, 500, 40);
      expect(new Set(ids([...all, ...rest])).size).toBe(40);
      expect(all.length + rest.length).toBe(40);
    });

    it('keeps events of every kind as they are', async () => {
      const store = await opened(open);
      const base = { order: '2341', customer: 'anna', at: '2026-11-23T09:30:00.000Z' };
      const saved: MerchantEvent = { ...base, type: 'card-saved', id: 's', card: { brand: 'visa', last4: '1111' } };
      const made: MerchantEvent = { ...base, type: 'agreement-made', id: 'm', agreement: 'agreement-1' };
      const kept = await store.createIntent(intent());
      await store.advance(kept, { events: [event(), saved] });
      await store.agreements.create(agreement(), [made]);
      expect(await store.undelivered()).toEqual([event(), saved, made]);
    });
  });
}
