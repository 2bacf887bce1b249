import { describe, expect, it } from 'vitest';
import { agreement, attempt, event, intent, type OpenStore, opened } from './records.case.ts';

/** What every payment record holds to. */
export function describePayments(open: OpenStore): void {
  describe('payments', () => {
    it('has one intent for an order, whoever asks first', async () => {
      const store = await opened(open);
      const [first, second] = await Promise.all([
        store.createIntent(intent()),
        store.createIntent(intent({ id: 'intent-2' })),
      ]);
      // Who is first over two connections, nobody says.
      expect(second.id).toBe(first.id);
      const other = first.id === 'intent-1' ? 'intent-2' : 'intent-1';
      expect(await store.get(other)).toBeUndefined();
    });

    it('gives an order to one of two attempts', async () => {
      const store = await opened(open);
      await store.createIntent(intent());
      const claims = await Promise.all([
        store.claim('intent-1', attempt()),
        store.claim('intent-1', attempt({ key: 'key-2' })),
      ]);
      expect(claims.map(({ type }) => type).toSorted()).toEqual(['claimed', 'processing']);
    });

    it('knows a key again, with its own card only, also after the attempt ended', async () => {
      const store = await opened(open);
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
        const store = await opened(open);
        await store.createIntent(intent({ status }));
        expect(await store.claim('intent-1', attempt())).toEqual({ type: 'closed' });
      },
    );

    it('changes only the version that was read', async () => {
      const store = await opened(open);
      const kept = await store.createIntent(intent());
      expect(await store.advance({ ...kept, amount: '1.00' })).toMatchObject({ amount: '1.00', version: 1 });
      expect(await store.advance({ ...kept, amount: '2.00' })).toBeUndefined();
      expect(await store.get('intent-1')).toMatchObject({ amount: '1.00' });
    });

    it('commits an event with the change, once, and not without it', async () => {
      const store = await opened(open);
      const kept = await store.createIntent(intent());
      await store.advance({ ...kept, version: 99 }, { events: [event()] });
      expect(await store.undelivered()).toEqual([]);
      await store.advance(kept, { events: [event()] });
      expect(await store.undelivered()).toEqual([event()]);
      await store.delivered(event().id);
      expect(await store.undelivered()).toEqual([]);
    });

    it('carries the bills that an attempt knew on to the next one: a record keeps only the last of them', async () => {
      const store = await opened(open);
      await store.createIntent(intent());
      const first = await store.claim('intent-1', attempt({ knownBills: ['1', '2'] }));
      const claimed = first.type === 'claimed' ? first.intent : intent();
      await store.advance({
        ...claimed,
        status: 'declined',
        attempts: [attempt({ knownBills: ['1', '2'], end: 'declined' })],
        bills: [{ bill: '3', state: 'Declined', amount: '1250.00', currency: 'RUB' }],
      });
      const second = await store.claim('intent-1', attempt({ key: 'key-2', knownBills: ['3'] }));
      expect(second).toMatchObject({ intent: { attempts: [{}, { knownBills: ['1', '2', '3'] }] } });
    });

    it('finds attempts without an end, however old: a claim never expires', async () => {
      const store = await opened(open);
      await store.createIntent(intent());
      await store.claim('intent-1', attempt({ submittedAt: 5 }));
      expect(await store.scanUnresolved(5)).toEqual([]);
      expect(await store.scanUnresolved(6)).toMatchObject([{ id: 'intent-1' }]);
      expect(await store.claim('intent-1', attempt({ key: 'key-2', submittedAt: 9e12 }))).toEqual({
        type: 'processing',
      });
    });

    it('cannot be changed through what it handed out', async () => {
      const store = await opened(open);
      const kept = await store.createIntent(intent());
      kept.status = 'paid';
      expect(await store.get('intent-1')).toMatchObject({ status: 'open' });
    });

    it('keeps an agreement with the payment that made it, and neither without the other', async () => {
      const store = await opened(open);
      const kept = await store.createIntent(intent());
      await store.advance({ ...kept, version: 99 }, { agreement: agreement() });
      expect(await store.agreements.get('agreement-1')).toBeUndefined();
      const paid = await store.advance({ ...kept, status: 'paid' }, { agreement: agreement() });
      expect(await store.agreements.get('agreement-1')).toEqual(agreement());
      // Told twice: the terms stay those that were agreed.
      await store.advance({ ...(paid ?? kept) }, { agreement: agreement({ amountMax: '9999.00' }) });
      expect(await store.agreements.get('agreement-1')).toEqual(agreement());
    });

    it('finds an intent by its order', async () => {
      const store = await opened(open);
      await store.createIntent(intent());
      expect(await store.findByOrder('2341')).toMatchObject({ id: 'intent-1' });
      expect(await store.findByOrder('2342')).toBeUndefined();
    });

    it('refuses an id that another order has', async () => {
      const store = await opened(open);
      await store.createIntent(intent());
      await expect(store.createIntent(intent({ order: '2342' }))).rejects.toThrow(/another order|unique/i);
      expect(await store.findByOrder('2342')).toBeUndefined();
    });

    it('keeps text as it is: quotes, other scripts, a zero', async () => {
      const store = await opened(open);
      const description = `Кофе '); DROP TABLE intents; -- "☕" \\u0000 \0 \ud800`;
      await store.createIntent(intent({ description, customer: `o'neil` }));
      expect(await store.get('intent-1')).toEqual(intent({ description, customer: `o'neil` }));
      expect(await store.findByOrder(`2341' OR '1'='1`)).toBeUndefined();
    });

    describe('by schedule', () => {
      it('an attempt is due a minute after it was submitted, and goes on being due until somebody says when', async () => {
        const store = await opened(open);
        await store.createIntent(intent());
        const claim = await store.claim('intent-1', attempt({ submittedAt: 5000 }));
        expect(await store.scanDue(64_999)).toEqual([]);
        expect(await store.scanDue(65_000)).toMatchObject([{ id: 'intent-1' }]);
        const claimed = claim.type === 'claimed' ? claim.intent : intent();
        const later = await store.advance({ ...claimed, nextLookAt: 70_000.4 });
        expect(await store.scanDue(70_000)).toEqual([]);
        expect(await store.scanDue(70_001)).toMatchObject([{ id: 'intent-1', nextLookAt: 70_000.4 }]);
        // Forgetting to say when does not lose sight of it.
        const { nextLookAt: _, ...unscheduled } = later ?? claimed;
        await store.advance(unscheduled);
        expect(await store.scanDue(65_000)).toMatchObject([{ id: 'intent-1' }]);
      });

      it('a visit to the payment page is due a minute after it began, until the order is settled', async () => {
        const store = await opened(open);
        const kept = await store.createIntent(intent());
        expect(await store.scanDue(9e15)).toEqual([]);
        const visited = await store.advance({ ...kept, handedOverAt: 5000 });
        expect(await store.scanDue(64_999)).toEqual([]);
        expect(await store.scanDue(65_000)).toMatchObject([{ id: 'intent-1' }]);
        await store.advance({ ...(visited ?? kept), status: 'paid' });
        expect(await store.scanDue(9e15)).toEqual([]);
      });

      it('the longest due comes first, and no more than asked for', async () => {
        const store = await opened(open);
        for (const [order, nextLookAt] of [
          ['1', 30],
          ['2', 10],
          ['3', 20],
        ] as const)
          await store.createIntent(intent({ id: order, order, nextLookAt }));
        expect((await store.scanDue(25)).map(({ id }) => id)).toEqual(['2', '3']);
        expect((await store.scanDue(99, 1)).map(({ id }) => id)).toEqual(['2']);
      });
    });

    it('lists for a back office: newest first, by status, in pages, over equal moments', async () => {
      const store = await opened(open);
      const made = [
        ['a', 3, 'paid'],
        ['b', 1, 'open'],
        ['B', 2, 'paid'],
        ['c', 2, 'paid'],
        ['d', 4, 'review'],
        ['e', 2, 'review'],
      ] as const;
      for (const [id, createdAt, status] of made)
        await store.createIntent(intent({ id, order: id, createdAt, status }));
      const ids = async (query?: Parameters<typeof store.list>[0]) => (await store.list(query)).map(({ id }) => id);
      expect(await ids()).toEqual(['d', 'a', 'e', 'c', 'B', 'b']);
      expect(await ids({ status: 'paid' })).toEqual(['a', 'c', 'B']);
      expect(await ids({ limit: 2 })).toEqual(['d', 'a']);
      expect(await ids({ limit: 2, after: 'a' })).toEqual(['e', 'c']);
      expect(await ids({ limit: 2, after: 'c' })).toEqual(['B', 'b']);
      expect(await ids({ status: 'paid', after: 'c' })).toEqual(['B']);
      expect(await ids({ after: 'b' })).toEqual([]);
      expect(await ids({ after: 'nobody' })).toEqual([]);
      expect((await store.scanReview()).map(({ id }) => id)).toEqual(['e', 'd']);
      expect((await store.scanReview(1)).map(({ id }) => id)).toEqual(['e']);
    });

    it('says how it is doing', async () => {
      const store = await opened(open);
      expect(await store.summary()).toEqual({ intents: {}, unresolved: 0, undelivered: 0 });
      for (const id of ['1', '2', '3']) await store.createIntent(intent({ id, order: id }));
      await store.claim('1', attempt({ submittedAt: 70 }));
      await store.claim('2', attempt({ submittedAt: 60 }));
      const kept = await store.get('3');
      await store.advance({ ...(kept ?? intent()), status: 'paid' }, { events: [event()] });
      expect(await store.summary()).toEqual({
        intents: { confirming: 2, paid: 1 },
        unresolved: 2,
        oldestUnresolved: 60,
        undelivered: 1,
      });
      expect((await store.scanUnresolved(99, 1)).map(({ id }) => id)).toEqual(['2']);
      expect((await store.scanUnresolved(Infinity)).map(({ id }) => id)).toEqual(['2', '1']);
    });

    it('gives an order to one of fifty attempts at once, and changes a version once', async () => {
      const store = await opened(open);
      const kept = await store.createIntent(intent());
      const claims = await Promise.all(
        Array.from({ length: 50 }, (_, n) => store.claim('intent-1', attempt({ key: `key-${n}` }))),
      );
      const types = claims.map(({ type }) => type).toSorted();
      expect(types).toEqual(['claimed', ...Array.from({ length: 49 }, () => 'processing')]);
      const changes = await Promise.all(
        Array.from({ length: 20 }, (_, n) => store.advance({ ...kept, version: 1, amount: `${n}.00` })),
      );
      expect(changes.filter(Boolean)).toHaveLength(1);
      expect(await store.get('intent-1')).toEqual(changes.find(Boolean));
    });
  });
}
