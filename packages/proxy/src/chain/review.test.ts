import { describe, expect, it } from 'vitest';
import { chargeElsewhere, hour, json, minute, problem, ready } from './shop.case.ts';

/** Paid by the shopper, and once more by somebody else. */
async function paidTwice() {
  const tools = await ready({}, { service: 'tokenpay', kind: 'never-answer-charged', times: 1 });
  tools.sandbox.fault({ service: 'orderresult', kind: 'server-error', times: 1 });
  await tools.confirm(tools.intent, tools.visa.id);
  await chargeElsewhere(tools.sandbox);
  await tools.read(tools.intent);
  return tools;
}

const cancelBill = (sandbox: Awaited<ReturnType<typeof ready>>['sandbox'], Billnumber: string) =>
  sandbox(
    new Request('https://gateway.test/cancel/wscancel.cfm', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        Billnumber,
        Merchant_ID: '452739',
        Login: 'LOGIN',
        Password: 'PASSWORD',
        Format: '5',
      }).toString(),
    }),
  );

describe('review', () => {
  it('shows everything that a person needs, and no card data beyond brand and last digits', async () => {
    const { proxy, store, intent } = await paidTwice();
    const [item, ...more] = await proxy.review();
    expect(more).toEqual([]);
    expect(item).toEqual({
      intent: intent.id,
      order: '2341',
      customer: 'anna',
      amount: '1250.00',
      currency: 'RUB',
      why: 'two-payments',
      since: '2026-11-23T09:30:02.000Z',
      checkedAt: '2026-11-23T09:30:02.000Z',
      attempts: [{ submittedAt: '2026-11-23T09:30:00.000Z', answer: 'unconfirmed', end: 'review' }],
      bills: [1, 2].map(() => ({
        bill: expect.stringMatching(/^\d{16}$/),
        state: 'Approved',
        amount: '1250.00',
        currency: 'RUB',
        responseCode: 'AS000',
        approvalCode: expect.any(String),
        at: '2026-11-23T09:30:00.000Z',
        card: { brand: 'visa', last4: '0028' },
      })),
      decisions: [],
    });
    const kept = JSON.stringify(await store.get(intent.id));
    for (const secret of ['0000A11A', '412362', 'ANNA', 's3cr3t']) expect(kept).not.toContain(secret);
  });

  it('is settled as paid by a bill, is told again, and stays settled', async () => {
    const { proxy, intent, settled, store, read, clock } = await paidTwice();
    const [item] = await proxy.review();
    expect(await proxy.settleReview(intent.id, { outcome: 'paid', note: 'ok' })).toEqual({ type: 'bill-needed' });
    const bill = item?.bills[0]?.bill ?? '';
    const answer = await proxy.settleReview(intent.id, {
      outcome: 'paid',
      bill,
      note: 'O. Petrova: second one refunded',
    });
    expect(answer).toEqual({ type: 'settled', intent: intent.id, status: 'paid' });
    expect(settled.at(-1)).toMatchObject({ type: 'settled', status: 'paid', bill, id: `${intent.id}.paid.1` });
    expect(await store.get(intent.id)).toMatchObject({
      status: 'paid',
      decisions: [
        { why: 'two-payments', outcome: 'paid', bill, note: 'O. Petrova: second one refunded', at: clock.now() },
      ],
    });
    expect(await store.get(intent.id)).not.toHaveProperty('review');
    expect(await read(intent)).toMatchObject({ status: 'paid' });
    expect(await proxy.settleReview(intent.id, { outcome: 'canceled', note: 'again' })).toEqual({
      type: 'not-in-review',
    });
  });

  it('is not called "not charged" while the gateway shows money: the order could be charged again', async () => {
    const { proxy, intent, sandbox, confirm, visa, settled } = await paidTwice();
    const [item] = await proxy.review();
    const bills = item?.bills.map(({ bill }) => bill) ?? [];
    for (const outcome of ['not-charged', 'canceled'] as const)
      expect(await proxy.settleReview(intent.id, { outcome, note: 'hm' })).toEqual({ type: 'still-charged', bills });
    for (const bill of bills) await cancelBill(sandbox, bill);
    expect(await proxy.settleReview(intent.id, { outcome: 'not-charged', note: 'both refunded' })).toMatchObject({
      type: 'settled',
      status: 'open',
    });
    expect(settled.at(-1)).toMatchObject({ status: 'not-charged' });
    expect(await json(await confirm(intent, visa.id, 2))).toMatchObject({ status: 'paid' });
  });

  it('opened again by a person, goes back to a person where money shows up after all', async () => {
    const tools = await ready({}, { service: 'tokenpay', kind: 'never-answer', times: 1 });
    tools.sandbox.fault({ service: 'orderresult', kind: 'server-error' });
    await tools.confirm(tools.intent, tools.visa.id);
    tools.clock.advance(145 * hour);
    await tools.proxy.sweep();
    tools.sandbox.behave();
    expect(
      await tools.proxy.settleReview(tools.intent.id, { outcome: 'not-charged', note: 'asked the bank' }),
    ).toMatchObject({ status: 'open' });
    await tools.open();
    await chargeElsewhere(tools.sandbox);
    expect(await json(await tools.confirm(tools.intent, tools.visa.id, 2))).toEqual(problem(409, 'order_closed'));
    expect(tools.payments()).toBe(1);
    const [item] = await tools.proxy.review();
    expect(item).toMatchObject({ why: 'late-money', decisions: [{ outcome: 'not-charged' }] });
  });

  it('takes no note that says nothing, too much, or a card number', async () => {
    const { proxy, intent } = await paidTwice();
    for (const note of ['', '  ', 'x'.repeat(501), 'card 4111 1111 1111 1111', '4111111111111111'])
      expect(await proxy.settleReview(intent.id, { outcome: 'canceled', note })).toEqual({ type: 'note-unfit' });
  });

  it('is left by nothing but a person', async () => {
    const { proxy, intent, read, confirm, visa, clock, sandbox } = await paidTwice();
    clock.advance(5 * minute);
    await proxy.sweep();
    expect(await json(await confirm(intent, visa.id, 2))).toEqual(problem(409, 'order_closed'));
    expect(await read(intent)).toMatchObject({ status: 'review' });
    expect(sandbox.ledger).toHaveLength(2);
  });
});
