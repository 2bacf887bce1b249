import { describe, expect, it } from 'vitest';
import { anna, form, json, login, minute, open } from './tools.case.ts';

describe('settings', () => {
  it('are shown and changed by name, and end with a reset', async () => {
    const { send, get } = open();
    const changed = await json(await send('/__sandbox/settings', { cof: false, language: 'EN' }, {}, 'PATCH'));
    expect(changed).toMatchObject({ cof: false, language: 'EN', check: 'md5' });
    await send('/__sandbox/reset', '');
    expect(await json(await get('/__sandbox/settings'))).toMatchObject({ cof: true, language: 'RU' });
  });

  it.each([
    [{ cof: 'no' }],
    [{ storedCardCvc: 'never' }],
    [{ check: 'sha' }],
    [{ notify: { url: 'nowhere' } }],
    [{ orderLifetimeMs: -1 }],
    [{ wrong: true }],
    [{ __proto__: null, toString: 1 }],
    [[]],
  ])('make no sense as %j, and nothing changes', async (change) => {
    const { send, get } = open();
    const before = await json(await get('/__sandbox/settings'));
    const answer = await send('/__sandbox/settings', change, {}, 'PATCH');
    expect(answer.status).toBe(400);
    expect(await json(await get('/__sandbox/settings'))).toEqual(before);
  });

  it('cannot demand signatures that nobody can check', async () => {
    const { send } = open();
    expect((await send('/__sandbox/settings', { check: 'signature' }, {}, 'PATCH')).status).toBe(400);
  });

  it('without COF: Token Pay fails with 15/306, the list still answers', async () => {
    const { send, tokenFields, sandbox, call } = open({ settings: { cof: false } });
    expect((await json(await send('/pay/tokenpay.cfm', tokenFields()))).fault).toMatchObject({
      faultcode: 15,
      faultstring: 306,
    });
    expect(sandbox.ledger).toEqual([]);
    expect(await call('/pay/oneclick/v1/token.cfm', { CustomerNumber: 'anna' })).toHaveLength(2);
  });

  it('with the code asked of all stored cards: the list says so, and Token Pay wants it', async () => {
    const { send, tokenFields, call, pay } = open({ settings: { storedCardCvc: 'always' } });
    const cards = await call('/pay/oneclick/v1/token.cfm', { CustomerNumber: 'anna' });
    expect(cards.every((card: { needCVC: boolean }) => card.needCVC)).toBe(true);
    const { fault } = await json(await send('/pay/tokenpay.cfm', tokenFields()));
    expect(fault).toMatchObject({ faultcode: 3, faultstring: 115 });
    expect(await pay({ CVC2: '123' })).toMatchObject({ orderstate: 'Approved' });
  });

  it('take away check values', async () => {
    const { pay, bills } = open({ settings: { check: 'off' } });
    await pay();
    expect((await bills())[0]).toMatchObject({ checkvalue: '', checkdata: { checkvalue: '' } });
  });
});

describe('customers and cards', () => {
  const customer = '/__sandbox/customers/ivan';
  const card = {
    expire: '12.2030',
    token: '49D902C6-1CCF-4605-9228-11D0E8115C77',
    bank: '',
    brand: 'VISA',
    bin: 412_362,
    active: true,
    needCVC: false,
    post: '0028',
    assets: [],
  };

  it('are made, changed and taken away', async () => {
    const { send, get, call } = open();
    const list = () => call('/pay/oneclick/v1/token.cfm', { CustomerNumber: 'ivan' });
    await send(customer, { cards: [card] }, {}, 'PUT');
    expect(await list()).toEqual([card]);
    await send(`${customer}/cards/${card.token}`, { active: false, expire: '01.2020' }, {}, 'PATCH');
    expect(await list()).toMatchObject([{ active: false, expire: '01.2020' }]);
    expect((await json(await get('/__sandbox/customers'))).customers.ivan).toHaveLength(1);
    await send(`${customer}/cards/${card.token}`, '', {}, 'DELETE');
    expect(await list()).toEqual([]);
    await send(customer, '', {}, 'DELETE');
    expect((await get(customer)).status).toBe(404);
  });

  it.each([
    [{ ...card, post: 28 }, 'cards[0].post'],
    [{ ...card, token: 'x' }, 'cards[0].token'],
    [{ ...card, expire: '13.2030' }, 'cards[0].expire'],
    [null, 'cards[0].card'],
  ])('that make no sense are refused by name', async (wrong, name) => {
    const { send, get } = open();
    const answer = await send(customer, { cards: [wrong] }, {}, 'PUT');
    expect((await json(answer)).error).toContain(name);
    expect((await get(customer)).status).toBe(404);
  });

  it('that are not there are not found', async () => {
    const { send } = open();
    expect((await send(`${customer}/cards/x`, { active: false }, {}, 'PATCH')).status).toBe(404);
    expect((await send('/__sandbox/customers/anna/cards/x', '', {}, 'DELETE')).status).toBe(404);
    expect((await send(customer, '', {}, 'DELETE')).status).toBe(404);
  });
});

