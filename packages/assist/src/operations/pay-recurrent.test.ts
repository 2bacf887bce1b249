import { describe, expect, it } from 'vitest';
import { recurrent } from '../documented.case.ts';
import { faultShapes, gatewaySaying } from '../gateway.case.ts';

const payment = { initialBill: '5161957242913224', order: 'SUB-0002', amount: '9.90', currency: 'BYN' } as const;
const agreed = { minAmount: '1.00', maxAmount: '20.00', periodDays: 30, until: '2026-12-31', currency: 'BYN' };
const at = (iso: string) => ({ now: () => Date.parse(iso) });

describe('pay-recurrent', () => {
  it('asks as section 9.2 prints it, and is paid', async () => {
    const { assist, sent } = gatewaySaying(recurrent());
    expect(await assist.payRecurrent({ ...payment, language: 'EN' })).toMatchObject({
      type: 'answered',
      outcome: { type: 'paid' },
      bill: { billNumber: '5161957242919001', amount: '9.90', mean: { brand: 'visa', last4: '0028' } },
    });
    expect(sent).toMatchObject([{ path: '/recurrent/rp.cfm' }]);
    expect(sent[0]?.text).toBe(
      'Billnumber=5161957242913224&OrderNumber=SUB-0002&Merchant_ID=452739&Login=LOGIN&Password=PASSWORD&Amount=9.90&Currency=BYN&Language=EN&Format=5',
    );
  });

  it('reads XML, where the gateway answers in it', async () => {
    const xml = `<result firstcode="0" secondcode="0" count="1"><orders><order><ordernumber>SUB-0002</ordernumber><billnumber>5161957242919001.1</billnumber><orderamount> 9.90 </orderamount><ordercurrency>BYN</ordercurrency><orderstate>Approved</orderstate><responsecode>AS000</responsecode></order></orders></result>`;
    expect(await gatewaySaying(xml).assist.payRecurrent(payment)).toMatchObject({ outcome: { type: 'paid' } });
  });

  it.each([
    ['AS102', { type: 'declined', reason: 'insufficient_funds' }],
    ['AS104', { type: 'declined', reason: 'wrong_expiry' }],
  ])('is declined with %s', async (responsecode, outcome) => {
    const { assist } = gatewaySaying(recurrent({ orderstate: 'Declined', responsecode }));
    expect(await assist.payRecurrent(payment)).toMatchObject({ outcome });
  });

  it.each([
    ['another amount', { orderamount: '99.00' }],
    ['another currency', { ordercurrency: 'USD' }],
    ['another order', { ordernumber: 'SUB-0001' }],
    ['another sum in its operation', { amount: 99 }],
    ['a code that declines', { responsecode: 'AS100' }],
  ])('is never paid when it says %s', async (_, change) => {
    const answer = await gatewaySaying(recurrent(change)).assist.payRecurrent(payment);
    expect(answer).not.toMatchObject({ outcome: { type: 'paid' } });
  });

  it.each(Object.entries(faultShapes))('is refused, with both codes, by %s', async (_, shape) => {
    expect(await gatewaySaying(() => shape(15, 320)).assist.payRecurrent(payment)).toEqual({
      type: 'refused',
      first: 15,
      second: 320,
    });
  });

  it.each<[string, object]>([
    ['initialBill', { initialBill: '5161957242913224.1' }],
    ['initialBill', { initialBill: '516195724291' }],
    ['order', { order: '' }],
    ['amount', { amount: '0.00' }],
    ['comment', { comment: 'x'.repeat(4001) }],
    ['amount', { agreed: { ...agreed, maxAmount: '9.89' } }],
    ['amount', { agreed: { ...agreed, minAmount: '9.91' } }],
    ['currency', { agreed: { ...agreed, currency: 'USD' } }],
    ['agreed.maxAmount', { agreed: { ...agreed, maxAmount: '1' } }],
  ])('names the field "%s" of %j before anything is sent', async (field, change) => {
    const { assist, sent } = gatewaySaying(recurrent(), at('2026-06-01T00:00:00Z'));
    await expect(assist.payRecurrent({ ...payment, ...change })).rejects.toMatchObject({
      name: 'AssistInvalid',
      field,
    });
    expect(sent).toEqual([]);
  });

  it('is sent within what was agreed, its bounds and its last day included', async () => {
    const { assist, sent } = gatewaySaying(recurrent(), at('2026-12-31T23:59:59Z'));
    await assist.payRecurrent({ ...payment, agreed: { ...agreed, minAmount: '9.90', maxAmount: '9.90' } });
    expect(sent).toHaveLength(1);
  });

  it('is not sent when the series has ended', async () => {
    const { assist, sent } = gatewaySaying(recurrent(), at('2027-01-01T12:00:01Z'));
    await expect(assist.payRecurrent({ ...payment, agreed })).rejects.toMatchObject({ field: 'agreed.until' });
    expect(sent).toEqual([]);
  });
});
