import { describe, expect, it } from 'vitest';
import { shop, ready, json, minute, newCard, problem, visitPage } from './shop.case.ts';

describe('the payment page', () => {
  const hosted = (tools: Awaited<ReturnType<typeof ready>>, save: boolean) =>
    tools.send(
      'POST',
      `/intents/${tools.intent.id}/hosted`,
      { save },
      { authorization: `Bearer ${tools.intent.secret}` },
    );

  it('knows the customer only when the card is to be kept', async () => {
    const tools = await ready();
    const kept = await json(await hosted(tools, true));
    expect(kept.url).toBe('https://gateway.test/pay/order.cfm');
    expect(kept.fields).toMatchObject({
      CustomerNumber: 'anna',
      OrderAmount: '1250.00',
      URL_RETURN_OK: expect.stringContaining('/onfile/v1/return?intent='),
    });
    expect((await json(await hosted(tools, false))).fields).not.toHaveProperty('CustomerNumber');
  });

  it('sends the browser back to the order, whose truth is read', async () => {
    const tools = await ready();
    const { fields } = await json(await hosted(tools, true));
    const card = 'choice=new&CardNumber=4111111111111111&ExpireMonth=12&ExpireYear=30&CVC2=123&save=1';
    const back = await visitPage(fields, tools.sandbox, card);
    const answer = await tools.proxy(new Request(back.headers.get('location') ?? ''));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://shop.test/orders/2341']);
    expect(tools.settled).toMatchObject([{ status: 'paid', card: { brand: 'visa', last4: '1111' } }]);
    expect(await tools.cards()).toHaveLength(3);
  });

  it('left without paying, does not stand in the way of a saved card', async () => {
    const tools = await ready();
    const { fields } = await json(await hosted(tools, true));
    await visitPage(fields, tools.sandbox, 'back=1');
    expect(await tools.read(tools.intent)).toMatchObject({ status: 'open' });
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toMatchObject({ status: 'paid' });
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  it('paid there, refuses a saved card afterwards', async () => {
    const tools = await ready();
    const { fields } = await json(await hosted(tools, true));
    await visitPage(
      fields,
      tools.sandbox,
      'choice=new&CardNumber=4111111111111111&ExpireMonth=12&ExpireYear=30&CVC2=123',
    );
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toEqual(problem(409, 'order_closed'));
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  describe('paid there, and the order opened in another tab while that is being read', () => {
    /** The page has the money; whoever reads that next is overtaken by another tab's opening of the order. */
    async function overtaken() {
      let overtake = async () => {};
      const tools = await ready({
        instead: async (service) => {
          if (service === 'orderresult.cfm') await overtake();
          return undefined;
        },
      });
      const { fields } = await json(await hosted(tools, true));
      await visitPage(fields, tools.sandbox, newCard);
      let left = 1;
      overtake = async () => {
        const seen = await tools.store.get(tools.intent.id);
        if (seen && left-- > 0) await tools.store.advance({ ...seen, expiresAt: seen.expiresAt + minute });
      };
      return { ...tools, again: (times: number) => void (left = times) };
    }

    it('refuses a saved card: what was read is not forgotten', async () => {
      const tools = await overtaken();
      expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toEqual(problem(409, 'order_closed'));
      expect(tools.sandbox.ledger).toHaveLength(1);
    });

    it('refuses another visit', async () => {
      const tools = await overtaken();
      expect(await json(await hosted(tools, true))).toEqual(problem(409, 'order_closed'));
    });

    it('however often that happens, nothing is claimed that was not looked at', async () => {
      const tools = await overtaken();
      tools.again(Infinity);
      expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toEqual(problem(503, 'unavailable'));
      expect(tools.payments()).toBe(0);
      tools.again(0);
      expect(await tools.read(tools.intent)).toMatchObject({ status: 'paid' });
    });
  });

  it('opened and paid in another tab between the look and the claim, keeps a saved card from being charged', async () => {
    let meanwhile = async () => {};
    const tools = await ready({
      instead: async (service) => {
        if (service === 'token.cfm') await meanwhile();
        return undefined;
      },
    });
    meanwhile = async () => {
      meanwhile = async () => {};
      const { fields } = await json(await hosted(tools, false));
      await visitPage(fields, tools.sandbox, newCard);
    };
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toEqual(problem(503, 'unavailable'));
    expect(tools.payments()).toBe(0);
    expect(await tools.read(tools.intent)).toMatchObject({ status: 'paid' });
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  it('that says no in another tab says nothing of a saved card whose payment is still out', async () => {
    const tools = await ready({}, { service: 'tokenpay', kind: 'never-answer', times: 1 });
    const { fields } = await json(await hosted(tools, true));
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toMatchObject({ status: 'unconfirmed' });
    await visitPage(
      fields,
      tools.sandbox,
      'choice=new&CardNumber=4000000000000002&ExpireMonth=12&ExpireYear=30&CVC2=123',
    );
    expect(await tools.read(tools.intent)).toMatchObject({ status: 'unconfirmed' });
    // After the quiet time and several readings nothing of it can come any more.
    tools.clock.advance(20 * minute);
    for (const _ of [1, 2]) expect(await tools.read(tools.intent)).toMatchObject({ status: 'unconfirmed' });
    expect(await tools.read(tools.intent)).toMatchObject({ status: 'declined' });
  });

  it('is not offered while a payment is in doubt', async () => {
    const tools = await ready({}, { service: 'tokenpay', kind: 'never-answer' });
    await tools.confirm(tools.intent, tools.visa.id);
    expect(await json(await hosted(tools, true))).toEqual(problem(409, 'processing'));
  });

  it('is not opened for an order that has lapsed: it is opened again first, and follows its order', async () => {
    const tools = await ready();
    tools.clock.advance(61 * minute);
    expect(await json(await hosted(tools, true))).toEqual(problem(409, 'order_closed'));
    await tools.open();
    expect((await hosted(tools, true)).status).toBe(200);
  });

  it('does not believe a return that nobody left for', async () => {
    const { send } = shop();
    expect((await send('GET', '/return?intent=nothing&billnumber=1&ordernumber=2341')).status).toBe(404);
  });
});