describe('the clock', () => {
  it('is read, moved on and set, and what is due happens', async () => {
    const { send, get, bills } = open();
    await send('/pay/payrequest.cfm', { Merchant_ID: 452739, OrderNumber: 'ORD-1', OrderAmount: '15.00' });
    await send('/__sandbox/clock', { advanceMs: 20 * minute });
    expect((await bills())[0].orderstate).toBe('Timeout');
    expect(await json(await get('/__sandbox/clock'))).toEqual({ now: '2026-11-23T09:50:00.000Z' });
    expect(await json(await send('/__sandbox/clock', { now: '2027-01-01T00:00:00Z' }))).toEqual({
      now: '2027-01-01T00:00:00.000Z',
    });
    expect((await send('/__sandbox/clock', { now: 'tomorrow' })).status).toBe(400);
    expect((await send('/__sandbox/clock', { advanceMs: 'x' })).status).toBe(400);
  });
});

describe('the ledger', () => {
  it('has every movement in order, and nobody writes in it', async () => {
    const { pay, get, sandbox } = open();
    await pay();
    sandbox.ledger.length = 0;
    const [line] = sandbox.ledger;
    if (line) line.amount = '0.01';
    expect(await json(await get('/__sandbox/ledger'))).toMatchObject({
      entries: [{ type: 'charge', order: 'ORD-1', amount: '15.00', customer: 'anna', at: '2026-11-23T09:30:00.000Z' }],
      forgotten: 0,
    });
  });

  it('says how many of its lines it no longer remembers', async () => {
    const { pay, get, bills } = open({ remember: 3 });
    for (let number = 1; number <= 5; number++)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await pay({ OrderNumber: `ORD-${number}` });
    const { entries, forgotten } = await json(await get('/__sandbox/ledger'));
    expect([entries.map((entry: { order: string }) => entry.order), forgotten]).toEqual([
      ['ORD-3', 'ORD-4', 'ORD-5'],
      2,
    ]);
    expect(await bills('ORD-2')).toEqual([]);
    expect(await bills('ORD-3')).toHaveLength(1);
  });
});

// What each does to each service is in faults.test.ts.
describe('misbehaviour', () => {
  const rule = (kind: string, more: object = {}) => ({ service: 'tokenpay', kind, ...more });

  it('is ordered, listed, counted down and ended', async () => {
    const { send, get, call } = open();
    await send('/__sandbox/faults', { service: 'list', kind: 'html', times: 1 });
    await send('/__sandbox/faults', { service: 'remove', kind: 'html' });
    expect((await json(await get('/__sandbox/faults'))).rules).toHaveLength(2);
    const list = (CustomerNumber: string) => call('/pay/oneclick/v1/token.cfm', { CustomerNumber });
    await expect(list('anna')).rejects.toThrow('not valid JSON');
    expect(await list('anna')).toHaveLength(2);
    await send('/__sandbox/faults', '', {}, 'DELETE');
    expect((await json(await get('/__sandbox/faults'))).rules).toEqual([]);
  });

  it('may be for one customer or one order', async () => {
    const { send, pay: payOnce, sandbox } = open();
    await send('/__sandbox/faults', rule('decline', { order: 'ORD-2' }));
    await send('/__sandbox/faults', rule('decline', { customer: 'boris' }));
    expect(await payOnce()).toMatchObject({ orderstate: 'Approved' });
    expect(await payOnce({ OrderNumber: 'ORD-2' })).toMatchObject({ orderstate: 'Declined' });
    const token = '00000B0B-0F11-4E5A-6B0C-000000000001';
    const boris = { OrderNumber: 'ORD-3', PaymentToken: JSON.stringify({ Token: token, CustomerNumber: 'boris' }) };
    expect(await payOnce(boris)).toMatchObject({ orderstate: 'Declined' });
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('says another amount, with a check value that fits it, and keeps the right one', async () => {
    const { send, pay: payOnce, bills, sandbox } = open();
    await payOnce();
    await send('/__sandbox/faults', { service: 'orderresult', kind: 'wrong-amount', times: 1 });
    const [wrong] = await bills();
    expect([wrong.orderamount, wrong.operations[0].amount]).toEqual([16, 16]);
    const [right] = await bills();
    expect(right.orderamount).toBe(15);
    expect(wrong.checkvalue).not.toBe(right.checkvalue);
    expect(sandbox.ledger[0]?.amount).toBe('15.00');
  });

  it('answers a fault of its own in the format of the service', async () => {
    const { send } = open();
    await send('/__sandbox/faults', { service: 'orderresult', kind: 'fault', code: '10/201' });
    const answer = await send('/orderresult/orderresult.cfm', form({ ...login, Format: 3 }));
    expect(await answer.text()).toContain('firstcode="10" secondcode="201"');
  });

  it.each([
    [{ service: 'bank', kind: 'robbery' }],
    [{ service: 'list', kind: 'html', times: 'one' }],
    [{ kind: 'html' }],
    ['{'],
  ])('cannot be ordered as %j', async (wrong) => {
    const { send, get } = open();
    expect((await send('/__sandbox/faults', wrong)).status).toBe(400);
    expect((await json(await get('/__sandbox/faults'))).rules).toEqual([]);
  });
});

it('removes a card once, as the ledger of cards says', async () => {
  const { send, call } = open();
  const body = { merchant: login, customernumber: 'anna', token: anna.card1030 };
  await send('/pay/oneclick/v1/rem_token.cfm', body);
  expect(await call('/pay/oneclick/v1/token.cfm', { CustomerNumber: 'anna' })).toHaveLength(1);
});
