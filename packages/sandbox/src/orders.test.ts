import { describe, expect, it } from 'vitest';
import { day, form, json, login, minute, open } from './tools.case.ts';

const charge = '/charge/charge.cfm';
const cancel = '/cancel/wscancel.cfm';
const byn = (Amount: string) => ({ Amount, Currency: 'BYN' });
const states = (bills: { orderstate: string }[]) => bills.map((bill) => bill.orderstate);
const lines = ({ sandbox }: ReturnType<typeof open>) => sandbox.ledger.map(({ type, amount }) => `${type} ${amount}`);

/** A payment in two stages, and what is done to it. */
async function delayed() {
  const tools = open();
  const { billnumber } = await tools.pay({ Delay: 1 });
  const Billnumber = String(billnumber);
  return {
    ...tools,
    confirm: (more: object = {}) => tools.call(charge, { Billnumber, ...more }),
    cancel: (more: object = {}) => tools.call(cancel, { Billnumber, ...more }),
  };
}

/** A payment in one stage, and what is done to it. */
async function paid() {
  const tools = open();
  const { billnumber } = await tools.pay();
  const Billnumber = String(billnumber);
  return { ...tools, Billnumber, cancel: (more: object = {}) => tools.call(cancel, { Billnumber, ...more }) };
}

describe('confirming', () => {
  it('takes all of what is blocked', async () => {
    const tools = await delayed();
    expect(await tools.confirm()).toMatchObject({
      charge: { orderstate: 'Approved', responsecode: 'AS000', operationtype: 200, amount: 15, orderamount: '15.00' },
    });
    expect(lines(tools)).toEqual(['authorise 15.00', 'capture 15.00']);
    expect((await tools.bills())[0].operations.map((one: { operationtype: number }) => one.operationtype)).toEqual([
      100, 200,
    ]);
  });

  it('takes a part and then the rest', async () => {
    const tools = await delayed();
    expect((await tools.confirm(byn('5.00'))).charge.orderstate).toBe('PartialDelayed');
    expect((await tools.confirm(byn('10.01'))).fault).toMatchObject({ faultcode: 5, faultstring: 108 });
    expect((await tools.confirm(byn('10.00'))).charge).toMatchObject({ orderstate: 'Approved', amount: 10 });
    expect((await tools.confirm()).fault).toMatchObject({ faultcode: 15, faultstring: 307 });
    expect(lines(tools)).toEqual(['authorise 15.00', 'capture 5.00', 'capture 10.00']);
  });

  it('wants amount and currency together, and the order’s own currency', async () => {
    const tools = await delayed();
    expect((await tools.confirm({ Amount: '5.00' })).fault).toMatchObject({ faultcode: 3, faultstring: 105 });
    expect((await tools.confirm({ Currency: 'BYN' })).fault).toMatchObject({ faultcode: 3, faultstring: 108 });
    expect((await tools.confirm({ Amount: '5.00', Currency: 'RUB' })).fault).toMatchObject({ faultcode: 5 });
    expect((await tools.confirm(byn('0.00'))).fault).toMatchObject({ faultcode: 5, faultstring: 108 });
    expect(lines(tools)).toEqual(['authorise 15.00']);
  });

  it('answers in CSV where nobody says how', async () => {
    const { send, pay } = open();
    const { billnumber } = await pay({ Delay: 1 });
    const answer = await send(charge, form({ ...login, Billnumber: String(billnumber) }));
    expect(await answer.text()).toMatch(/^ordernumber;.*\nORD-1;/);
  });
});

