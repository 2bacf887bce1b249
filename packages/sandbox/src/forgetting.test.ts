// A sandbox that runs for months forgets old bills. What it must never forget is that an order was paid.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFile } from './node.ts';
import { PaidOrders } from './paid-orders.ts';
import { form, json, login, open } from './tools.case.ts';

type Tools = ReturnType<typeof open>;

/** Pays so many more orders: what came before is forgotten. */
async function payMore(tools: Tools, count: number): Promise<void> {
  for (let number = 1; number <= count; number++)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await tools.pay({ OrderNumber: `MORE-${number}` });
}

const codesOf = async (answer: Response) => {
  const { fault } = await json(answer);
  return fault && `${fault.faultcode}/${fault.faultstring}`;
};
const chargesOf = ({ sandbox }: Tools, order: string) => sandbox.ledger.filter((line) => line.order === order).length;

describe('an order that was paid, and whose bills are forgotten', () => {
  it.each([
    ['paid', {}],
    ['authorised', { Delay: 1 }],
  ])('is not paid again with a token, once %s', async (_, change) => {
    const tools = open({ remember: 3 });
    await tools.pay(change);
    await payMore(tools, 3);
    expect(await tools.bills()).toEqual([]);
    expect(await codesOf(await tools.send('/pay/tokenpay.cfm', tools.tokenFields()))).toBe('11/201');
    expect(chargesOf(tools, 'ORD-1')).toBe(0);
  });

  it('is not paid again with a card, on the page, by its link, or as a recurring payment', async () => {
    const tools = open({ remember: 4 });
    await tools.pay();
    await payMore(tools, 4);
    const order = { ...login, OrderNumber: 'ORD-1', OrderAmount: '15.00', OrderCurrency: 'BYN' };
    const card = { Cardnumber: '4111111111111111', Expiremonth: 12, Expireyear: 2030, Cvc2: '123' };
    expect(await codesOf(await tools.send('/pay/silentpay.cfm', { ...order, ...card }))).toBe('11/201');
    expect(await codesOf(await tools.send('/pay/payrequest.cfm', order))).toBe('11/201');
    const page = await tools.send('/pay/order.cfm', form(order));
    expect(page.headers.get('location')).toContain('ErrorID=11-201');

    const agreement = { RecurringIndicator: 1, RecurringMinAmount: '5.00', RecurringMaxAmount: '20.00' };
    const until = { RecurringPeriod: 30, RecurringMaxDate: '31.12.2027' };
    const { url } = await json(
      await tools.send('/pay/payrequest.cfm', { ...order, OrderNumber: 'INITIAL', ...agreement, ...until }),
    );
    const { pathname, search } = new URL(url);
    const typed = { choice: 'new', CardNumber: card.Cardnumber, ExpireMonth: 12, ExpireYear: 30, CVC2: 123, agree: 1 };
    await tools.send(pathname + search, form(typed));
    const [{ billnumber }] = await tools.bills('INITIAL');
    const next = { ...login, Billnumber: billnumber, Amount: '9.90', Currency: 'BYN' };
    expect(await codesOf(await tools.send('/recurrent/rp.cfm', { ...next, OrderNumber: 'ORD-1' }))).toBe('11/201');
    expect(await codesOf(await tools.send('/recurrent/rp.cfm', { ...next, OrderNumber: 'ORD-2' }))).toBeUndefined();
    expect(chargesOf(tools, 'ORD-1')).toBe(0);
  });

  it('is not paid by a page that stood open all the while', async () => {
    const tools = open({ remember: 4 });
    const order = { ...login, OrderNumber: 'ORD-1', OrderAmount: '15.00', OrderCurrency: 'BYN' };
    await tools.pay();
    // Another bill of the order, opened before the first was paid, is younger than it and still remembered.
    await tools.settings({ acceptDuplicates: true });
    await tools.pay({ OrderNumber: 'BETWEEN' });
    const { url } = await json(await tools.send('/pay/payrequest.cfm', order));
    await tools.settings({ acceptDuplicates: false });
    await payMore(tools, 2);
    const { pathname, search } = new URL(url);
    const typed = { choice: 'new', CardNumber: '4111111111111111', ExpireMonth: 12, ExpireYear: 30, CVC2: 123 };
    await tools.send(pathname + search, form(typed));
    expect(await json(await tools.get('/__sandbox/orders/ORD-1'))).toMatchObject({
      bills: [{ state: 'In Process' }],
      paidAndForgotten: true,
    });
    expect(await (await tools.get(pathname + search)).text()).toContain('Этот заказ уже оплачен');
    const access = await json(
      await tools.send('/api/v1/auth/login.cfm', { login: 'LOGIN', password: 'PASSWORD', audience: 'POS' }),
    );
    const denied = await tools.send(
      '/api/v1/order/cancel.cfm',
      { login: 'LOGIN', password: 'PASSWORD', ordernumber: 'ORD-1', merchant_id: '452739' },
      { authorization: `Bearer ${access.access_token}` },
    );
    expect(await codesOf(denied)).toBe('15/308');
  });

  it('is never answered as if nobody had paid it: by its number, its bill, its confirmation and its cancel', async () => {
    const tools = open({ remember: 3 });
    const { billnumber } = await tools.pay();
    await payMore(tools, 3);
    const asked: [path: string, fields: Record<string, string>][] = [
      ['/orderresult/orderresult.cfm', { Ordernumber: 'ORD-1' }],
      ['/orderstate/orderstate.cfm', { Ordernumber: 'ORD-1' }],
      ['/orderresult/orderresult.cfm', { Billnumber: String(billnumber) }],
      ['/charge/charge.cfm', { Billnumber: String(billnumber) }],
      ['/cancel/wscancel.cfm', { Billnumber: String(billnumber) }],
    ];
    for (const [path, fields] of asked)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect([path, await codesOf(await tools.send(path, { ...login, ...fields }))]).toEqual([path, '2/1']);
  });

  it('is told from one that never was, and from one that was declined, which may be paid', async () => {
    const tools = open({ remember: 3 });
    await tools.pay({ OrderAmount: '15.02' });
    await payMore(tools, 3);
    const result = (order: string) => tools.send('/orderresult/orderresult.cfm', { ...login, Ordernumber: order });
    expect(await codesOf(await result('ORD-1'))).toBe('10/201');
    expect(await codesOf(await result('NEVER'))).toBe('10/201');
    expect(await tools.pay()).toMatchObject({ orderstate: 'Approved' });
  });

  it('may be paid again by a merchant who takes duplicates, and after a reset', async () => {
    const tools = open({ remember: 3, acceptDuplicates: true });
    await tools.pay();
    await payMore(tools, 3);
    expect(await tools.pay()).toMatchObject({ orderstate: 'Approved' });
    await tools.send('/__sandbox/reset', '');
    await tools.settings({ acceptDuplicates: false });
    expect(await tools.pay()).toMatchObject({ orderstate: 'Approved' });
  });
});

