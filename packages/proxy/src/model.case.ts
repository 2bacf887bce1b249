// What the model test drives: one order, its proxy processes, the gateway behind them, and the ways in which calls go wrong.
import {
  asRequest,
  createAssistClient,
  fetchTransport,
  type GatewayRequest,
  replyCheckValue,
  type TransportAnswer,
} from '@onfile/assist';
import { createSandbox, merchant } from '@onfile/sandbox';
import type { Scheduler } from 'fast-check';
import { browser, chargeElsewhere, sealKeys, visitPage } from './chain/shop.case.ts';
import {
  createMemoryStore,
  createMerchantProxy,
  type IntentRecord,
  type MerchantEvent,
  openAttempt,
  type ProxyOptions,
  type Store,
} from './index.ts';

/** What becomes of one Token Pay call. */
export const fates = [
  'ok',
  'decline',
  'refused',
  'not-sent',
  'lost',
  'lost-charged',
  'late-charged',
  'very-late-charged',
  'server-error',
  'server-error-charged',
  'html-charged',
  'truncated-charged',
  'crash-before',
  'crash-after',
] as const;
export type Fate = (typeof fates)[number];

/** Fates that the sandbox knows by itself. */
const sandboxKinds = new Set<Fate>(['server-error', 'server-error-charged', 'html-charged', 'truncated-charged']);

const minute = 60_000;
/** A call that was lost on its way may still arrive, but sooner than the quiet time is over: that is what the quiet time is for. */
const arrivesWithin = 14 * minute;
/** One that is slower than that: the one gap of the promise. What it does is counted apart, and a person has to hear of it. */
const arrivesAfterAll = 40 * minute;
const never = () => new Promise<never>(() => {});
const unknown = (): TransportAnswer => ({ type: 'unknown', cause: new Error('reset') });

/** Statuses that only review may follow, by the model's own list. */
const isFinal = (status: IntentRecord['status']) => ['paid', 'canceled', 'expired'].includes(status);

/** What one run is like. */
export interface World {
  delay?: boolean;
  scheduler?: Scheduler;
  options?: Partial<ProxyOptions>;
  /** Breaks the store, for negative controls. */
  breakStore?: (store: Store, now: () => number) => Store;
}

