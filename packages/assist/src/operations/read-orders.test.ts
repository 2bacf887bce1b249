import { describe, expect, it } from 'vitest';
import { orderResult, orderStateXml, resultOrder, tokenPaymentSoap, workedValues } from '../documented.case.ts';
import { faultShapes, gatewaySaying } from '../gateway.case.ts';
import type { AssistClient, OrderSearch } from '../index.ts';

const window = { from: new Date('2026-03-01T10:20:30Z'), to: new Date('2026-03-04T23:59:01Z') };
const search = { order: 'ORD-1001', ...window } as const;
const flatState = (change: object = {}) => ({
  orderstate: {
    ordernumber: 'ORD-1001',
    billnumber: '5161957242913224',
    orderamount: 15,
    ordercurrency: 'BYN',
    orderstate: 'Approved',
    checkdata: { packetdate: '04.03.2026 10:25', signature: '', checkvalue: workedValues.Approved },
    ...change,
  },
});

describe.each<[string, string, (assist: AssistClient, ask: OrderSearch) => ReturnType<AssistClient['readOrderState']>]>(
  [
    ['read-order-result', '/orderresult/orderresult.cfm', (assist, ask) => assist.readOrderResult(ask)],
    ['read-order-state', '/orderstate/orderstate.cfm', (assist, ask) => assist.readOrderState(ask)],
  ],
)('%s', (_, path, ask) => {
  it('says the window in UTC to the minute, never narrower than what was asked for, and the format', async () => {
    const { assist, sent } = gatewaySaying(orderResult(resultOrder()));
    await ask(assist, search);
    expect(sent).toMatchObject([{ path, type: 'application/x-www-form-urlencoded' }]);
    expect(sent[0]?.fields).toEqual({
      Ordernumber: 'ORD-1001',
      Merchant_ID: '452739',
      Login: 'LOGIN',
      Password: 'PASSWORD',
      StartYear: '2026',
      StartMonth: '3',
      StartDay: '1',
      StartHour: '10',
      StartMin: '20',
      EndYear: '2026',
      EndMonth: '3',
      EndDay: '5',
      EndHour: '0',
      EndMin: '0',
      Language: 'EN',
      Format: '5',
    });
  });

  it.each([
    ['the documented JSON', orderResult(resultOrder())],
    ['JSON with strings', orderResult(resultOrder({ orderamount: '15.00', testmode: '1' }, { operationtype: '100' }))],
    ['one order that is no list', { orderresult: { orders: resultOrder() } }],
    ['an order state', flatState()],
    ['XML with spaces around values', orderStateXml()],
    ['a check value in lower case', orderStateXml('Approved', workedValues.Approved.toLowerCase())],
    [
      'a check value in a block of its own',
      orderResult(resultOrder({ checkvalue: undefined, checkdata: { checkvalue: workedValues.Approved } })),
    ],
  ])('reads %s', async (__, answer) => {
    expect((await ask(gatewaySaying(answer).assist, search)).bills).toMatchObject([
      { billNumber: '5161957242913224', order: 'ORD-1001', amount: '15.00', currency: 'BYN', state: 'Approved' },
    ]);
  });

  it('gives every bill of the order', async () => {
    const second = resultOrder(
      { billnumber: '5161957242913225', orderstate: 'In Process', checkvalue: workedValues['In Process'] },
      { billnumber: '5161957242913225.1', responsecode: 'AS300' },
    );
    const { bills } = await ask(gatewaySaying(orderResult(resultOrder(), second)).assist, search);
    expect(bills.map(({ billNumber, state }) => `${billNumber} ${state}`)).toEqual([
      '5161957242913224 Approved',
      '5161957242913225 In Process',
    ]);
  });

  it('gives every bill of the order also where one stands flat and all of them beside it', async () => {
    const [first, second] = [
      { billnumber: '5161957242913224', orderstate: 'Approved', checkvalue: workedValues.Approved },
      { billnumber: '5161957242913225', orderstate: 'In Process', checkvalue: workedValues['In Process'] },
    ].map((change) => flatState(change).orderstate);
    const answer = { orderstate: { ...first, orders: [first, second] } };
    expect((await ask(gatewaySaying(answer).assist, search)).bills.map(({ billNumber }) => billNumber)).toEqual([
      '5161957242913224',
      '5161957242913225',
    ]);
  });

  it.each(Object.entries(faultShapes))('is no bills where the period has none: 10/201 as %s', async (__, shape) => {
    expect(await ask(gatewaySaying(() => shape(10, 201)).assist, search)).toEqual({ bills: [] });
  });

  it.each(Object.entries(faultShapes))('tells both codes of any other fault as %s', async (__, shape) => {
    await expect(ask(gatewaySaying(() => shape(7, 102)).assist, search)).rejects.toMatchObject({
      first: 7,
      second: 102,
    });
  });

  it('does not take 10/201 from a server that broke for "no bills"', async () => {
    const broken = () => Response.json({ firstcode: 10, secondcode: 201 }, { status: 502 });
    await expect(ask(gatewaySaying(broken).assist, search)).rejects.toMatchObject({ name: 'AssistFault' });
  });

  it.each([
    ['a wrong check value', resultOrder({ checkvalue: `0${workedValues.Approved.slice(1)}` }), 'check value'],
    ['no check value', resultOrder({ checkvalue: '' }), 'check value'],
    [
      'the check value of another state',
      resultOrder({ orderstate: 'Approved', checkvalue: workedValues.Delayed }),
      'check value',
    ],
    ['the check value of another amount', resultOrder({ orderamount: 1500 }), 'check value'],
    ['a state that nobody knows, unsigned', resultOrder({ orderstate: 'Paid' }), 'check value'],
    ['no bill number', resultOrder({ billnumber: '' }), 'has no number'],
    ['a bill number that has lost a digit as a number', resultOrder({ billnumber: 2 ** 53 }), 'has no number'],
    ['a bill number that is too short', resultOrder({ billnumber: '51619572429132' }), 'has no number'],
    ['no order number', resultOrder({ ordernumber: '' }), 'has no number'],
    ['an amount that is none', resultOrder({ orderamount: 'fifteen' }), 'amount'],
    ['a fraction of a kopek', resultOrder({ orderamount: 15.001 }), 'amount'],
  ])('is not believed with %s', async (__, order, words) => {
    await expect(ask(gatewaySaying(orderResult(order)).assist, search)).rejects.toThrow(words);
    // Half a truth is none: a good bill beside it changes nothing.
    await expect(ask(gatewaySaying(orderResult(resultOrder(), order)).assist, search)).rejects.toThrow(words);
  });

  it('is not believed about another order, nor about another bill', async () => {
    const other = gatewaySaying(orderResult(resultOrder({ ordernumber: 'ORD-1' })), { checkSecret: '' }).assist;
    await expect(ask(other, search)).rejects.toThrow('another order');
    const bill = { bill: '5161957242913225', ...window };
    await expect(ask(gatewaySaying(orderResult(resultOrder())).assist, bill)).rejects.toThrow('another bill');
  });

  it('asks by the bill’s number alone', async () => {
    const { assist, sent } = gatewaySaying(orderResult(resultOrder()));
    expect((await ask(assist, { bill: '5161957242913224.1', ...window })).bills).toHaveLength(1);
    expect(sent[0]?.fields).toMatchObject({ Billnumber: '5161957242913224.1' });
    expect(sent[0]?.fields).not.toHaveProperty('Ordernumber');
  });

  it.each([
    ['nothing', ''],
    ['null', null],
    ['a list', []],
    ['a string', '"Approved"'],
    ['a web page', '<html>Approved</html>'],
    ['half of the XML', orderStateXml().slice(0, -30)],
    ['two wrappers', { ...orderResult(resultOrder()), ...flatState() }],
    ['an empty object', {}],
  ])('cannot be read from %s', async (__, answer) => {
    await expect(ask(gatewaySaying(answer).assist, search)).rejects.toMatchObject({ name: 'AssistMalformed' });
  });

  it('is no bills where the documented list is empty', async () => {
    expect(await ask(gatewaySaying(orderResult()).assist, search)).toEqual({ bills: [] });
  });

  it.each<[string, object]>([
    ['from', { from: new Date(Number.NaN) }],
    ['to', { to: new Date(Number.NaN) }],
    ['to', { to: new Date('2026-03-01T10:20:29Z') }],
    ['order', { order: '' }],
    ['order', { order: undefined }],
    ['bill', { order: undefined, bill: '1' }],
  ])('names the field "%s" of %j before anything is sent', async (field, change) => {
    const { assist, sent } = gatewaySaying(orderResult());
    await expect(ask(assist, { ...search, ...change } as OrderSearch)).rejects.toMatchObject({ field });
    expect(sent).toEqual([]);
  });
});

