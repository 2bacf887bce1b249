import { describe, expect, it } from 'vitest';
import { order, token, tokenPayment, tokenPaymentSoap } from '../documented.case.ts';
import { gatewaySaying } from '../gateway.case.ts';

const payment = { ...order, customer: 'cust-42', token, pageId: 'a1B2c3==' } as const;

describe('pay-order-with-token', () => {
  it.each([
    ['JSON', tokenPayment()],
    ['SOAP', tokenPaymentSoap()],
  ])('asks as section 3.4 says, and reads %s', async (_, answer) => {
    const { assist, sent } = gatewaySaying(answer);
    expect(await assist.payOrderWithToken(payment)).toMatchObject({ type: 'answered', outcome: { type: 'paid' } });
    expect(sent).toMatchObject([{ path: '/pay/tokenpay_order.cfm', type: 'application/x-www-form-urlencoded' }]);
    expect(sent[0]?.fields).toEqual({
      Merchant_ID: '452739',
      Login: 'LOGIN',
      Password: 'PASSWORD',
      outcfsid: 'a1B2c3==',
      PaymentToken: `{"Token":"${token}","CustomerNumber":"cust-42"}`,
      TokenType: '5',
      Format: '5',
    });
  });

  it('is unconfirmed about another order than the page was opened for', async () => {
    const { assist } = gatewaySaying(tokenPayment({ ordernumber: 'ORD-1002' }));
    expect(await assist.payOrderWithToken(payment)).toEqual({ type: 'unconfirmed', why: 'unreadable' });
  });

  it.each([
    ['pageId', { pageId: '' }],
    ['pageId', { pageId: 'a&Login=x' }],
    ['token', { token: 'x' }],
    ['customer', { customer: '' }],
    ['order', { order: '' }],
  ])('names the field "%s" before anything is sent', async (field, change) => {
    const { assist, sent } = gatewaySaying(tokenPayment());
    await expect(assist.payOrderWithToken({ ...payment, ...change })).rejects.toMatchObject({ field });
    expect(sent).toEqual([]);
  });
});
