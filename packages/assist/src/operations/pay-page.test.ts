import { describe, expect, it } from 'vitest';
import { link, noLink, order } from '../documented.case.ts';
import { faultShapes, gatewaySaying, lost } from '../gateway.case.ts';
import type { PayPageOrder } from '../index.ts';

const recurring = { minAmount: '1.00', maxAmount: '20.00', periodDays: 30, until: '2027-12-31' };
const form = (request: PayPageOrder, options = {}) => gatewaySaying('', options).assist.payPageForm(request);

describe('pay-page-form', () => {
  it('is what section 4.1 prints, with its check value, and has no login in it', () => {
    const returns = { returnOk: 'https://shop.example.test/pay/ok', returnNo: 'https://shop.example.test/pay/no' };
    expect(form({ ...order, customer: 'cust-42', language: 'EN', ...returns })).toEqual({
      url: 'https://gateway.test/pay/order.cfm',
      fields: {
        Merchant_ID: '452739',
        OrderNumber: 'ORD-1001',
        OrderAmount: '15.00',
        OrderCurrency: 'BYN',
        CustomerNumber: 'cust-42',
        Language: 'EN',
        URL_RETURN_OK: 'https://shop.example.test/pay/ok',
        URL_RETURN_NO: 'https://shop.example.test/pay/no',
        Checkvalue: '350A53C10B2B26A6F720F3D0B7E4F18E',
      },
    });
  });

  it('has the recurring set under its documented names, signed without a customer', () => {
    expect(form({ ...order, recurring }).fields).toEqual({
      Merchant_ID: '452739',
      OrderNumber: 'ORD-1001',
      OrderAmount: '15.00',
      OrderCurrency: 'BYN',
      RecurringIndicator: '1',
      RecurringMinAmount: '1.00',
      RecurringMaxAmount: '20.00',
      RecurringPeriod: '30',
      RecurringMaxDate: '31.12.2027',
      Checkvalue: '41EEBD9109A3E437BB40D933E2765FA0',
    });
  });

  it('never has both a customer and the recurring set', () => {
    // What the types forbid, a caller without types may still say.
    const both = { ...order, customer: 'cust-42', recurring } as unknown as PayPageOrder;
    expect(() => form(both)).toThrow('"recurring" must be left out where there is a "customer"');
  });

  it('has everything else of the table under its documented name', () => {
    const { fields } = form(
      {
        ...order,
        delay: true,
        comment: 'x'.repeat(4000),
        returnTo: 'https://shop.example.test/back',
        payer: { email: 'anna@example.test' },
        receipt: { items: [{ name: 'x', price: '15.00', quantity: '1', amount: '15.00', tax: 'novat' }] },
        means: { card: true, applePay: false, erip: true },
        disable3ds: true,
        prepayment: true,
        mobileDevice: 5,
      },
      { sign: (text: string) => `signed(${text})` },
    );
    expect(fields).toMatchObject({
      Delay: '1',
      OrderComment: 'x'.repeat(4000),
      URL_RETURN: 'https://shop.example.test/back',
      Email: 'anna@example.test',
      Chequeitems: '{"items":[{"id":1,"name":"x","tax":"novat","price":15,"quantity":1,"amount":15}]}',
      CardPayment: '1',
      ApplePayPayment: '0',
      ERIPPayment: '1',
      Disable3DS: '1',
      Prepayment: '1',
      MobileDevice: '5',
      Signature: 'signed(452739;ORD-1001;15.00;BYN;1;1)',
    });
    expect(fields).not.toHaveProperty('GooglePayPayment');
  });

  it('has no check value without a secret word, and another delimiter where the support said so', () => {
    expect(form(order, { checkSecret: '' }).fields).not.toHaveProperty('Checkvalue');
    const { fields } = form(order, { checkDelimiter: '', sign: (text: string) => text });
    expect(fields['Signature']).toBe('452739ORD-100115.00BYN');
  });

  it.each<[string, object]>([
    ['order', { order: '' }],
    ['amount', { amount: '15' }],
    ['currency', { currency: 'BY' }],
    ['customer', { customer: '' }],
    ['customer', { customer: 'x'.repeat(33) }],
    ['comment', { comment: 'x'.repeat(4001) }],
    ['returnOk', { returnOk: `https://shop.test/${'x'.repeat(256)}` }],
    ['returnNo', { returnNo: '/relative' }],
    ['returnTo', { returnTo: 'javascript:alert(1)' }],
    ['payer.email', { payer: { email: 'x'.repeat(129) } }],
    ['mobileDevice', { mobileDevice: -5 }],
    ['receipt.items', { receipt: { items: [{ name: 'x', price: '1', quantity: '1', amount: '1.00' }] } }],
    ['recurring.minAmount', { recurring: { ...recurring, minAmount: '1' } }],
    ['recurring.maxAmount', { recurring: { ...recurring, maxAmount: '0.99' } }],
    ['recurring.periodDays', { recurring: { ...recurring, periodDays: 1000 } }],
    ['recurring.periodDays', { recurring: { ...recurring, periodDays: 0 } }],
    ['recurring.until', { recurring: { ...recurring, until: '31.12.2027' } }],
    ['recurring.until', { recurring: { ...recurring, until: '2027-02-31' } }],
  ])('names the field "%s" of %j', (field, change) => {
    expect(() => form({ ...order, ...change } as PayPageOrder)).toThrow(
      expect.objectContaining({ name: 'AssistInvalid', field }),
    );
  });
});