describe('read-order-result', () => {
  it('tells what was done about the bill: captures and refunds, in the gateway’s order', async () => {
    const order = resultOrder({ orderstate: 'PartialCanceled' });
    const operations = [
      ...order.operations,
      { billnumber: '5161957242913224.2', operationtype: 300, amount: 5, currency: 'BYN', responsecode: 'AS000' },
    ];
    const answer = orderResult({ ...order, operations });
    const { bills } = await gatewaySaying(answer, { checkSecret: '' }).assist.readOrderResult(search);
    expect(bills[0]?.operations).toMatchObject([
      { number: '5161957242913224.1', type: 'payment', amount: '15.00', responseCode: 'AS000' },
      { number: '5161957242913224.2', type: 'cancel', amount: '5.00', responseCode: 'AS000' },
    ]);
    expect(bills[0]).toMatchObject({ state: 'PartialCanceled', isTest: true });
  });

  it('reads SOAP with the operation inside of the order', async () => {
    const { assist } = gatewaySaying(tokenPaymentSoap('Delayed'), { checkSecret: '' });
    expect((await assist.readOrderResult(search)).bills).toMatchObject([
      { state: 'Delayed', operations: [{ type: 'payment', amount: '15.00' }] },
    ]);
  });
});

describe('read-order-state', () => {
  it('is where the bill stands and no more', async () => {
    const { bills } = await gatewaySaying(flatState()).assist.readOrderState(search);
    expect(bills).toEqual([
      {
        billNumber: '5161957242913224',
        order: 'ORD-1001',
        amount: '15.00',
        currency: 'BYN',
        state: 'Approved',
        responseCode: '',
      },
    ]);
  });
});