describe('cancelling', () => {
  it('lets go of what was only blocked', async () => {
    const tools = await delayed();
    expect((await tools.cancel()).wscancel.order).toMatchObject({
      orderstate: 'Canceled',
      billnumber: expect.stringMatching(/^\d{16}$/),
    });
    expect(lines(tools)).toEqual(['authorise 15.00', 'void 15.00']);
    expect((await tools.confirm()).fault).toMatchObject({ faultcode: 15, faultstring: 307 });
  });

  it('gives back in parts until all is back', async () => {
    const tools = await paid();
    const first = await tools.cancel(byn('5.00'));
    expect(first.wscancel.order).toMatchObject({
      orderstate: 'PartialCanceled',
      operations: [{ operationtype: 300, amount: 5, responsecode: 'AS000', billnumber: `${tools.Billnumber}.2` }],
    });
    expect(first.wscancel.checkdata).toEqual({ packetdate: expect.any(String), signature: '' });
    expect((await tools.cancel(byn('10.01'))).fault).toMatchObject({ faultcode: 5, faultstring: 108 });
    expect((await tools.cancel()).wscancel.order.orderstate).toBe('Canceled');
    expect((await tools.cancel()).fault).toMatchObject({ faultcode: 15, faultstring: 308 });
    expect(lines(tools)).toEqual(['charge 15.00', 'refund 5.00', 'refund 10.00']);
    expect(states(await tools.bills())).toEqual(['Canceled']);
  });

  it('gives back what was confirmed and lets go of the rest', async () => {
    const tools = await delayed();
    expect((await tools.cancel(byn('5.00'))).fault).toMatchObject({ faultcode: 15, faultstring: 300 });
    await tools.confirm(byn('6.00'));
    expect((await tools.cancel(byn('7.00'))).fault).toMatchObject({ faultcode: 5, faultstring: 108 });
    expect((await tools.cancel()).wscancel.order.orderstate).toBe('Canceled');
    expect(lines(tools)).toEqual(['authorise 15.00', 'capture 6.00', 'void 9.00', 'refund 6.00']);
  });

  it('takes the merchant’s own number of a refund once, from JSON and SOAP only', async () => {
    const { send, Billnumber, sandbox } = await paid();
    const refund = (shape: 'json' | 'form') => {
      const fields = { ...login, Billnumber, ...byn('1.00'), Format: '5', Externalrefundid: 'refund-0001' };
      return send(cancel, shape === 'json' ? fields : form(fields)).then(json);
    };
    expect(await refund('json')).toHaveProperty('wscancel');
    expect((await refund('json')).fault).toMatchObject({ faultcode: 11, faultstring: 216 });
    expect(await refund('form')).toHaveProperty('wscancel');
    expect(sandbox.ledger).toHaveLength(3);
  });

  it('takes the extended number of the payment, and no other', async () => {
    const { call, Billnumber } = await paid();
    expect((await call(cancel, { Billnumber: `${Billnumber}.2` })).fault).toMatchObject({ faultcode: 10 });
    expect((await call(cancel, { Billnumber: '12345' })).fault).toMatchObject({ faultcode: 4, faultstring: 143 });
    expect(await call('/cancel/cancel.cfm', { Billnumber: `${Billnumber}.1` })).toHaveProperty('wscancel');
  });

  it('refuses what was never paid', async () => {
    const { call, pay } = open();
    const { billnumber } = await pay({ OrderAmount: '15.01' });
    const refused = await call(cancel, { Billnumber: String(billnumber) });
    expect(refused.fault).toMatchObject({ faultcode: 15, faultstring: 308 });
  });
});

describe('an order that nobody has paid', () => {
  const opened = async (tools: ReturnType<typeof open>) =>
    json(await tools.send('/pay/payrequest.cfm', { Merchant_ID: 452739, OrderNumber: 'ORD-1', OrderAmount: '15.00' }));

  it('is in process, and runs out after its lifetime', async () => {
    const tools = open();
    expect(await opened(tools)).toMatchObject({ orderstate: 'In Process', expirationtime: '23.11.2026 09:50:00' });
    await tools.pass(20 * minute - 1);
    expect(states(await tools.bills())).toEqual(['In Process']);
    await tools.pass(1);
    expect(states(await tools.bills())).toEqual(['Timeout']);
    expect((await tools.call(cancel, { Billnumber: (await tools.bills())[0].billnumber })).fault.faultcode).toBe(15);
  });

  it('runs out as the merchant has it set', async () => {
    const tools = open({ settings: { orderLifetimeMs: minute } });
    await opened(tools);
    await tools.pass(minute);
    expect(states(await tools.bills())).toEqual(['Timeout']);
  });

  it('is closed by the merchant, who logs in for it first', async () => {
    const tools = open();
    await opened(tools);
    const who = { login: 'LOGIN', password: 'PASSWORD' };
    const deny = (bearer: string) =>
      tools
        .send(
          '/api/v1/order/cancel.cfm',
          { ...who, ordernumber: 'ORD-1', merchant_id: '452739' },
          { authorization: `Bearer ${bearer}` },
        )
        .then(json);
    expect((await deny('nothing')).fault).toMatchObject({ faultcode: 7 });
    const audience = { ...who, audience: 'POS', components: 'ws/cancelbynumber' };
    const { access_token } = await json(await tools.send('/api/v1/auth/login.cfm', audience));
    expect(await deny(access_token)).toEqual({ cancel: { orderstate: 'Declined' } });
    expect(states(await tools.bills())).toEqual(['Declined']);
    expect((await deny(access_token)).fault).toMatchObject({ faultcode: 15 });
    await tools.pass(15 * minute);
    expect((await deny(access_token)).fault).toMatchObject({ faultcode: 7 });
  });
});