describe('with a data file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is not paid again after a restart either', async () => {
    const first = openDataFile(join(folder, 'sandbox.sqlite'));
    const tools = open({ remember: 3, keeper: first });
    await tools.pay();
    await payMore(tools, 3);
    first.close();
    const file = openDataFile(join(folder, 'sandbox.sqlite'));
    const again = open({ remember: 3, keeper: file });
    expect(await codesOf(await again.send('/pay/tokenpay.cfm', again.tokenFields()))).toBe('11/201');
    expect(await again.pay({ OrderNumber: 'NEW' })).toMatchObject({ orderstate: 'Approved' });
    file.close();
  });
});

describe('what is left of a paid order', () => {
  it('is there for each that was added and for no other, however often there was a need to grow', () => {
    const orders = new PaidOrders(undefined, 16);
    for (let number = 0; number < 20_000; number++) orders.add(`ORD-${number}`);
    const known = (prefix: string) =>
      Array.from({ length: 20_000 }, (_, number) => orders.has(`${prefix}-${number}`)).filter(Boolean).length;
    expect([known('ORD'), known('OTHER')]).toEqual([20_000, 0]);
  });

  it('is told to the keeper once', () => {
    const told: string[] = [];
    const keeper = { load: () => [], put: (_: string, key: string) => void told.push(key), remove() {}, clear() {} };
    const orders = new PaidOrders(keeper, 16);
    orders.add('ORD-1');
    orders.add('ORD-1');
    expect(told).toHaveLength(1);
    const again = new PaidOrders();
    expect([again.restore('bill', told[0] ?? ''), again.has('ORD-1')]).toEqual([false, false]);
    expect([again.restore('paid-order', told[0] ?? ''), again.has('ORD-1'), again.has('ORD-2')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
