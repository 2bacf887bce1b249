import { describe, expect, it } from 'vitest';
import { canceled, captured } from '../documented.case.ts';
import { faultShapes, gatewaySaying } from '../gateway.case.ts';
import type { Cancellation, Capture } from '../index.ts';

const whole = { bill: '5161957242913300' } as const;
const part = { bill: '5161957242913224', amount: '5.00', currency: 'BYN', reason: 'customer' } as const;
const unreadable = { type: 'unconfirmed', why: 'unreadable' };

describe('capture', () => {
  it('asks for all of it with neither sum nor currency, and is captured', async () => {
    const { assist, sent } = gatewaySaying(captured());
    expect(await assist.capture(whole)).toMatchObject({
      type: 'captured',
      isWhole: true,
      bill: { billNumber: '5161957242913300', state: 'Approved', order: 'ORD-1002' },
    });
    expect(sent).toMatchObject([{ path: '/charge/charge.cfm', type: 'application/x-www-form-urlencoded' }]);
    expect(sent[0]?.fields).toEqual({
      Billnumber: '5161957242913300',
      Merchant_ID: '452739',
      Login: 'LOGIN',
      Password: 'PASSWORD',
      Format: '5',
    });
  });

  it('captures a part, with everything else of the table', async () => {
    const { assist, sent } = gatewaySaying(captured({ orderstate: 'PartialDelayed', amount: 5 }));
    const request: Capture = {
      ...whole,
      amount: '5.00',
      currency: 'BYN',
      clientIp: '203.0.113.7',
      language: 'EN',
      autoDeposit: true,
      receipt: { items: [{ name: 'x', price: '5.00', quantity: '1', amount: '5.00' }] },
    };
    expect(await assist.capture(request)).toMatchObject({ type: 'captured', isWhole: false });
    expect(sent[0]?.fields).toMatchObject({
      Amount: '5.00',
      Currency: 'BYN',
      ClientIP: '203.0.113.7',
      Language: 'EN',
      AutoDeposit: '1',
      Chequeitems: '{"items":[{"id":1,"name":"x","price":5,"quantity":1,"amount":5}]}',
    });
  });

  it('reads XML, where the gateway answers in it', async () => {
    const xml = `<result firstcode="0" secondcode="0"><orders><order><ordernumber>ORD-1002</ordernumber><billnumber>5161957242913300</billnumber><orderamount>15.00</orderamount><ordercurrency>BYN</ordercurrency><orderstate>Approved</orderstate><operation><billnumber>5161957242913300.2</billnumber><operationtype>200</operationtype><amount>15.00</amount><currency>BYN</currency><responsecode>AS000</responsecode></operation></order></orders></result>`;
    expect(await gatewaySaying(xml).assist.capture(whole)).toMatchObject({ type: 'captured', isWhole: true });
  });

  it('is declined by the bank', async () => {
    const { assist } = gatewaySaying(captured({ orderstate: 'Delayed', responsecode: 'AS100' }));
    expect(await assist.capture(whole)).toMatchObject({ type: 'declined', reason: 'refused' });
  });

  it.each([
    ['another bill', { billnumber: '5161957242913301.2' }],
    ['a state that does not agree', { orderstate: 'Delayed' }],
    ['a state that nobody knows', { orderstate: 'Captured' }],
    ['a code that is no end', { responsecode: 'AS300' }],
    ['a code that nobody knows', { responsecode: 'AS999' }],
    ['another kind of operation', { operationtype: 100 }],
  ])('is unconfirmed when it says %s', async (_, change) => {
    expect(await gatewaySaying(captured(change)).assist.capture(whole)).toEqual(unreadable);
  });

  it('is unconfirmed when another sum was captured than was asked for', async () => {
    const request = { ...whole, amount: '5.00', currency: 'BYN' };
    expect(await gatewaySaying(captured({ orderstate: 'PartialDelayed' })).assist.capture(request)).toEqual(unreadable);
  });

  it.each(Object.entries(faultShapes))('is refused, with both codes, by %s', async (_, shape) => {
    expect(await gatewaySaying(() => shape(15, 307)).assist.capture(whole)).toEqual({
      type: 'refused',
      first: 15,
      second: 307,
    });
  });

  it.each<[string, object]>([
    ['bill', { bill: '1' }],
    ['amount', { currency: 'BYN' }],
    ['currency', { amount: '5.00' }],
    ['amount', { amount: '0.00', currency: 'BYN' }],
    ['amount', { amount: '5', currency: 'BYN' }],
    ['currency', { amount: '5.00', currency: 'B' }],
    ['language', { language: 'DE' }],
    [
      'receipt.items',
      {
        amount: '5.00',
        currency: 'BYN',
        receipt: { items: [{ name: 'x', price: '1', quantity: '1', amount: '1.00' }] },
      },
    ],
  ])('names the field "%s" of %j before anything is sent', async (field, change) => {
    const { assist, sent } = gatewaySaying(captured());
    await expect(assist.capture({ ...whole, ...change } as Capture)).rejects.toMatchObject({
      name: 'AssistInvalid',
      field,
    });
    expect(sent).toEqual([]);
  });
});

