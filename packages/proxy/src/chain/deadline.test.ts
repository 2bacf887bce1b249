// P8: a gateway that takes everything and answers nothing. Real time, short deadlines; nothing sleeps but the deadlines themselves.
import { createSandbox } from '@onfile/sandbox';
import { describe, expect, it } from 'vitest';
import { createMemoryStore, type Store } from '../index.ts';
import { chargeElsewhere, json, key, browser, problem, ready } from './shop.case.ts';

const isFull = process.env['ONFILE_PROVE'] === '1';
const withinMs = 400;
const silence = () => new Promise<never>(() => {});
const services = ['token.cfm', 'rem_token.cfm', 'orderresult.cfm', 'tokenpay.cfm'] as const;

/** A shop whose gateway goes silent: every service, or only some. The client's own deadlines are longer than the proxy's. */
async function blackHole(silent: readonly string[], isVisited = false) {
  let isSilent = false;
  const tools = await ready({
    instead: (service) => (isSilent && silent.includes(service) ? silence() : undefined),
    options: { answerWithinMs: withinMs },
    deadlines: { read: 60_000, pay: 60_000 },
    sandbox: createSandbox({ now: Date.now }),
    realTime: true,
  });
  const bearer = { authorization: `Bearer ${tools.intent.secret}` };
  if (isVisited) await tools.send('POST', `/intents/${tools.intent.id}/hosted`, { save: false }, bearer);
  isSilent = true;
  const timed = async (asking: Promise<Response>) => {
    const began = performance.now();
    const answer = await asking;
    return { answer, ms: performance.now() - began };
  };
  return { ...tools, bearer, timed };
}

const subsets = services.flatMap((service, at) => [...new Set([services.slice(0, at + 1).join(' '), service])]);

describe('a gateway that answers nothing', () => {
  it.each(subsets)('every endpoint answers within its deadline: silent %s', async (names) => {
    const silent = names.split(' ');
    let answers = 0;
    for (const isVisited of isFull ? [false, true, false, true] : [true]) {
      const { timed, send, intent, visa, bearer, proxy, payments } = await blackHole(silent, isVisited);
      const asked = [
        timed(send('GET', '/cards')),
        timed(send('DELETE', `/cards/${visa.id}`)),
        timed(send('POST', '/intents', { order: '2341' })),
        timed(send('GET', `/intents/${intent.id}`, undefined, bearer)),
        timed(send('POST', `/intents/${intent.id}/hosted`, { save: true }, bearer)),
        timed(proxy(new Request(`https://shop.test/onfile/v1/return?intent=${intent.id}`))),
        timed(
          send(
            'POST',
            `/intents/${intent.id}/confirm`,
            { card: visa.id, browser },
            { ...bearer, 'idempotency-key': key(1) },
          ),
        ),
        timed(
          send(
            'POST',
            `/intents/${intent.id}/confirm`,
            { card: visa.id, browser },
            { ...bearer, 'idempotency-key': key(2) },
          ),
        ),
      ];
      for (const { ms } of await Promise.all(asked)) {
        expect(ms).toBeLessThan(withinMs + 1000);
        answers++;
      }
      expect(payments()).toBeLessThanOrEqual(1);
    }
    if (isFull) console.log(`P8: ${answers} answers within ${withinMs} ms + 1 s, silent: ${silent.join(', ')}`);
  });

  it('before the claim: the answer is that nothing was charged, and nothing is claimed', async () => {
    const { confirm, intent, visa, store, payments } = await blackHole(['token.cfm']);
    expect(await json(await confirm(intent, visa.id))).toEqual(problem(503, 'unavailable'));
    expect(payments()).toBe(0);
    expect(await store.get(intent.id)).toMatchObject({ status: 'open', attempts: [] });
  });

  it('after the claim: the answer is that it is not known, and the record says so', async () => {
    const { confirm, intent, visa, store, payments } = await blackHole(['tokenpay.cfm']);
    const answer = await json(await confirm(intent, visa.id));
    expect(['confirming', 'unconfirmed']).toContain(answer.status);
    expect(payments()).toBe(1);
    expect((await store.get(intent.id))?.attempts).toHaveLength(1);
  });

  it('negative control: without a deadline of its own the answer is not there in time', async () => {
    const tools = await ready({
      instead: (service) => (service === 'tokenpay.cfm' ? silence() : undefined),
      deadlines: { read: 60_000, pay: 60_000 },
      options: { answerWithinMs: 60_000 },
      realTime: true,
    });
    const late = new Promise<'late'>((done) => void setTimeout(() => done('late'), withinMs + 1000));
    expect(await Promise.race([tools.confirm(tools.intent, tools.visa.id), late])).toBe('late');
  });
});

describe('a deadline that the caller brings', () => {
  it('shortens the proxy’s own, and never lengthens it', async () => {
    const { proxy, intent, bearer, sandbox, timed } = await blackHole(['orderresult.cfm'], true);
    await chargeElsewhere(sandbox);
    const read = () => new Request(`https://shop.test/onfile/v1/intents/${intent.id}`, { headers: bearer });
    const short = await timed(proxy(read(), { deadline: Date.now() + 50 }));
    expect(short.ms).toBeLessThan(withinMs - 50);
    const long = await timed(proxy(read(), { deadline: Date.now() + 60_000 }));
    expect(long.ms).toBeLessThan(withinMs + 1000);
    expect([short.answer.status, long.answer.status]).toEqual([503, 503]);
  });
});

it('a process that slept between the claim and the call sends nothing', async () => {
  const honest = createMemoryStore();
  let sleep = () => {};
  const store: Store = {
    ...honest,
    claim: async (id, attempt) => {
      const claim = await honest.claim(id, attempt);
      sleep();
      return claim;
    },
  };
  const { confirm, intent, visa, payments, clock } = await ready({ store });
  sleep = () => clock.advance(20 * 60_000);
  expect(await json(await confirm(intent, visa.id))).toEqual(problem(503, 'unavailable'));
  expect(payments()).toBe(0);
  expect(await store.get(intent.id)).toMatchObject({ status: 'open', attempts: [{ end: 'not-sent' }] });
});
