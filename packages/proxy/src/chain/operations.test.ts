import type { TransportAnswer } from '@onfile/assist';
import { describe, expect, it } from 'vitest';
import { createMemoryStore, type Store } from '../index.ts';
import { browser, chargeElsewhere, json, minute, problem, ready, shop } from './shop.case.ts';

const ask = (name: string, method = 'GET') => new Request(`http://127.0.0.1:9100/internal/${name}`, { method });

describe('health', () => {
  it('is good while payments can be taken', async () => {
    const { proxy } = await ready();
    const answer = await proxy.operations(ask('health'));
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await json(answer)).toMatchObject({
      ok: true,
      store: 'reachable',
      gateway: { pay: 'closed', list: 'closed', result: 'closed' },
      closing: false,
      submitted: 0,
    });
  });

  it.each([
    ['throws', () => Promise.reject(new Error('disk'))],
    ['hangs', () => new Promise<never>(() => {})],
  ])('is bad where the store %s', async (_, get) => {
    const store: Store = { ...createMemoryStore(), get };
    const answer = await shop({ store }).proxy.operations(ask('health'));
    expect(answer.status).toBe(503);
    expect(await json(answer)).toMatchObject({ ok: false, store: 'unreachable' });
  });

  it('is not to be had where the shopper reaches, and nothing else is there', async () => {
    const { send, proxy } = await ready();
    for (const path of ['/health', '/metrics', '/operations/health'])
      expect((await send('GET', path)).status).toBe(404);
    for (const request of [ask('nothing'), ask('health', 'POST'), ask('metrics/')])
      expect((await proxy.operations(request)).status).toBe(404);
  });
});

describe('metrics', () => {
  it('tell of attempts, outcomes, calls, what is unresolved and what is not delivered', async () => {
    const onSettled = () => Promise.reject(new Error('down'));
    const tools = await ready({
      options: { onSettled, orders: { find: (number) => ({ number, amount: '1250.00', currency: 'RUB' }) } },
    });
    await tools.confirm(tools.intent, tools.visa.id);
    tools.sandbox.fault({ service: 'tokenpay', kind: 'never-answer', times: 1 });
    const other = await json(await tools.send('POST', '/intents', { order: 'two' }));
    await tools.confirm(other, tools.visa.id, 2);
    tools.clock.advance(90_000);
    const answer = await tools.proxy.operations(ask('metrics'));
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = (await answer.text()).split('\n');
    for (const line of [
      '# TYPE onfile_attempts_total counter',
      'onfile_attempts_total 2',
      'onfile_answers_total{answer="answered"} 1',
      'onfile_answers_total{answer="unconfirmed"} 1',
      'onfile_outcomes_total{status="paid"} 1',
      'onfile_gateway_calls_total{operation="pay",result="answered"} 1',
      'onfile_gateway_calls_total{operation="pay",result="unconfirmed"} 1',
      'onfile_deliveries_total{type="settled",result="failed"} 1',
      'onfile_intents{status="paid"} 1',
      'onfile_intents{status="unconfirmed"} 1',
      '# TYPE onfile_unresolved gauge',
      'onfile_unresolved 1',
      'onfile_oldest_unresolved_seconds 90',
      'onfile_outbox_backlog 1',
      'onfile_store_up 1',
      'onfile_breaker{operation="pay"} 0',
    ])
      expect(lines).toContain(line);
    // Every line is a comment or a series with a number: what a scraper takes.
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? [\d.]+)$/);
    for (const secret of ['anna', '2341', '0000A11A', 'LOGIN']) expect(lines.join('\n')).not.toContain(secret);
  });

  it('say that the store does not answer', async () => {
    const down = () => Promise.reject(new Error('disk'));
    const gone: Store = { ...createMemoryStore(), get: down, summary: down };
    expect(await shop({ store: gone }).proxy.metrics()).toContain('onfile_store_up 0');
    // Counting may take too long where there are many rows; that is no reason to wake anybody.
    const big: Store = { ...createMemoryStore(), summary: down };
    const said = await shop({ store: big }).proxy.metrics();
    expect(said).toContain('onfile_store_up 1');
    expect(said).not.toContain('onfile_unresolved');
  });
});

/** A gateway whose payment call waits until it is let go. */
function held(answer?: TransportAnswer) {
  let letGo = () => {};
  const until = new Promise<void>((done) => void (letGo = done));
  let heard = () => {};
  const sent = new Promise<void>((done) => void (heard = done));
  const instead = (service: string) => {
    if (service !== 'tokenpay.cfm') return undefined;
    heard();
    return until.then(() => answer);
  };
  return { instead, sent, letGo: () => letGo() };
}