describe('cancel', () => {
  it('asks as section 10 prints it, and gives a part back', async () => {
    const { assist, sent } = gatewaySaying(canceled());
    expect(await assist.cancel(part)).toMatchObject({
      type: 'canceled',
      isWhole: false,
      bill: {
        state: 'PartialCanceled',
        operations: [{ type: 'cancel', amount: '5.00', number: '5161957242913224.2' }],
      },
    });
    expect(sent).toMatchObject([{ path: '/cancel/wscancel.cfm' }]);
    expect(sent[0]?.text).toBe(
      'Billnumber=5161957242913224&Merchant_ID=452739&Login=LOGIN&Password=PASSWORD&Amount=5.00&Currency=BYN&CancelReason=2&Format=5',
    );
  });

  it('cancels all of it, with everything else of the table', async () => {
    const { assist, sent } = gatewaySaying(canceled({ orderstate: 'Canceled' }, { amount: 15 }));
    const request = {
      bill: '5161957242913224.1',
      reason: 'fraud',
      refundId: 'refund-0001',
      clientIp: '203.0.113.7',
      language: 'RU',
    } as const;
    expect(await assist.cancel(request)).toMatchObject({ type: 'canceled', isWhole: true });
    expect(sent[0]?.fields).toMatchObject({
      Billnumber: '5161957242913224.1',
      CancelReason: '3',
      Externalrefundid: 'refund-0001',
      ClientIP: '203.0.113.7',
      Language: 'RU',
    });
    expect(sent[0]?.fields).not.toHaveProperty('Amount');
  });

  it('is declined by the bank', async () => {
    const { assist } = gatewaySaying(canceled({ orderstate: 'Approved' }, { responsecode: 'AS100' }));
    expect(await assist.cancel(part)).toMatchObject({ type: 'declined', reason: 'refused' });
  });

  it.each([
    ['another bill', canceled({ billnumber: '5161957242913225' })],
    ['another sum', canceled({}, { amount: 15 })],
    ['another currency', canceled({}, { currency: 'USD' })],
    ['no sum', canceled({}, { amount: '' })],
    ['a state that does not agree', canceled({ orderstate: 'Approved' })],
    ['a code that is no end', canceled({}, { responsecode: 'AS300' })],
    ['another kind of operation', canceled({}, { operationtype: 100 })],
    ['no operation', canceled({ operations: [] })],
    ['nothing', ''],
  ])('is unconfirmed when it says %s', async (_, answer) => {
    expect(await gatewaySaying(answer).assist.cancel(part)).toEqual(unreadable);
  });

  it.each(Object.entries(faultShapes))('is refused, with both codes, by %s', async (_, shape) => {
    expect(await gatewaySaying(() => shape(10, 201)).assist.cancel(part)).toEqual({
      type: 'refused',
      first: 10,
      second: 201,
    });
  });

  it.each<[string, object]>([
    ['bill', { bill: '' }],
    ['amount', { amount: undefined }],
    ['currency', { currency: undefined }],
    ['refundId', { refundId: 'short' }],
    ['refundId', { refundId: 'with spaces in it' }],
    ['refundId', { refundId: 'x'.repeat(101) }],
    ['reason', { reason: 'whim' }],
  ])('names the field "%s" of %j before anything is sent', async (field, change) => {
    const { assist, sent } = gatewaySaying(canceled());
    await expect(assist.cancel({ ...part, ...change } as Cancellation)).rejects.toMatchObject({
      name: 'AssistInvalid',
      field,
    });
    expect(sent).toEqual([]);
  });
});
