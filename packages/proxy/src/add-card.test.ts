import { describe, expect, it } from 'vitest';
import { hour, json, minute, moved, order, shopIn, start, world } from './money.case.ts';

/** A shop where a card is added without an order. */
function shop(change = {}, acceptDuplicates = false) {
  const all = world([order('7')], acceptDuplicates);
  let next = 1;
  const verification = () => order(`V-${next++}`, { amount: '0.00', ...change });
  const tools = shopIn(all, undefined, { orders: { find: (number) => all.orders.get(number) ?? null, verification } });
  const add = async (body: object = { save: true, consent: { textVersion: 'en-1' } }) =>
    json(await tools.send('POST', '/cards/hosted', body));
  const cards = async () => (await json(await tools.send('GET', '/cards'))).cards;
  return { ...all, all, ...tools, add, cards };
}

/** Until the list has been looked at for a card that was kept. */
async function looked({ proxy, clock }: ReturnType<typeof shop>) {
  clock.advance(minute);
  await proxy.sweep();
  await proxy.sweep();
}

describe('POST /cards/hosted', () => {
  it('is there where the merchant has an order for it, and says so', async () => {
    const { send } = shopIn(world());
    expect(await json(await send('POST', '/cards/hosted', { save: true }))).toMatchObject({ code: 'not_found' });
    expect((await json(await send('GET', '/cards'))).capabilities.addWithoutOrder).toBe(false);
    expect((await json(await shop().send('GET', '/cards'))).capabilities.addWithoutOrder).toBe(true);
  });

  it('leads to the payment page as the customer, over nothing', async () => {
    const { add } = shop();
    expect(await add()).toMatchObject({
      url: 'https://gateway.test/pay/order.cfm',
      fields: { CustomerNumber: 'anna', OrderNumber: 'V-1', OrderAmount: '0.00' },
    });
    expect((await add()).fields.OrderNumber).toBe('V-2');
  });

  it('keeps the card, tells of it with the consent and the server’s time, and charges nothing', async () => {
    const tools = shop();
    const back = await tools.payOnPage(await tools.add(), '');
    expect(back.headers.get('location')).toBe('https://shop.test/orders/V-1');
    expect(await tools.cards()).toHaveLength(3);
    await looked(tools);
    expect(tools.told).toMatchObject([
      {
        type: 'card-saved',
        order: 'V-1',
        customer: 'anna',
        card: { brand: 'visa', last4: '1111' },
        consent: { textVersion: 'en-1', at: new Date(start).toISOString() },
      },
    ]);
    expect(moved(tools.all)).toEqual([]);
    await looked(tools);
    expect(tools.told).toHaveLength(1);
  });

  it.each([[{ save: false }], [{ save: true, order: '7' }], [{ save: true, customer: 'boris' }], [{}]])(
    'refuses %j',
    async (body) => {
      expect(await shop().add(body)).toMatchObject({ code: 'bad_request' });
    },
  );

  it('does not take an order that somebody pays for one that adds a card', async () => {
    const all = world([order('7')]);
    const tools = shopIn(all, undefined, { orders: { find: () => order('7'), verification: () => order('7') } });
    await tools.open('7');
    expect(await json(await tools.send('POST', '/cards/hosted', { save: true }))).toMatchObject({
      code: 'unavailable',
    });
  });
});

describe('a card that is kept with a payment', () => {
  it('is told of when the list has one more', async () => {
    const tools = shop();
    await tools.payOnPage(await tools.hosted('7', { save: true, consent: { textVersion: 'en-1' } }), 'save=1');
    await looked(tools);
    expect(tools.told).toMatchObject([
      { type: 'settled', status: 'paid' },
      { type: 'card-saved', card: { last4: '1111' } },
    ]);
  });

  it('that the page did not keep is not told of, however often the list is looked at', async () => {
    const tools = shop();
    await tools.payOnPage(await tools.hosted('7', { save: true }), '');
    for (const _ of Array.from({ length: 14 })) await looked(tools);
    expect(tools.told.map(({ type }) => type)).toEqual(['settled']);
    expect((await tools.store.findByOrder('7'))?.saving).toBeUndefined();
    const lists = tools.asked('token.cfm');
    await looked(tools);
    expect(tools.asked('token.cfm')).toBe(lists);
  });

  it('is not taken to be kept where the list before could not be read', async () => {
    const tools = shop();
    tools.sandbox.fault({ service: 'list', kind: 'server-error', times: 3 });
    await tools.payOnPage(await tools.hosted('7', { save: true }), 'save=1');
    await looked(tools);
    expect(tools.told.map(({ type }) => type)).toEqual(['settled']);
  });

  it.each([
    ['kept', 'save=1'],
    ['not kept', ''],
  ])('and was %s is still watched: a second payment in another tab goes to a person', async (_, more) => {
    const tools = shop(undefined, true);
    const page = await tools.hosted('7', { save: true });
    await tools.payOnPage(page, more);
    for (const _look of Array.from({ length: 14 })) await looked(tools);
    expect((await tools.store.findByOrder('7'))?.saving).toBeUndefined();
    // The other tab's browser never comes back.
    await tools.payOnPage(page, '', false);
    expect(moved(tools.all)).toEqual(['charge 1250.00', 'charge 1250.00']);
    tools.clock.advance(7 * hour);
    await tools.proxy.sweep();
    expect(await tools.proxy.review()).toMatchObject([{ order: '7', why: 'two-payments' }]);
  });
});
