import { describe, expect, it } from 'vitest';
import { json, minute, paying, right, wrong } from './challenge-shop.case.ts';

describe('a challenge', () => {
  it('is said with what the browser posts, and with the window it asked for; nothing is charged', async () => {
    const { first, sandbox, count } = await paying('0003');
    expect(first).toMatchObject({
      status: 'challenge',
      action: { type: 'challenge', url: 'https://bank.test/acs/challenge', fields: { creq: expect.any(String) } },
    });
    expect(JSON.parse(atob(first.action.fields.creq.replaceAll('-', '+').replaceAll('_', '/')))).toMatchObject({
      challengeWindowSize: '01',
    });
    expect(sandbox.ledger).toEqual([]);
    expect(count('tokenpay.cfm')).toBe(1);
  });

  it('is paid with the right code, and told by the order’s result', async () => {
    const { first, bank, read, sandbox } = await paying('0003');
    await bank(first.action, right);
    const paid = await read();
    expect(paid).toMatchObject({ status: 'paid' });
    expect(paid).not.toHaveProperty('action');
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('is declined with wrong codes; the order may be paid with another card, once', async () => {
    const { first, bank, read, confirm, cards, sandbox } = await paying('0003');
    for (const _ of [1, 2, 3]) await bank(first.action, wrong);
    expect(await read()).toMatchObject({ status: 'declined' });
    const other = cards.find((one: { last4: string }) => one.last4 === '0000');
    expect(await json(await confirm('key-0123456789-2', other.id))).toMatchObject({ status: 'paid' });
    expect(sandbox.ledger).toMatchObject([{ last4: '0000' }]);
  });

  it('is declined when the shopper cancels', async () => {
    const { first, bank, read } = await paying('0003');
    await bank(first.action, { answer: 'cancel' });
    expect(await read()).toMatchObject({ status: 'declined' });
  });

  it('stays while the shopper is away, lets nothing else be paid, and is the same to a page that comes back', async () => {
    const { first, read, confirm, cards, count, send } = await paying('0003');
    for (const _ of [1, 2, 3, 4, 5, 6])
      expect(await read()).toMatchObject({ status: 'challenge', action: first.action });
    expect(await json(await confirm('key-0123456789-1'))).toMatchObject({ action: first.action });
    expect(await json(await send('POST', '/intents', { order: '2341' }))).toMatchObject({ action: first.action });
    expect(await json(await confirm('key-0123456789-2', cards[0].id))).toMatchObject({ code: 'processing' });
    expect(count('tokenpay.cfm')).toBe(1);
  });

  it('outlives its time as a doubt without a form, until the gateway says that it ran out', async () => {
    const { read, pass, sandbox } = await paying('0003');
    pass(15 * minute);
    const late = await read();
    expect(late).toMatchObject({ status: 'unconfirmed' });
    expect(late).not.toHaveProperty('action');
    pass(6 * minute);
    expect(await read()).toMatchObject({ status: 'declined', reason: 'try_again' });
    expect(sandbox.ledger).toEqual([]);
  });

  it('is not ended by silence while its time runs: the bill was seen', async () => {
    const { read, first, sandbox, bank } = await paying('0003', { quiet: { ms: 1000, reads: 2 } });
    sandbox.fault({ service: 'orderresult', kind: 'lag', afterMs: 60 * minute });
    for (const _ of [1, 2, 3, 4]) expect(await read()).toMatchObject({ status: 'challenge' });
    sandbox.behave();
    await bank(first.action, right);
    expect(await read()).toMatchObject({ status: 'paid' });
  });

  it('that was answered while the bank still works is a doubt', async () => {
    const { read, store, opened } = await paying('0003');
    const record = await store.get(opened.id);
    expect(record?.attempts).toMatchObject([{ answer: 'answered', challenge: { until: expect.any(Number) } }]);
    expect(JSON.stringify(await read())).not.toMatch(/threeDSServerTransID|5CE7A210/);
  });
});
