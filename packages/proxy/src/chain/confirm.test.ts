import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '@onfile/sandbox';
import { describe, expect, it, afterAll } from 'vitest';
import { createMemoryStore, type Store } from '../index.ts';
import { createSqliteStore } from '../sqlite.ts';
import { shop, ready, json, key, browser, problem } from './shop.case.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-confirm-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('POST /intents/{id}/confirm', () => {
  it('pays once and tells the merchant', async () => {
    const { confirm, intent, visa, sandbox, settled, calls } = await ready();
    expect(await json(await confirm(intent, visa.id))).toMatchObject({
      status: 'paid',
      card: { brand: 'visa', last4: '0028' },
    });
    expect(sandbox.ledger).toMatchObject([{ order: '2341', amount: '1250.00', last4: '0028', customer: 'anna' }]);
    expect(settled).toMatchObject([{ order: '2341', status: 'paid', amount: '1250.00', customer: 'anna' }]);
    // What is shown comes from the order's result, read after the payment's own answer.
    expect(calls.slice(-2)).toEqual(['tokenpay.cfm', 'orderresult.cfm']);
  });

  it('a double click is one payment: the same key twice at once', async () => {
    const { confirm, intent, visa, sandbox, payments } = await ready();
    const answers = await Promise.all([confirm(intent, visa.id), confirm(intent, visa.id)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(payments()).toBe(1);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('two keys at once are one payment, and the other hears that one is under way', async () => {
    const { confirm, intent, visa, mastercard, sandbox } = await ready();
    const answers = await Promise.all([confirm(intent, visa.id, 1), confirm(intent, mastercard.id, 2)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('negative control: with a store whose claim is not single, the double click is seen to pay twice', async () => {
    const honest = createMemoryStore();
    const broken: Store = {
      ...honest,
      claim: async (id, attempt) => {
        const intent = await honest.get(id);
        return intent ? { type: 'claimed', intent: { ...intent, attempts: [attempt] } } : { type: 'closed' };
      },
    };
    const { confirm, intent, visa, sandbox } = await ready({ store: broken, mayPayTwice: true });
    await Promise.all([confirm(intent, visa.id, 1), confirm(intent, visa.id, 2)]);
    expect(sandbox.ledger).toHaveLength(2);
  });

  it('the same key later answers with how things stand, for its own card only', async () => {
    const { confirm, intent, visa, mastercard, payments } = await ready();
    await confirm(intent, visa.id);
    expect(await json(await confirm(intent, visa.id))).toMatchObject({ status: 'paid' });
    expect(await json(await confirm(intent, mastercard.id))).toEqual(problem(422, 'key_reused'));
    expect(await json(await confirm(intent, visa.id, 2))).toEqual(problem(409, 'order_closed'));
    expect(payments()).toBe(1);
  });

  it('declined: says why, keeps the intent open for a new key', async () => {
    const { confirm, intent, visa, sandbox, settled } = await ready(
      {},
      { service: 'tokenpay', kind: 'decline', code: 'AS102', times: 1 },
    );
    expect(await json(await confirm(intent, visa.id))).toMatchObject({
      status: 'declined',
      reason: 'insufficient_funds',
    });
    expect(settled).toEqual([]);
    expect(await json(await confirm(intent, visa.id, 2))).toMatchObject({ status: 'paid' });
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('writes the attempt before the gateway hears of it', async () => {
    const file = join(folder, 'before.sqlite');
    const seen: unknown[] = [];
    const sandbox = createSandbox();
    const watching = Object.assign(async (request: Request) => {
      if (request.url.endsWith('tokenpay.cfm')) {
        const other = createSqliteStore({ file });
        seen.push(await other.scanUnresolved(Infinity));
        other.close();
      }
      return sandbox(request);
    }, sandbox);
    const { confirm, intent, visa } = await ready({ store: createSqliteStore({ file }), sandbox: watching });
    await confirm(intent, visa.id);
    expect(seen).toMatchObject([[{ status: 'confirming', attempts: [{ key: key(1) }] }]]);
  });

  it.each([
    [
      'card_gone',
      async ({ send, visa }: Awaited<ReturnType<typeof ready>>) => void (await send('DELETE', `/cards/${visa.id}`)),
      410,
    ],
  ] as const)('refuses a card that is %s', async (code, before, status) => {
    const tools = await ready();
    await before(tools);
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toEqual(problem(status, code));
    expect(tools.payments()).toBe(0);
  });

  it('refuses what cannot be charged and what needs its code, by the gateway’s word', async () => {
    const { proxy, payments } = shop();
    const headers = { 'x-session': 'vera', origin: 'https://shop.test', 'content-type': 'application/json' };
    const call = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
      json(
        await proxy(
          new Request(`https://shop.test/onfile/v1${path}`, {
            method,
            headers: { ...headers, ...more },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          }),
        ),
      );
    const { cards } = await call('GET', '/cards');
    const intent = await call('POST', '/intents', { order: '2341' });
    const confirm = (card: { id: string }, n: number) =>
      call(
        'POST',
        `/intents/${intent.id}/confirm`,
        { card: card.id, browser },
        { authorization: `Bearer ${intent.secret}`, 'idempotency-key': key(n) },
      );
    expect(await confirm(cards[1], 1)).toEqual(problem(428, 'cvc_required'));
    expect(await confirm(cards[5], 2)).toEqual(problem(422, 'card_not_payable'));
    expect(payments()).toBe(0);
    // Past its month and still active: the gateway decides, and it says yes.
    expect(await confirm(cards[4], 3)).toMatchObject({ status: 'paid' });
  });

  it('takes no security code, no forbidden field, no missing key and no wrong secret', async () => {
    const { confirm, send, intent, visa, payments } = await ready();
    for (const more of [{ cvc: '123' }, { amount: '1.00' }, { customer: 'boris' }, { merchant_id: '1' }])
      expect((await confirm(intent, visa.id, 1, more)).status).toBe(400);
    const authorization = `Bearer ${intent.secret}`;
    expect(
      (await send('POST', `/intents/${intent.id}/confirm`, { card: visa.id, browser }, { authorization })).status,
    ).toBe(400);
    expect((await confirm({ ...intent, secret: 'x'.repeat(43) }, visa.id)).status).toBe(401);
    expect((await confirm({ id: 'nothing', secret: intent.secret }, visa.id)).status).toBe(401);
    expect((await confirm(intent, `${visa.id.slice(0, -2)}AA`)).status).toBe(404);
    expect(payments()).toBe(0);
  });
});