describe('the window of a result', () => {
  it('is three days unless it is said', async () => {
    const tools = open();
    await tools.pay();
    await tools.pass(3 * day);
    expect(await tools.bills()).toHaveLength(1);
    await tools.pass(minute);
    expect(await tools.bills()).toEqual([]);
    const all = { StartYear: 2026, StartMonth: 11, StartDay: 23 };
    expect(await tools.bills('ORD-1', all)).toHaveLength(1);
    expect(
      await tools.bills('ORD-1', { ...all, EndYear: 2026, EndMonth: 11, EndDay: 23, EndHour: 9, EndMin: 29 }),
    ).toEqual([]);
    expect(
      await tools.bills('ORD-1', { ...all, EndYear: 2026, EndMonth: 11, EndDay: 23, EndHour: 9, EndMin: 30 }),
    ).toHaveLength(1);
  });

  it.each([
    [{ StartYear: '26' }, 4, 129],
    [{ StartYear: 2026, StartMonth: 13 }, 4, 129],
    [{ EndYear: 2026, EndHour: 24 }, 4, 130],
    [{ EndYear: 2020 }, 5, 130],
  ])('refuses %j', async (window, first, second) => {
    const answer = await open().call('/orderresult/orderresult.cfm', { Ordernumber: 'ORD-1', ...window });
    expect(answer.fault).toMatchObject({ faultcode: first, faultstring: second });
  });

  it('finds one bill by its number', async () => {
    const tools = open();
    await tools.pay({ OrderAmount: '15.01' });
    const { billnumber } = await tools.pay();
    const answer = await tools.call('/orderresult/orderresult.cfm', { Billnumber: String(billnumber) });
    expect(states(answer.orderresult.orders)).toEqual(['Approved']);
  });

  it('lists everything of the last three hours, a day at most', async () => {
    const tools = open();
    await tools.pay();
    const list = async (window: object) =>
      (await tools.send('/resultbydate/resultbydate.cfm', form({ ...login, ...window }))).text();
    expect((await list({})).split('\n')).toHaveLength(2);
    expect(await list({ StartYear: 2026, StartMonth: 11, StartDay: 22, StartHour: 9 })).toBe('error;5;4;');
    await tools.pass(4 * 60 * minute);
    expect(await list({})).toBe('error;10;201;');
  });
});

describe('a phone’s app', () => {
  it('makes itself known and reads a result without a login', async () => {
    const tools = open();
    await tools.pay();
    const register = `<s11:Envelope xmlns:s11="http://schemas.xmlsoap.org/soap/envelope/"><s11:Body><ns1:getRegistration xmlns:ns1="http://www.paysecure.ru/ws/"><ApplicationName>Shop</ApplicationName><DeviceUniqueId>phone-1</DeviceUniqueId></ns1:getRegistration></s11:Body></s11:Envelope>`;
    const registered = await (await tools.send('/registration/mobileregistration.cfm', register)).text();
    const [, id = ''] = /<SOAP-ENV:Body><ASS-NS:getRegistrationResponse><registration_id>(.*?)</.exec(registered) ?? [];
    const ask = (device: string) =>
      `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ws="http://www.paysecure.ru/ws/"><soapenv:Body><ws:orderresult><device_id>${device}</device_id><registration_id>${id}</registration_id><ordernumber>ORD-1</ordernumber><merchant_id>452739</merchant_id><date>23.11.2026</date></ws:orderresult></soapenv:Body></soapenv:Envelope>`;
    const path = '/orderresult/mobileorderresult.cfm';
    expect(await (await tools.send(path, ask('phone-1'))).text()).toContain('<orderstate>Approved</orderstate>');
    expect(await (await tools.send(path, ask('phone-2'))).text()).toContain('<faultstring>149</faultstring>');
  });

  it('is told where a receipt is, unless none was to be made', async () => {
    const tools = open({ origin: 'https://sandbox.test' });
    const { billnumber } = await tools.pay();
    const none = await tools.pay({ OrderNumber: 'ORD-2', GenerateReceipt: 0 });
    const ask = async (bill: unknown) =>
      (await tools.send('/fiscal/fiscalreceipt.cfm', form({ ...login, Billnumber: String(bill) }))).text();
    expect(await ask(billnumber)).toContain(
      `<ASS-NS:result><fiscalreceipt><url>https://sandbox.test/fiscal/receipt.cfm?bill=${String(billnumber)}</url>`,
    );
    expect(await (await tools.get(`/fiscal/receipt.cfm?bill=${String(billnumber)}`)).text()).toContain('15,00');
    expect(await ask(none['billnumber'])).toContain('<faultstring>179</faultstring>');
  });
});
