import { describe, expect, it } from 'vitest';
import { minute, paying, right } from './challenge-shop.case.ts';
import { createMemoryStore, type Store } from './index.ts';
import type { IntentRecord } from './payment-store.ts';

describe('the method call', () => {
  it('goes on once, however often it is asked, and is paid where the bank knows the browser', async () => {
    const { first, goOn, count, sandbox } = await paying('0004');
    expect(first).toMatchObject({
      status: 'challenge',
      action: { type: 'method', url: 'https://bank.test/acs/method' },
    });
    const answers = await Promise.all([goOn(), goOn(), goOn()]);
    for (const answer of [...answers, await goOn()]) expect(answer).toMatchObject({ status: 'paid' });
    expect(count('get3dsecver2.cfm')).toBe(1);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('is followed by the question where the bank asks after all', async () => {
    const { goOn, bank, read, count } = await paying('0005');
    const asked = await goOn();
    expect(asked).toMatchObject({ status: 'challenge', action: { type: 'challenge' } });
    expect(await goOn()).toMatchObject({ action: asked.action });
    await bank(asked.action, right);
    expect(await read()).toMatchObject({ status: 'paid' });
    expect(count('get3dsecver2.cfm')).toBe(1);
  });

  it.each([
    'server-error',
    'html',
    'reset',
    'never-answer',
    'server-error-charged',
    'reset-charged',
    'truncated-charged',
  ] as const)('that is lost on the way (%s) is a doubt, read and never sent again', async (kind) => {
    const { goOn, read, count, sandbox } = await paying('0004', {
      rule: { service: 'continue', kind },
    });
    const lost = await goOn();
    expect(['unconfirmed', 'paid']).toContain(lost.status);
    expect(lost).not.toHaveProperty('action');
    await goOn();
    const later = await read();
    // What was carried out is found; what was not stays in doubt. Neither is sent again.
    expect(later.status).toBe(sandbox.ledger.length ? 'paid' : 'unconfirmed');
    expect(count('get3dsecver2.cfm')).toBe(1);
  });

  it('is asked for once: a gateway that asks for it again is not gone on with, and the payment is read', async () => {
    const { first, goOn, read, count, heard, answers } = await paying('0004');
    expect(first).toMatchObject({ action: { type: 'method' } });
    answers.set('get3dsecver2.cfm', heard.get('tokenpay.cfm') ?? '');
    for (const answer of [await goOn(), await goOn(), await read()]) {
      expect(answer).toMatchObject({ status: 'unconfirmed' });
      expect(answer).not.toHaveProperty('action');
    }
    expect(count('get3dsecver2.cfm')).toBe(1);
  });

  it('that provably never left may be made again', async () => {
    const { goOn, read, cut, count } = await paying('0004');
    cut.add('get3dsecver2.cfm');
    expect(await goOn()).toMatchObject({ code: 'unavailable' });
    expect(await read()).toMatchObject({ status: 'challenge', action: { type: 'method' } });
    expect(await goOn()).toMatchObject({ status: 'paid' });
    expect(count('get3dsecver2.cfm')).toBe(1);
  });

  it('is not made by a process that slept before it, whatever another process did meanwhile', async () => {
    const honest = createMemoryStore();
    let sleep: ((kept: IntentRecord) => Promise<unknown>) | undefined;
    const store: Store = {
      ...honest,
      advance: async (next, told) => {
        const kept = await honest.advance(next, told);
        const nap = next.attempts.at(-1)?.challenge?.continuedAt ? sleep : undefined;
        sleep = nap ? undefined : sleep;
        if (kept && nap) await nap(kept);
        return kept;
      },
    };
    const { goOn, count, pass, opened, sandbox } = await paying('0004', { store });
    sleep = async (kept) => {
      pass(20 * minute);
      const [first] = kept.attempts;
      if (!first) throw new Error('There is no attempt.');
      const second = { ...first, key: 'key-0123456789-2', submittedAt: first.submittedAt + 19 * minute };
      delete second.challenge;
      return honest.advance({ ...kept, attempts: [{ ...first, end: 'not-charged' }, second] });
    };
    expect(await goOn()).toMatchObject({ code: 'unavailable' });
    expect(count('get3dsecver2.cfm')).toBe(0);
    expect(sandbox.ledger).toEqual([]);
    const record = await honest.get(opened.id);
    expect(record?.attempts.map(({ end, challenge }) => [end, challenge?.continuedAt !== undefined])).toEqual([
      ['not-charged', true],
      [undefined, false],
    ]);
    // The question was the first attempt's, and is not asked again for the second.
    expect(record?.attempts[1]).not.toHaveProperty('challenge');
  });

  it('is waited for by a process that goes away: the gateway is told, and what it says is written down', async () => {
    const honest = createMemoryStore();
    let close = () => {};
    const store: Store = {
      ...honest,
      advance: async (next, told) => {
        if (next.attempts.at(-1)?.challenge?.continuedAt) close();
        return honest.advance(next, told);
      },
    };
    const { goOn, proxy, count, opened } = await paying('0004', { store });
    let closed: Promise<unknown> | undefined;
    close = () => {
      closed ??= proxy
        .close({ graceMs: 5000 })
        .then(async ({ left }) => [left, count('get3dsecver2.cfm'), (await honest.get(opened.id))?.status]);
    };
    const after = await goOn();
    expect(await closed).toEqual([0, 1, after.status]);
  });

  it('says nothing of a method to a page while the gateway is told', async () => {
    const { store, opened, read } = await paying('0004');
    const record = await store.get(opened.id);
    const last = record?.attempts.at(-1);
    if (!record || !last?.challenge) throw new Error('There is no question.');
    // As a process leaves it that dies after it has committed and before it hears.
    await store.advance({ ...record, attempts: [{ ...last, challenge: { ...last.challenge, continuedAt: 1 } }] });
    const left = await read();
    expect(left).toMatchObject({ status: 'unconfirmed' });
    expect(left).not.toHaveProperty('action');
  });

  it('goes on with nothing where there is nothing to go on with, and only for who holds the secret', async () => {
    const { goOn, count, send, opened } = await paying('0000');
    expect(await goOn()).toMatchObject({ status: 'paid' });
    const foreign = await send('POST', `/intents/${opened.id}/continue`, undefined, {
      authorization: 'Bearer nothing-at-all',
    });
    expect(foreign.status).toBe(401);
    const { goOn: again, count: counted } = await paying('0003');
    expect(await again()).toMatchObject({ status: 'challenge' });
    expect([count('get3dsecver2.cfm'), counted('get3dsecver2.cfm')]).toEqual([0, 0]);
  });
});

it('decoupled: there is no form, and the bank’s word is read', async () => {
  const { first, read, pass, sandbox } = await paying('0006');
  expect(first).toMatchObject({ status: 'challenge', action: { type: 'decoupled' } });
  expect(await read()).toMatchObject({ status: 'challenge' });
  pass(15_000);
  await sandbox.run();
  expect(await read()).toMatchObject({ status: 'paid' });
});
