import { describe, expect, it } from 'vitest';
import { removed, token } from '../documented.case.ts';
import { faultShapes, gatewaySaying, lost } from '../gateway.case.ts';

const request = { customer: 'cust-42', token } as const;

describe('remove-stored-card, on the wire', () => {
  it('asks as section 2.1 prints it, and takes the documented message as done', async () => {
    const { assist, sent } = gatewaySaying(removed());
    await expect(assist.removeStoredCard({ ...request, language: 'EN' })).resolves.toBeUndefined();
    expect(sent).toMatchObject([{ path: '/pay/oneclick/v1/rem_token.cfm' }]);
    expect(sent[0]?.fields).toEqual({
      merchant: { merchant_id: '452739', login: 'LOGIN', password: 'PASSWORD' },
      token,
      language: 'EN',
      customernumber: 'cust-42',
    });
  });

  it.each(Object.entries(faultShapes))('takes a card that is gone as done, said as %s', async (_, shape) => {
    await expect(gatewaySaying(() => shape(10, 203)).assist.removeStoredCard(request)).resolves.toBeUndefined();
  });

  it.each([
    ['another fault', { fault: { faultcode: 7, faultstring: 102 } }, { first: 7, second: 102 }],
    ['a fault beside a message', { message: 'x', fault: { faultcode: 7, faultstring: 102 } }, { first: 7 }],
    ['a fault without codes beside a message', { message: 'x', fault: { detail: 'no' } }, { name: 'AssistMalformed' }],
    [
      '10/203 from a server that broke',
      () => Response.json({ firstcode: 10, secondcode: 203 }, { status: 500 }),
      { first: 10 },
    ],
    ['nothing', '', { name: 'AssistMalformed' }],
    ['no message', {}, { name: 'AssistMalformed' }],
    ['a list', [], { name: 'AssistMalformed' }],
  ])('does not take %s as done', async (_, answer, error) => {
    await expect(gatewaySaying(answer).assist.removeStoredCard(request)).rejects.toMatchObject(error);
  });

  it('is sent once, whatever happens', async () => {
    const { assist, sent } = gatewaySaying(lost);
    await expect(assist.removeStoredCard(request)).rejects.toMatchObject({ name: 'AssistLost' });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['customer', { customer: '' }],
    ['token', { token: '49D902C6' }],
    ['token', { token: `${token}0` }],
  ])('names the field "%s" before anything is sent', async (field, change) => {
    const { assist, sent } = gatewaySaying(removed());
    await expect(assist.removeStoredCard({ ...request, ...change })).rejects.toMatchObject({
      name: 'AssistInvalid',
      field,
    });
    expect(sent).toEqual([]);
  });
});
