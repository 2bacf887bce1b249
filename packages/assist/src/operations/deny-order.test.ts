import { describe, expect, it } from 'vitest';
import { denied, entered } from '../documented.case.ts';
import { faultShapes, gatewaySaying, lost } from '../gateway.case.ts';

const order = { order: 'ORD-1001' };
const saying = (first: object | string, second: object | string = denied()) =>
  gatewaySaying((_, call) => (call === 1 ? first : second));

describe('deny-order', () => {
  it('logs in for this one purpose, then closes the order with what it was given', async () => {
    const { assist, sent } = saying(entered());
    expect(await assist.denyOrder(order)).toEqual({ state: 'Declined' });
    expect(sent).toMatchObject([
      {
        path: '/api/v1/auth/login.cfm',
        authorization: null,
        fields: { login: 'LOGIN', password: 'PASSWORD', audience: 'POS', components: 'ws/cancelbynumber' },
      },
      {
        path: '/api/v1/order/cancel.cfm',
        authorization: 'Bearer bearer-for-one-order',
        fields: { login: 'LOGIN', password: 'PASSWORD', ordernumber: 'ORD-1001', merchant_id: '452739' },
      },
    ]);
  });

  it('takes no word that nobody knows for closed', async () => {
    expect(await saying(entered(), denied('Closed')).assist.denyOrder(order)).toEqual({ state: 'unknown' });
  });

  it.each([
    ['no token', { refresh_token: 'x' }],
    ['a token that is no header', { access_token: 'a\nb' }],
    ['an empty token', { access_token: '' }],
    ['a list', []],
  ])('goes no further after a login with %s', async (_, answer) => {
    const { assist, sent } = saying(answer);
    await expect(assist.denyOrder(order)).rejects.toMatchObject({ name: 'AssistMalformed' });
    expect(sent).toHaveLength(1);
  });

  it.each([[{}], [''], [[]], [{ cancel: '' }]])('cannot read %j', async (answer) => {
    await expect(saying(entered(), answer).assist.denyOrder(order)).rejects.toMatchObject({ name: 'AssistMalformed' });
  });

  it('does not know where an order stands that nothing is said of', async () => {
    expect(await saying(entered(), { cancel: {} }).assist.denyOrder(order)).toEqual({ state: 'unknown' });
  });

  it.each(Object.entries(faultShapes))('tells both codes of a fault as %s', async (_, shape) => {
    await expect(gatewaySaying(() => shape(7, 102)).assist.denyOrder(order)).rejects.toMatchObject({
      first: 7,
      second: 102,
    });
  });

  it('is sent once', async () => {
    const { assist, sent } = gatewaySaying((_, call) => (call === 1 ? entered() : lost()));
    await expect(assist.denyOrder(order)).rejects.toMatchObject({ name: 'AssistLost' });
    expect(sent).toHaveLength(2);
  });

  it('names the field before anything is sent', async () => {
    const { assist, sent } = saying(entered());
    await expect(assist.denyOrder({ order: '' })).rejects.toMatchObject({ field: 'order' });
    expect(sent).toEqual([]);
  });
});