/** One order from the beginning to the calm after it. */
export async function startWorld({ delay = false, scheduler, options, breakStore = (store) => store }: World) {
  let time = Date.UTC(2026, 10, 23, 9, 30);
  const now = () => time;
  const sandbox = createSandbox({ now, acceptDuplicates: true, later: () => {} });
  const kept = createMemoryStore();
  const store = breakStore(kept, now);
  const told: MerchantEvent[] = [];
  const wrongs: string[] = [];
  const calls = new Map<string, number>();
  const underWay: { at: number; request: GatewayRequest }[] = [];
  let fate: Fate = 'ok';
  let isBroken = false;
  let isPerson = false;
  let life = 0;
  let messages = 0;
  let veryLate = 0;

  /** A moment in which somebody else may be first. */
  const step = async () => {
    if (scheduler) await scheduler.schedule(Promise.resolve());
  };
  const hold = (before: IntentRecord | undefined, after: IntentRecord) => {
    if (!before) return;
    if (isFinal(before.status) && after.status !== before.status && after.status !== 'review')
      wrongs.push(`${before.status} became ${after.status}`);
    if (before.status === 'review' && after.status !== 'review' && !isPerson) wrongs.push('left review by itself');
    if (after.attempts.filter(({ end }) => !end).length > 1) wrongs.push('two attempts without an end');
    before.attempts.forEach((attempt, at) => {
      const next = after.attempts[at];
      if (!next) wrongs.push('an attempt was forgotten');
      else if (attempt.end && next.end !== attempt.end && !(attempt.end === 'review' && isPerson))
        wrongs.push(`an attempt that was ${attempt.end} became ${next.end}`);
    });
  };
  /** The store as one process sees it; nothing of a process that is gone reaches it any more. */
  const seenBy = (own: number): Store => {
    const alive = async () => {
      await step();
      if (own !== life) await never();
    };
    return {
      ...store,
      get: async (id) => (await alive(), store.get(id)),
      findByOrder: async (order) => (await alive(), store.findByOrder(order)),
      claim: async (id, attempt) => (await alive(), store.claim(id, attempt)),
      advance: async (next, more) => {
        await alive();
        const before = await kept.get(next.id);
        const done = await store.advance(next, more);
        if (done) hold(before, done);
        return done;
      },
    };
  };

  const gateway = fetchTransport(sandbox);
  /** The payment call, as its fate has it. */
  async function sendPayment(request: GatewayRequest, call: Parameters<typeof gateway>[1], how: Fate) {
    const reach = () => gateway(request, { ...call, signal: new AbortController().signal });
    if (how === 'not-sent') return { type: 'not-sent', cause: new Error('ECONNREFUSED') } as const;
    if (how === 'lost') return unknown();
    if (how === 'late-charged' || how === 'very-late-charged') {
      if (how === 'very-late-charged') veryLate++;
      underWay.push({ at: time + (how === 'late-charged' ? arrivesWithin : arrivesAfterAll), request });
      return unknown();
    }
    if (how === 'crash-before' || how === 'crash-after') {
      if (how === 'crash-after') await reach();
      life++;
      crashed();
      return never();
    }
    if (how === 'decline') sandbox.fault({ service: 'tokenpay', kind: 'decline', code: 'AS102', times: 1 });
    if (how === 'refused') sandbox.fault({ service: 'tokenpay', kind: 'fault', code: '10/203', times: 1 });
    if (sandboxKinds.has(how)) sandbox.fault({ service: 'tokenpay', kind: how as 'server-error', times: 1 });
    const answer = await reach();
    return how === 'lost-charged' ? unknown() : answer;
  }
  let crashed = () => {};
  const assist = createAssistClient({
    baseUrl: 'https://gateway.test',
    merchantId: merchant.id,
    credentials: () => merchant,
    checkSecret: merchant.secret,
    transport: async (request, call) => {
      await step();
      if (!request.url.endsWith('tokenpay.cfm'))
        return isBroken && request.url.endsWith('orderresult.cfm') ? unknown() : gateway(request, call);
      const record = await kept.get('intent');
      const attempt = record?.attempts.length ?? 0;
      const name = `attempt ${attempt}`;
      calls.set(name, (calls.get(name) ?? 0) + 1);
      if ((calls.get(name) ?? 0) > 1) wrongs.push(`${name} was sent twice`);
      if (!record || !openAttempt(record)) wrongs.push(`${name} was sent without being claimed`);
      return sendPayment(request, call, fate);
    },
    now,
    wait: async () => {},
  });
  const newProcess = () =>
    createMerchantProxy({
      assist,
      store: seenBy(life),
      customer: () => ({ number: 'anna' }),
      orders: { find: (number) => ({ number, amount: '1250.00', currency: 'RUB', delay }) },
      sealKeys,
      origins: ['https://shop.test'],
      publicUrl: 'https://shop.test/v1',
      returnTo: () => 'https://shop.test/',
      onSettled: (event) => void told.push(event),
      now,
      wait: async () => {},
      random: () => 1,
      randomId: () => 'intent',
      sweepEveryMs: 0,
      breaker: { ratio: 2 },
      ...options,
    });
  let proxy = newProcess();
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    proxy(
      new Request(`https://shop.test/v1${path}`, {
        method,
        headers: { origin: 'https://shop.test', 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  /** Permuted where there is a scheduler, at once where there is none. */
  const run = async <TValue>(work: Promise<TValue>): Promise<TValue> => (scheduler ? scheduler.waitFor(work) : work);
  const json = async (answer: Response) => JSON.parse(await answer.text());

  const cards: { id: string }[] = (await json(await run(send('GET', '/cards')))).cards;
  const { secret } = await json(await run(send('POST', '/intents', { order: '2341' })));
  const authorization = `Bearer ${secret}`;

  const arrive = async () => {
    for (const { request } of underWay
      .splice(0)
      .filter(({ at, request: one }) => at <= time || !underWay.push({ at, request: one })))
      await sandbox(asRequest(request));
  };
  return {
    told,
    wrongs,
    run,
    now,
    get proxy() {
      return proxy;
    },
    get broken() {
      return isBroken;
    },
    set broken(value) {
      isBroken = value;
    },
    record: async () => {
      const record = await kept.get('intent');
      if (!record) throw new Error('The record is gone.');
      return record;
    },
    /** What the gateway itself holds of the order's money: the witness. */
    money: () => sandbox.ledger.filter(({ type }) => type === 'charge' || type === 'authorise'),
    /** Calls that were slower than the quiet time. */
    get veryLate() {
      return veryLate;
    },
    /** Money that moves without this proxy. */
    elsewhere: (amount: string) => chargeElsewhere(sandbox, { amount, delay }),
    /** Answers with the status and code; `crashed` where the process went away under it. */
    async confirm(key: number, card: number, how: Fate): Promise<{ status: number; code?: string } | 'crashed'> {
      fate = how;
      const gone = new Promise<'crashed'>((done) => void (crashed = () => done('crashed')));
      const answering = send(
        'POST',
        '/intents/intent/confirm',
        { card: cards[card]?.id, browser },
        { authorization, 'idempotency-key': `key-0123456789-${key}` },
      ).then(async (answer) => ({
        status: answer.status,
        ...(answer.ok ? {} : { code: String((await json(answer)).code) }),
      }));
      const answer = await run(Promise.race([answering, gone]));
      if (answer === 'crashed') proxy = newProcess();
      return answer;
    },
    crash() {
      life++;
      proxy = newProcess();
    },
    open: () => run(send('POST', '/intents', { order: '2341' })),
    read: () => run(send('GET', '/intents/intent', undefined, { authorization })),
    sweep: () => run(proxy.sweep()),
    /** The gateway's own message, which makes the proxy look; or one that somebody else wrote. */
    async message(isForged = false) {
      const said = ['452739', '2341', '1250.00', 'RUB', 'Approved'];
      const body = new URLSearchParams({
        merchant_id: '452739',
        ordernumber: '2341',
        billnumber: `${5161957242913224 + messages++}.1`,
        amount: '1250.00',
        currency: 'RUB',
        orderstate: 'Approved',
        operationtype: '100',
        checkvalue: replyCheckValue(isForged ? 'guess' : merchant.secret, said),
      });
      return run(proxy(new Request('https://shop.test/v1/notifications', { method: 'POST', body: body.toString() })));
    },
    async visit(what: 'pay' | 'leave') {
      const answer = await run(send('POST', '/intents/intent/hosted', { save: false }, { authorization }));
      if (!answer.ok) return false;
      const card = 'choice=new&CardNumber=4111111111111111&ExpireMonth=12&ExpireYear=30&CVC2=123';
      await visitPage((await json(answer)).fields, sandbox, what === 'pay' ? card : 'back=1');
      return true;
    },
    async settle(outcome: 'paid' | 'canceled' | 'not-charged') {
      isPerson = true;
      const answer = await run(proxy.settleReview('intent', { outcome, note: 'a person' }));
      isPerson = false;
      return answer;
    },
    /** Time goes by; what was under way arrives on its way. */
    async pass(milliseconds: number) {
      const until = time + milliseconds;
      for (const { at } of [...underWay].toSorted((a, b) => a.at - b.at)) {
        if (at > until) break;
        time = Math.max(time, at);
        await arrive();
      }
      time = until;
    },
  };
}
