import { describe, expect, it } from 'vitest';
import type { Attempt, IntentRecord, PaymentStore } from './payment-store.ts';
import type { SettledEvent } from './ports.ts';

export const intent = (change: Partial<IntentRecord> = {}): IntentRecord => ({
  id: 'intent-1',
  order: '2341',
  customer: 'anna',
  amount: '1250.00',
  currency: 'RUB',
  status: 'open',
  createdAt: 1000,
  expiresAt: 9000,
  version: 0,
  attempts: [],
  ...change,
});

export const attempt = (change: Partial<Attempt> = {}): Attempt => ({
  key: 'key-1',
  card: 'card-1',
  submittedAt: 2000,
  knownBills: [],
  emptyReads: 0,
  ...change,
});

const event: SettledEvent = {
  id: 'intent-1.paid',
  order: '2341',
  customer: 'anna',
  status: 'paid',
  amount: '1250.00',
  currency: 'RUB',
  at: '2026-11-23T09:30:00.000Z',
};

/** What every payment store holds to. */
export function describeStore(name: string, open: () => PaymentStore): void {
  describe(`a payment store: ${name}`, () => {
    it('has one intent for an order, whoever asks first', async () => {
      const store = open();
      const [first, second] = await Promise.all([
        store.createIntent(intent()),
        store.createIntent(intent({ id: 'intent-2' })),
      ]);
      expect(first.id).toBe('intent-1');
      expect(second.id).toBe('intent-1');
      expect(await store.get('intent-2')).toBeUndefined();
    });

    it('gives an order to one of two attempts', async () => {
      const store = open();
      await store.createIntent(intent());
      const claims = await Promise.all([
        store.claim('intent-1', attempt()),
        store.claim('intent-1', attempt({ key: 'key-2' })),
      ]);
      expect(claims.map(({ type }) => type).toSorted()).toEqual(['claimed', 'processing']);
    });

    it('knows a key again, with its own card only, also after the attempt ended', async () => {
      const store = open();
      await store.createIntent(intent());
      const claim = await store.claim('intent-1', attempt());
      expect(await store.claim('intent-1', attempt())).toMatchObject({ type: 'replayed' });
      expect(await store.claim('intent-1', attempt({ card: 'card-2' }))).toEqual({ type: 'key_reused' });
      const claimed = claim.type === 'claimed' ? claim.intent : intent();
      await store.advance({ ...claimed, status: 'declined', attempts: [attempt({ end: 'declined' })] });
      expect(await store.claim('intent-1', attempt())).toMatchObject({ type: 'replayed' });
      expect(await store.claim('intent-1', attempt({ key: 'key-2' }))).toMatchObject({ type: 'claimed' });
    });

    it.each(['paid', 'authorised', 'canceled', 'expired', 'review', 'unconfirmed'] as const)(
      'lets nobody pay an intent that is %s',
      async (status) => {
        const store = open();
        await store.createIntent(intent({ status }));
        expect(await store.claim('intent-1', attempt())).toEqual({ type: 'closed' });
      },
    );

    it('changes only the version that was read', async () => {
      const store = open();
      const kept = await store.createIntent(intent());
      expect(await store.advance({ ...kept, amount: '1.00' })).toMatchObject({ amount: '1.00', version: 1 });
      expect(await store.advance({ ...kept, amount: '2.00' })).toBeUndefined();
      expect(await store.get('intent-1')).toMatchObject({ amount: '1.00' });
    });

    it('commits an event with the change, once, and not without it', async () => {
      const store = open();
      const kept = await store.createIntent(intent());
      await store.advance({ ...kept, version: 99 }, event);
      expect(await store.undelivered()).toEqual([]);
      await store.advance(kept, event);
      expect(await store.undelivered()).toEqual([event]);
      await store.delivered(event.id);
      expect(await store.undelivered()).toEqual([]);
    });

    it('finds attempts without an end, however old: a claim never expires', async () => {
      const store = open();
      await store.createIntent(intent());
      await store.claim('intent-1', attempt({ submittedAt: 5 }));
      expect(await store.scanUnresolved(5)).toEqual([]);
      expect(await store.scanUnresolved(6)).toMatchObject([{ id: 'intent-1' }]);
      expect(await store.claim('intent-1', attempt({ key: 'key-2', submittedAt: 9e12 }))).toEqual({
        type: 'processing',
      });
    });

    it('cannot be changed through what it handed out', async () => {
      const store = open();
      const kept = await store.createIntent(intent());
      kept.status = 'paid';
      expect(await store.get('intent-1')).toMatchObject({ status: 'open' });
    });
  });
}
