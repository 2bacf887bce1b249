import { describe, expect, it } from 'vitest';
import { shop, json, problem } from './shop.case.ts';

describe('POST /intents', () => {
  it('opens the intent of an order once, with the merchant’s amount', async () => {
    const { open } = shop();
    const first = await open();
    expect(first).toMatchObject({
      order: '2341',
      amount: '1250.00',
      currency: 'RUB',
      status: 'open',
      description: 'Coffee',
    });
    expect((await open()).id).toBe(first.id);
  });

  it.each([[{ order: '2341', amount: '1.00' }], [{ order: '2341', customer: 'boris' }], [{}], [[]], ['2341'], [null]])(
    'refuses %j',
    async (body) => {
      expect(await json(await shop().send('POST', '/intents', body))).toEqual(problem(400, 'bad_request'));
    },
  );

  it('does not know another shopper’s order', async () => {
    const { send, open } = shop();
    await open();
    const other = await send('POST', '/intents', { order: '2341' }, { 'x-session': 'boris' });
    const mallory = await send('POST', '/intents', { order: '2341' }, { 'x-session': 'mallory' });
    expect(await json(other)).toEqual(problem(404, 'not_found'));
    expect(await json(mallory)).toEqual(problem(404, 'not_found'));
  });

  it('refuses a body that is too long or not JSON', async () => {
    const { send, proxy } = shop();
    expect((await send('POST', '/intents', { order: 'x'.repeat(9000) })).status).toBe(400);
    const headers = { 'x-session': 'anna', origin: 'https://shop.test', 'content-type': 'text/plain' };
    const text = new Request('https://shop.test/onfile/v1/intents', {
      method: 'POST',
      headers,
      body: '{"order":"2341"}',
    });
    expect((await proxy(text)).status).toBe(400);
  });
});
