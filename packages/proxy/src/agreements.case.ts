import { describe, expect, it } from 'vitest';
import type { MerchantEvent } from './events.ts';
import { agreement, type OpenStore, opened } from './records.case.ts';

const made: MerchantEvent = {
  type: 'agreement-made',
  id: 'agreement-1.made',
  order: '2341',
  customer: 'anna',
  agreement: 'agreement-1',
  at: '2026-11-23T09:30:00.000Z',
};

/** What every store of agreements holds to. */
export function describeAgreements(open: OpenStore): void {
  describe('agreements', () => {
    it('are made once, with their event, whoever says so again', async () => {
      const store = await opened(open);
      const answers = await Promise.all([
        store.agreements.create(agreement(), [made]),
        store.agreements.create(agreement(), [made]),
      ]);
      expect(answers).toEqual([agreement(), agreement()]);
      await store.delivered(made.id);
      expect(await store.agreements.create(agreement({ amountMax: '9.00' }), [made])).toEqual(agreement());
      expect(await store.agreements.create(agreement({ id: 'agreement-2' }), [made])).toEqual(agreement());
      expect(await store.agreements.get('agreement-2')).toBeUndefined();
      expect(await store.undelivered()).toEqual([]);
    });

    it('are found by customer, newest first, and by what is due, longest first', async () => {
      const { agreements } = await opened(open);
      for (const [id, customer, nextDueAt] of [
        ['1', 'anna', 300],
        ['2', 'boris', 100],
        ['3', 'anna', 200],
      ] as const)
        await agreements.create(agreement({ id, order: id, customer, nextDueAt }));
      await agreements.create(agreement({ id: '4', order: '4' }));
      expect((await agreements.listOf('anna')).map(({ id }) => id)).toEqual(['4', '3', '1']);
      expect((await agreements.listDue(299)).map(({ id }) => id)).toEqual(['2', '3']);
      expect((await agreements.listDue(300, 1)).map(({ id }) => id)).toEqual(['2']);
      await agreements.change('2', { lastChargedAt: 150, nextDueAt: 400 });
      await agreements.change('3', { nextDueAt: undefined });
      expect((await agreements.listDue(300)).map(({ id }) => id)).toEqual(['1']);
      expect(await agreements.get('2')).toMatchObject({ lastChargedAt: 150, nextDueAt: 400, amountMax: '1250.00' });
      expect(await agreements.change('nobody', {})).toBeUndefined();
    });

    it('give a period to one order, and an order one period', async () => {
      const { agreements } = await opened(open);
      await agreements.create(agreement());
      await agreements.create(agreement({ id: 'agreement-2', order: '9000' }));
      const claim = (id: string, period: number, order: string) => agreements.claimPeriod(id, period, order);
      expect(await claim('agreement-1', 1, '5001')).toEqual({ type: 'claimed', agreement: agreement() });
      expect(await claim('agreement-1', 1, '5001')).toEqual({ type: 'replayed', agreement: agreement() });
      expect(await claim('agreement-1', 1, '5002')).toEqual({ type: 'taken', order: '5001' });
      expect(await claim('agreement-1', 2, '5001')).toEqual({ type: 'order_used' });
      expect(await claim('agreement-2', 1, '5001')).toEqual({ type: 'order_used' });
      expect(await claim('agreement-2', 1, '2341')).toEqual({ type: 'order_used' });
      expect(await claim('agreement-1', 2, '2341')).toEqual({ type: 'order_used' });
      expect(await claim('agreement-2', 1, '5003')).toMatchObject({ type: 'claimed' });
      expect(await claim('agreement-1', 10, '5010')).toMatchObject({ type: 'claimed' });
      expect(await claim('agreement-1', 2, '5004')).toMatchObject({ type: 'claimed' });
      expect(await agreements.periods('agreement-1')).toEqual([
        { period: 1, order: '5001' },
        { period: 2, order: '5004' },
        { period: 10, order: '5010' },
      ]);
      expect(await claim('nobody', 1, '5005')).toEqual({ type: 'ended' });
    });

    it('that were ended are not charged, not even for a period that was claimed, and are not due', async () => {
      const { agreements } = await opened(open);
      await agreements.create(agreement({ nextDueAt: 5 }));
      await agreements.claimPeriod('agreement-1', 1, '5001');
      expect(await agreements.end('agreement-1')).toEqual(agreement({ status: 'ended' }));
      expect(await agreements.end('agreement-1')).toEqual(agreement({ status: 'ended' }));
      expect(await agreements.claimPeriod('agreement-1', 1, '5001')).toEqual({ type: 'ended' });
      expect(await agreements.claimPeriod('agreement-1', 2, '5002')).toEqual({ type: 'ended' });
      await agreements.change('agreement-1', { nextDueAt: 5 });
      expect(await agreements.listDue(99)).toEqual([]);
      expect(await agreements.create(agreement())).toMatchObject({ status: 'ended' });
      expect(await agreements.listOf('anna')).toMatchObject([{ status: 'ended' }]);
      expect(await agreements.end('nobody')).toBeUndefined();
    });

    it('give a period to one of thirty orders at once, and an order to one of ten agreements', async () => {
      const { agreements } = await opened(open);
      for (let n = 1; n <= 10; n++) await agreements.create(agreement({ id: `agreement-${n}`, order: `${n}` }));
      // Every connection of a pool is there before they are all wanted at once.
      await Promise.all(Array.from({ length: 30 }, () => agreements.periods('agreement-1')));
      const forPeriod = await Promise.all(
        Array.from({ length: 30 }, (_, n) => agreements.claimPeriod('agreement-1', 1, `order-${n}`)),
      );
      expect(forPeriod.map(({ type }) => type).toSorted()).toEqual([
        'claimed',
        ...Array.from({ length: 29 }, () => 'taken'),
      ]);
      expect(new Set(forPeriod.flatMap((claim) => (claim.type === 'taken' ? claim.order : [])))).toEqual(
        new Set((await agreements.periods('agreement-1')).map(({ order }) => order)),
      );
      const forOrder = await Promise.all(
        Array.from({ length: 10 }, (_, n) => agreements.claimPeriod(`agreement-${n + 1}`, 7, 'the-order')),
      );
      expect(forOrder.map(({ type }) => type).toSorted()).toEqual([
        'claimed',
        ...Array.from({ length: 9 }, () => 'order_used'),
      ]);
    });
  });
}
