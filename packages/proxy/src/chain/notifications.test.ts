import { createSandbox, merchant } from '@onfile/sandbox';
import { replyCheckValue } from '@onfile/assist';
import { describe, expect, it } from 'vitest';
import { chargeElsewhere, hour, ready, shop } from './shop.case.ts';

const reads = (calls: string[]) => calls.filter((call) => call === 'orderresult.cfm').length;

/** A message as the gateway writes it; with a check value that is right unless the test says otherwise. */
async function message(fields: Record<string, string> = {}, secret: string = merchant.secret) {
  const said = {
    merchant_id: merchant.id,
    ordernumber: '2341',
    billnumber: '5161957242913224.1',
    orderamount: '1250.00',
    ordercurrency: 'RUB',
    amount: '1250.00',
    currency: 'RUB',
    orderstate: 'Approved',
    responsecode: 'AS000',
    operationtype: '100',
    packetdate: '23.11.2026 09:31:00',
    ...fields,
  };
  const { merchant_id: id, ordernumber, amount, currency, orderstate } = said;
  const checkvalue = replyCheckValue(secret, [id, ordernumber, amount, currency, orderstate]);
  return new URLSearchParams({ ...said, checkvalue, ...fields }).toString();
}

const post = (body: BodyInit) =>
  new Request('https://shop.test/onfile/v1/notifications', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });

describe('POST /notifications', () => {
  it.each(['form', 'soap'] as const)(
    'as %s is a reason to look, and is acknowledged as the gateway wants it',
    async (format) => {
      const tools = await ready({ notify: format }, { service: 'tokenpay', kind: 'never-answer-charged' });
      tools.sandbox.fault({ service: 'orderresult', kind: 'server-error', times: 1 });
      await tools.confirm(tools.intent, tools.visa.id);
      // The payment's own look failed: without the message nothing is known yet.
      await tools.sandbox.run();
      expect(await tools.store.get(tools.intent.id)).toMatchObject({ status: 'paid' });
      const { notifications } = JSON.parse(
        await (await tools.sandbox(new Request('https://gateway.test/__sandbox/notifications'))).text(),
      );
      expect(notifications).toMatchObject([{ state: 'taken' }]);
    },
  );

  it('a forged "Approved" changes nothing, and is refused', async () => {
    const { proxy, store, intent, calls, events } = await ready();
    const before = await store.get(intent.id);
    for (const forged of [
      await message({}, 'guessed'),
      await message({ checkvalue: '' }),
      await message({ checkvalue: 'F'.repeat(32) }),
    ]) {
      const answer = await proxy(post(forged));
      expect(await answer.text()).toContain('<pushpaymentresult firstcode="9" secondcode="0">');
    }
    expect(await store.get(intent.id)).toEqual(before);
    expect(reads(calls)).toBe(0);
    expect(events).toContainEqual({ type: 'notification.refused', why: 'forged' });
  });

  it('a genuine "Approved" that the order’s result does not know of is no proof', async () => {
    const { proxy, store, intent, calls } = await ready();
    const answer = await proxy(post(await message()));
    expect(await answer.text()).toContain('<billnumber>5161957242913224.1</billnumber>');
    expect(reads(calls)).toBe(1);
    expect(await store.get(intent.id)).toMatchObject({ status: 'open' });
  });

  it('comes twice and is looked at once', async () => {
    const { proxy, calls, store, intent } = await ready();
    for (const _ of [1, 2, 3]) expect((await proxy(post(await message()))).status).toBe(200);
    expect(reads(calls)).toBe(1);
    await proxy(post(await message({ billnumber: '5161957242913225.1' })));
    expect(reads(calls)).toBe(2);
    expect((await store.get(intent.id))?.notified).toHaveLength(2);
  });

  it('is written down before it is acknowledged: a look that fails is made again', async () => {
    const { proxy, store, intent, sandbox, clock } = await ready();
    await chargeElsewhere(sandbox);
    sandbox.fault({ service: 'orderresult', kind: 'server-error', times: 1 });
    expect((await proxy(post(await message()))).status).toBe(200);
    expect(await store.get(intent.id)).toMatchObject({ status: 'open' });
    clock.advance(26 * hour);
    await proxy.sweep();
    expect(await store.get(intent.id)).toMatchObject({ status: 'paid' });
  });

  it('about a paid order that was paid again goes to a person', async () => {
    const tools = await ready();
    await tools.confirm(tools.intent, tools.visa.id);
    await chargeElsewhere(tools.sandbox);
    await tools.proxy(post(await message()));
    expect(await tools.proxy.review()).toMatchObject([
      { why: 'two-payments', bills: [{ state: 'Approved' }, { state: 'Approved' }] },
    ]);
    expect(tools.settled).toMatchObject([{ status: 'paid' }, { status: 'review', why: 'two-payments' }]);
  });

  it('about an order of another way of selling is acknowledged, and about another merchant refused', async () => {
    const { proxy, calls } = shop({ sandbox: createSandbox() });
    const unknown = await proxy(post(await message({ ordernumber: 'phone-7' })));
    expect(await unknown.text()).toContain('firstcode="0"');
    const other = await proxy(post(await message({ merchant_id: '1' })));
    expect(await other.text()).toContain('firstcode="5" secondcode="100"');
    expect(calls).toEqual([]);
  });

  it('is read no further than it may be long', async () => {
    const { proxy } = shop();
    const answer = await proxy(post(`${await message()}&ordercomment=${'x'.repeat(70_000)}`));
    expect(await answer.text()).toContain('firstcode="4"');
  });

  it('gets no good answer where the store is in trouble, so that it comes again', async () => {
    const tools = await ready();
    tools.store.findByOrder = () => Promise.reject(new Error('no disk'));
    expect((await tools.proxy(post(await message()))).status).toBe(503);
  });
});
