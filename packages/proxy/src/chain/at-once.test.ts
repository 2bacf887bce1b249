// Requests of one order that overtake each other: what one has read is old by the time that it is used.
import { expect, it } from 'vitest';
import { event } from '../records.case.ts';
import { json, ready, shop } from './shop.case.ts';

const turn = () => new Promise<void>((done) => setImmediate(done));
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}

/** A promise that is kept from outside. */
function gate<TValue = void>() {
  let open: (value: TValue) => void = () => {};
  const opened = new Promise<TValue>((done) => (open = done));
  return { open, opened };
}

/** Two requests read the card list at once: the first one as soon as both are there, the second one when it is let go. */
function twoLists() {
  const held = gate<boolean>();
  let reads = -1;
  return {
    begin: () => void (reads = 0),
    bothRead: () => until(() => reads >= 2),
    letGo: (isRead: boolean) => held.open(isRead),
    instead: async (service: string) => {
      if (service !== 'token.cfm' || reads < 0) return undefined;
      const isFirst = ++reads === 1;
      await until(() => reads >= 2);
      if (isFirst || (await held.opened)) return undefined;
      return { type: 'unknown', cause: new Error('no answer') } as const;
    },
  };
}

it('a twin that cannot read the cards, while the other one pays, does not hear that nothing was charged', async () => {
  const list = twoLists();
  const { confirm, intent, visa, sandbox, payments } = await ready({ instead: list.instead });
  list.begin();
  const first = confirm(intent, visa.id);
  const twin = confirm(intent, visa.id);
  await list.bothRead();
  expect(await json(await first)).toMatchObject({ status: 'paid' });
  list.letGo(false);
  expect(await json(await twin)).toMatchObject({ status: 'paid' });
  expect([payments(), sandbox.ledger.length]).toEqual([1, 1]);
});

it('the refusal of an attempt that came and went meanwhile is none of the next one, whose call is still out', async () => {
  const list = twoLists();
  const { confirm, intent, visa, mastercard, sandbox, read, clock } = await ready({ instead: list.instead });
  list.begin();
  sandbox.fault({ service: 'tokenpay', kind: 'decline', times: 1 });
  const first = confirm(intent, visa.id, 1);
  const second = confirm(intent, mastercard.id, 2);
  await list.bothRead();
  expect(await json(await first)).toMatchObject({ status: 'declined' });
  // The gateway has the second one, and will charge it when nobody is there to hear.
  sandbox.fault({ service: 'tokenpay', kind: 'never-answer', times: 1 });
  list.letGo(true);
  expect(await json(await second)).toMatchObject({ status: 'unconfirmed' });
  clock.advance(60_000);
  expect(await read(intent)).toMatchObject({ status: 'unconfirmed' });
});

it('who looks while the look before is still being told of hears how things stand now', async () => {
  const telling = gate();
  const told = gate();
  const onSettled = async () => {
    telling.open();
    await told.opened;
  };
  const one = await ready({ amount: '1250.01', options: { onSettled } });
  const { intent, visa, sandbox, store, clock, read } = one;
  const other = shop({ store, sandbox, amount: '1250.01', options: { now: clock.now } });
  sandbox.fault({ service: 'tokenpay', kind: 'never-answer-charged', times: 1 });
  sandbox.fault({ service: 'orderresult', kind: 'server-error', times: 1 });
  expect(await json(await other.confirm(intent, visa.id, 1))).toMatchObject({ status: 'unconfirmed' });
  const kept = await store.get(intent.id);
  if (kept) await store.advance(kept, { events: [event({ id: 'other.paid', order: '2342' })] });
  // This look finds the refusal, and waits for the shop, which is slow to take what is in the outbox.
  const first = read(intent);
  await telling.opened;
  sandbox.fault({ service: 'tokenpay', kind: 'never-answer', times: 1 });
  expect(await json(await other.confirm(intent, visa.id, 2))).toMatchObject({ status: 'unconfirmed' });
  expect(await read(intent)).toMatchObject({ status: 'unconfirmed' });
  told.open();
  expect(await first).toMatchObject({ status: 'declined' });
});
