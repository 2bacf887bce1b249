import { describe, expect, it } from 'vitest';
import { challenge, flatPayment, frictionless, order, transaction } from '../documented.case.ts';
import { faultShapes, gatewaySaying } from '../gateway.case.ts';

const step = { ...order, bill: '5161957242913224.1', transaction } as const;

describe('continue-3ds', () => {
  it('asks as section 3.7 assumes, and is paid where the bank does not ask', async () => {
    const { assist, sent } = gatewaySaying(frictionless());
    expect(await assist.continue3ds(step)).toMatchObject({ type: 'answered', outcome: { type: 'paid' } });
    expect(sent).toMatchObject([{ path: '/get3dsec/get3dsecver2.cfm' }]);
    expect(sent[0]?.fields).toEqual({
      Merchant_ID: '452739',
      Login: 'LOGIN',
      Password: 'PASSWORD',
      Billnumber: '5161957242913224.1',
      threeDSServerTransID: transaction,
      Format: 5,
    });
  });

  it('gives the bank’s page where the bank asks after all', async () => {
    expect(await gatewaySaying(challenge()).assist.continue3ds(step)).toMatchObject({
      outcome: { type: 'challenge' },
      threeDs: { action: { type: 'challenge' }, transaction },
    });
  });

  it('is declined where the bank says no', async () => {
    const no = { MakePaymentResponse: flatPayment({ orderstate: 'Declined', responsecode: 'AS100' }) };
    expect(await gatewaySaying(no).assist.continue3ds(step)).toMatchObject({
      outcome: { type: 'declined', reason: 'refused' },
    });
  });

  it('goes where the merchant was told that it goes', async () => {
    const { assist, sent } = gatewaySaying(frictionless(), { continuePath: '/ws/3ds.cfm' });
    await assist.continue3ds(step);
    expect(sent[0]?.path).toBe('/ws/3ds.cfm');
  });

  it.each(['https://evil.test/', '//evil.test/', 'ws/3ds.cfm', ''])(
    'never goes to %j with the login',
    (continuePath) => {
      expect(() => gatewaySaying('', { continuePath })).toThrow('"continuePath" must be');
    },
  );

  it('ends version 1 with what the bank sent back', async () => {
    const { assist, sent } = gatewaySaying(frictionless());
    await assist.continue3ds({ ...order, bill: step.bill, paRes: 'eJxVUttu2zAM' });
    expect(sent).toMatchObject([
      { path: '/get3dsec/ws3dsec.cfm', fields: { Billnumber: '5161957242913224.1', PaRes: 'eJxVUttu2zAM' } },
    ]);
  });

  it.each(Object.entries(faultShapes))(
    'is never refused, because an earlier step may have paid: %s',
    async (_, shape) => {
      expect(await gatewaySaying(() => shape(10, 201)).assist.continue3ds(step)).toEqual({
        type: 'unconfirmed',
        why: 'fault',
        fault: { first: 10, second: 201 },
      });
    },
  );

  it.each([
    ['bill', { bill: '1' }],
    ['transaction', { transaction: '' }],
    ['transaction', { transaction: undefined }],
    ['paRes', { paRes: '<script>' }],
    ['amount', { amount: '1' }],
  ])('names the field "%s" before anything is sent', async (field, change) => {
    const { assist, sent } = gatewaySaying(frictionless());
    const request = { ...step, ...change } as typeof step;
    await expect(assist.continue3ds(request)).rejects.toMatchObject({ name: 'AssistInvalid', field });
    expect(sent).toEqual([]);
  });
});