describe('closing', () => {
  it('takes no new claim, lets a submitted call finish and be recorded, and answers its shopper', async () => {
    const { instead, sent, letGo } = held();
    const tools = await ready({
      instead,
      options: { orders: { find: (number) => ({ number, amount: '1250.00', currency: 'RUB' }) } },
    });
    const other = await json(await tools.send('POST', '/intents', { order: 'two' }));
    const paying = tools.confirm(tools.intent, tools.visa.id);
    await sent;
    const closing = tools.proxy.close({ graceMs: 5000 });
    expect(await json(await tools.confirm(other, tools.visa.id, 2))).toEqual(problem(503, 'unavailable'));
    // The call that was refused is counted until a turn after its answer.
    await expect.poll(() => tools.proxy.health()).toMatchObject({ ok: false, closing: true, submitted: 1 });
    letGo();
    expect(await closing).toEqual({ left: 0 });
    expect(await tools.store.get(tools.intent.id)).toMatchObject({ status: 'paid' });
    expect(await json(await paying)).toMatchObject({ status: 'paid' });
    expect(tools.payments()).toBe(1);
  });

  it('waits for a claim that is on its way to the disk, and for its payment', async () => {
    const honest = createMemoryStore();
    let letClaim = () => {};
    let heard = () => {};
    const until = new Promise<void>((done) => void (letClaim = done));
    const claiming = new Promise<void>((done) => void (heard = done));
    const slow: Store = { ...honest, claim: async (...args) => (heard(), await until, honest.claim(...args)) };
    const tools = await ready({ store: slow });
    const paying = tools.confirm(tools.intent, tools.visa.id);
    await claiming;
    const closing = tools.proxy.close({ graceMs: 5000 });
    letClaim();
    expect(await closing).toEqual({ left: 0 });
    expect(await honest.get(tools.intent.id)).toMatchObject({ status: 'paid' });
    await paying;
  });

  it('does not wait longer than its grace; what is out is the next process’s to find out', async () => {
    const { instead, sent } = held();
    const tools = await ready({ instead });
    const paying = tools.confirm(tools.intent, tools.visa.id);
    await sent;
    expect(await tools.proxy.close({ graceMs: 20 })).toEqual({ left: 1 });
    expect(await tools.store.get(tools.intent.id)).toMatchObject({ status: 'confirming' });
    await paying;
  });
});

describe('a browser that leaves', () => {
  it('does not end a call that was sent', async () => {
    const { instead, sent, letGo } = held();
    const tools = await ready({ instead });
    const gone = new AbortController();
    const kept: Promise<unknown>[] = [];
    const request = new Request(`https://shop.test/onfile/v1/intents/${tools.intent.id}/confirm`, {
      method: 'POST',
      signal: gone.signal,
      headers: {
        authorization: `Bearer ${tools.intent.secret}`,
        'idempotency-key': 'key-0123456789-1',
        'content-type': 'application/json',
        origin: 'https://shop.test',
      },
      body: JSON.stringify({
        card: tools.visa.id,
        browser,
      }),
    });
    const answering = tools.proxy(request, { waitUntil: (work) => void kept.push(work) });
    await sent;
    gone.abort();
    letGo();
    await Promise.all(kept);
    expect(kept).toHaveLength(1);
    expect(await tools.store.get(tools.intent.id)).toMatchObject({ status: 'paid' });
    expect((await answering).status).toBe(200);
    expect(tools.sandbox.ledger).toHaveLength(1);
  });
});

describe('a claim that took longer than the answer may', () => {
  it('is not paid for: nobody waits any more', async () => {
    const honest = createMemoryStore();
    const slow: Store = { ...honest, claim: async (...args) => (tools.clock.advance(minute), honest.claim(...args)) };
    const tools = await ready({ store: slow });
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toEqual(problem(503, 'unavailable'));
    expect(tools.payments()).toBe(0);
    expect(await honest.get(tools.intent.id)).toMatchObject({ status: 'open', attempts: [{ end: 'not-sent' }] });
  });
});

describe('what the transport knows as not sent', () => {
  it('and only that, opens the order again at once', async () => {
    const instead = (service: string) =>
      service === 'tokenpay.cfm' && refused-- > 0
        ? ({ type: 'not-sent', cause: new Error('ECONNREFUSED') } as const)
        : undefined;
    let refused = 1;
    const tools = await ready({ instead });
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toEqual(problem(503, 'unavailable'));
    expect(await tools.store.get(tools.intent.id)).toMatchObject({ status: 'open', attempts: [{ end: 'not-sent' }] });
    expect(await json(await tools.confirm(tools.intent, tools.visa.id, 2))).toMatchObject({ status: 'paid' });
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  it.each(['unknown', 'not-sent'] as const)(
    'does not take back what a look has found out meanwhile: %s',
    async (type) => {
      const { instead, sent, letGo } = held({ type, cause: new Error('reset') });
      const tools = await ready({ instead });
      const paying = tools.confirm(tools.intent, tools.visa.id);
      await sent;
      tools.sandbox.fault({ service: 'tokenpay', kind: 'decline', times: 1 });
      await chargeElsewhere(tools.sandbox);
      tools.clock.advance(minute);
      await tools.proxy.sweep();
      expect(await tools.store.get(tools.intent.id)).toMatchObject({ status: 'declined' });
      letGo();
      await paying;
      expect(await tools.store.get(tools.intent.id)).toMatchObject({
        status: 'declined',
        attempts: [{ end: 'declined' }],
      });
    },
  );

  it('does not take back what a sweep has found out meanwhile', async () => {
    const { instead, sent, letGo } = held();
    const tools = await ready({ instead });
    const paying = tools.confirm(tools.intent, tools.visa.id);
    await sent;
    for (let looks = 0; looks < 8; looks++) {
      tools.clock.advance(5 * minute);
      await tools.proxy.sweep();
    }
    const before = await tools.store.get(tools.intent.id);
    expect(before).toMatchObject({ status: 'open', attempts: [{ end: 'not-charged' }] });
    letGo();
    await paying;
    // Slower than the quiet time: the answer is late money, and money that nobody expects is a person's.
    expect(await tools.store.get(tools.intent.id)).toMatchObject({ status: 'review' });
  });
});