describe('pay-page-link', () => {
  it('asks with the same parameters, without a login, and gives the link and its end', async () => {
    const { assist, sent } = gatewaySaying(link());
    expect(await assist.payPageLink({ ...order, customer: 'cust-42' })).toEqual({
      type: 'link',
      url: 'https://test.paysec.by/pay/pay.cfm?CFSID=a1B2c3%3D%3D&stage=iframe',
      expiresAt: new Date('2026-03-04T10:41:33Z'),
    });
    expect(sent).toMatchObject([{ path: '/pay/payrequest.cfm', type: 'application/x-www-form-urlencoded' }]);
    expect(sent[0]?.fields).toEqual(form({ ...order, customer: 'cust-42' }).fields);
    expect(sent[0]?.text).not.toMatch(/LOGIN|PASSWORD/);
  });

  it('reads the address under its other name', async () => {
    const { url, ...rest } = link();
    expect(await gatewaySaying({ URL: url, ...rest }).assist.payPageLink(order)).toMatchObject({ type: 'link', url });
  });

  it.each([[noLink()], [{ ...link(), orderstate: 'Declined' }]])('is declined by %j', async (answer) => {
    expect(await gatewaySaying(answer).assist.payPageLink(order)).toEqual({ type: 'declined' });
  });

  it.each([
    ['no address', { ...link(), url: '' }],
    ['a path', { ...link(), url: '/pay/pay.cfm?CFSID=1' }],
    ['plain http', { ...link(), url: 'http://test.paysec.by/pay/pay.cfm' }],
    ['a script', { ...link(), url: 'javascript:alert(1)' }],
    ['a login in it', { ...link(), url: 'https://a:b@test.paysec.by/' }],
    ['a number', { ...link(), url: 7 }],
    ['a list', [link()]],
    ['nothing', ''],
    ['a web page', '<html></html>'],
  ])('sends no browser to %s', async (_, answer) => {
    await expect(gatewaySaying(answer).assist.payPageLink(order)).rejects.toMatchObject({ name: 'AssistMalformed' });
  });

  it('lets a gateway on this machine give an address on this machine', async () => {
    const url = 'http://127.0.0.1:9010/pay/pay.cfm?CFSID=1';
    const local = gatewaySaying({ ...link(), url }, { baseUrl: 'http://127.0.0.1:9010' });
    expect(await local.assist.payPageLink(order)).toMatchObject({ url });
  });

  it.each(Object.entries(faultShapes))('tells both codes of a fault as %s', async (_, shape) => {
    await expect(gatewaySaying(() => shape(5, 108)).assist.payPageLink(order)).rejects.toMatchObject({
      first: 5,
      second: 108,
    });
  });

  it('is asked for once: the order’s time begins with it', async () => {
    const { assist, sent } = gatewaySaying(lost);
    await expect(assist.payPageLink(order)).rejects.toMatchObject({ name: 'AssistLost' });
    expect(sent).toHaveLength(1);
  });
});
