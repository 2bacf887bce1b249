import { createHash } from 'node:crypto';
import { createAssistClient, fetchTransport } from '@onfile/assist';
import { type FaultRule, createSandbox, merchant } from '@onfile/sandbox';
import { describe, expect, it } from 'vitest';
import { createMemoryStore, createMerchantProxy, type ProxyOptions, type Store } from './index.ts';
import type { IntentRecord } from './payment-store.ts';

const json = async (answer: Response) => JSON.parse(await answer.text());
const browser = {
  language: 'en-GB',
  colorDepth: 24,
  screenWidth: 390,
  screenHeight: 844,
  javaEnabled: false,
  challengeWindowSize: '01',
};
const sealKeys = [{ id: 'k1', key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }];
const minute = 60_000;

/** A shop whose shopper pays with the sandbox's test card that ends so; the bank's own pages are reached as a browser reaches them. */
function shop(options: Partial<ProxyOptions> = {}) {
  let now = Date.UTC(2026, 10, 23, 9, 30);
  const pass = (ms: number) => void (now += ms);
  const sandbox = createSandbox({
    now: () => now,
    origin: 'https://bank.test',
    acceptDuplicates: true,
    customers: { scenarios: cardsOf(['0000', '0003', '0004', '0005', '0006', '0009']) },
    settings: { challengeReturnUrl: 'https://shop.test/onfile/v1/return' },
  });
  const calls: string[] = [];
  /** Services that cannot be reached, once each. */
  const cut = new Set<string>();
  /** What each service answered last, and what one answers in its stead. */
  const heard = new Map<string, string>();
  const answers = new Map<string, string>();
  const sent = fetchTransport(sandbox);
  const store = createMemoryStore();
  const proxy = createMerchantProxy({
    assist: createAssistClient({
      baseUrl: 'https://bank.test',
      merchantId: merchant.id,
      credentials: () => merchant,
      checkSecret: merchant.secret,
      transport: async (request, how) => {
        const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
        if (cut.delete(name)) return { type: 'not-sent', cause: new Error('no route') };
        calls.push(name);
        const instead = answers.get(name);
        if (instead) return { type: 'response', response: { status: 200, body: instead } };
        const answer = await sent(request, how);
        if (answer.type !== 'response') return answer;
        const { status, body } = answer.response;
        const text = await new Response(body).text();
        heard.set(name, text);
        return { type: 'response', response: { status, body: text } };
      },
      now: () => now,
      wait: async () => {},
      deadlines: { read: 500, pay: 200 },
    }),
    store,
    customer: () => ({ number: 'scenarios' }),
    orders: { find: (number) => ({ number, amount: '1250.00', currency: 'RUB' }) },
    sealKeys,
    origins: ['https://shop.test'],
    publicUrl: 'https://shop.test/onfile/v1',
    returnTo: (order) => `https://shop.test/orders/${order}?a="&b`,
    now: () => now,
    wait: async () => {},
    ...options,
  });
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    proxy(
      new Request(`https://shop.test/onfile/v1${path}`, {
        method,
        headers: { origin: 'https://shop.test', 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
      { clientIp: '203.0.113.7' },
    );
  return { proxy, sandbox, store, calls, cut, heard, answers, pass, send };
}

const cardsOf = (posts: string[]) =>
  posts.map((post) => ({
    expire: '12.2030',
    token: `5CE7A210-0F11-4E5A-6B0C-00000000${post}`,
    bank: 'TEST BANK',
    brand: 'MIR',
    bin: 220_000,
    active: true,
    needCVC: false,
    post,
    assets: [],
  }));

async function paying(last4: string, { rule, ...options }: Partial<ProxyOptions> & { rule?: FaultRule } = {}) {
  const tools = shop(options);
  const { send, calls, sandbox, pass } = tools;
  const { cards } = await json(await send('GET', '/cards'));
  const card = cards.find((one: { last4: string }) => one.last4 === last4);
  const opened = await json(await send('POST', '/intents', { order: '2341' }));
  const authorization = `Bearer ${opened.secret}`;
  if (rule) sandbox.fault(rule);
  const confirm = (key: string, id = card.id) =>
    send('POST', `/intents/${opened.id}/confirm`, { card: id, browser }, { authorization, 'idempotency-key': key });
  const first = await json(await confirm('key-0123456789-1'));
  const goOn = async () => json(await send('POST', `/intents/${opened.id}/continue`, undefined, { authorization }));
  const read = async () => {
    pass(2000);
    return json(await send('GET', `/intents/${opened.id}`, undefined, { authorization }));
  };
  /** The shopper answers on the bank's page; where the bank sends the browser. */
  const bank = async (action: { url: string; fields: Record<string, string> }, answer: Record<string, string>) => {
    const { url, fields } = action;
    const body = new URLSearchParams({ ...fields, ...answer });
    return sandbox(new Request(url, { method: 'POST', body }));
  };
  const count = (name: string) => calls.filter((call) => call === name).length;
  return { ...tools, opened, cards, first, confirm, goOn, read, bank, count, authorization };
}

const right = { answer: 'confirm', code: '1234' };
const wrong = { answer: 'confirm', code: '9999' };

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

describe('version 1', () => {
  const post = (proxy: ReturnType<typeof shop>['proxy'], url: string, fields: Record<string, string>) =>
    proxy(
      new Request(url, { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-dest': 'iframe' } }),
    );

  it('comes back with what only the gateway can read, tells it once, and reads the truth', async () => {
    const { first, bank, proxy, read, count, sandbox, opened } = await paying('0009');
    const { PaReq, MD, TermUrl } = first.action.fields;
    expect([PaReq, MD].every(Boolean)).toBe(true);
    expect(TermUrl).toBe(`https://shop.test/onfile/v1/return?intent=${opened.id}`);
    const handover = await (await bank(first.action, right)).text();
    const PaRes = /name="PaRes" value="([^"]*)"/.exec(handover)?.[1] ?? '';
    const backs = await Promise.all([post(proxy, TermUrl, { PaRes, MD }), post(proxy, TermUrl, { PaRes, MD })]);
    for (const back of backs) expect(back.status).toBe(200);
    expect(await read()).toMatchObject({ status: 'paid' });
    expect(count('ws3dsec.cfm')).toBe(1);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('a PaRes that comes late is not taken for that of another attempt', async () => {
    const honest = createMemoryStore();
    let overtake = async () => {};
    const store: Store = {
      ...honest,
      get: async (id) => {
        const seen = await honest.get(id);
        await overtake();
        return seen;
      },
    };
    const { first, proxy, count, opened } = await paying('0009', { store });
    const { MD, TermUrl } = first.action.fields;
    // Between the reading of the form and the step, the attempt ends and another one has come to its own question.
    overtake = async () => {
      overtake = async () => {};
      const seen = await honest.get(opened.id);
      const [one] = seen?.attempts ?? [];
      if (!seen || !one?.challenge) throw new Error('There is no question.');
      const two = { ...one, key: 'key-0123456789-2', challenge: { ...one.challenge, bill: '5161957242913224.1' } };
      await honest.advance({ ...seen, attempts: [{ ...one, end: 'declined' }, two] });
    };
    await post(proxy, TermUrl, { PaRes: 'cGFpZA', MD });
    expect(count('ws3dsec.cfm')).toBe(0);
    const record = await honest.get(opened.id);
    expect(record?.attempts.at(-1)?.challenge).toMatchObject({ bill: '5161957242913224.1' });
    expect(record?.attempts.at(-1)?.challenge).not.toHaveProperty('continuedAt');
  });

  it('believes no PaRes, and hears none that is not about the bill', async () => {
    const { first, proxy, read, count, sandbox } = await paying('0009');
    const { MD, TermUrl } = first.action.fields;
    await post(proxy, TermUrl, { PaRes: 'cGFpZA', MD: '1' });
    expect(count('ws3dsec.cfm')).toBe(0);
    expect(await read()).toMatchObject({ status: 'challenge' });
    await post(proxy, TermUrl, { PaRes: 'cGFpZA', MD });
    expect(count('ws3dsec.cfm')).toBe(1);
    expect((await read()).status).not.toBe('paid');
    expect(sandbox.ledger).toEqual([]);
  });
});

describe('the return page', () => {
  const get = (proxy: ReturnType<typeof shop>['proxy'], path: string, dest?: string) =>
    proxy(new Request(`https://shop.test/onfile/v1${path}`, { headers: dest ? { 'sec-fetch-dest': dest } : {} }));

  it('in a frame: exact headers, one script that is allowed by its hash, the same whoever asks', async () => {
    const { proxy, opened } = await paying('0003');
    const page = await get(proxy, `/return?intent=${opened.id}`, 'iframe');
    const html = await page.text();
    const script = /<script>(.*)<\/script>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page.status).toBe(200);
    expect(Object.fromEntries(page.headers)).toEqual({
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'Origin',
    });
    expect(await (await get(proxy, '/return?intent=nothing', 'iframe')).text()).toBe(html);
    expect(await (await get(proxy, '/return', 'iframe')).text()).toBe(html);
  });

  it('at the top goes on to the shop’s page, by the order only with the bill that waits', async () => {
    const { proxy, first, bank } = await paying('0003');
    const back = new URL((await bank(first.action, right)).headers.get('location') ?? '');
    const known = await get(proxy, `/return${back.search}`, 'document');
    expect([known.status, known.headers.get('location')]).toEqual([303, 'https://shop.test/orders/2341?a="&b']);
    for (const guessed of [
      '/return?ordernumber=2341',
      '/return?ordernumber=2341&billnumber=5000000000000001',
      '/return',
    ])
      expect((await get(proxy, guessed, 'document')).status).toBe(404);
  });

  it('where a browser does not say what it loads into, finds out, and escapes what it goes on to', async () => {
    const { proxy, opened } = await paying('0003');
    const html = await (await get(proxy, `/return?intent=${opened.id}`)).text();
    expect(html).toContain('data-next="https://shop.test/orders/2341?a=&quot;&amp;b"');
  });

  it.each(['?result=paid', '?cres=eyJ0cmFuc1N0YXR1cyI6IlkifQ', '?orderstate=Approved&responsecode=AS000'])(
    'believes nothing that the address says: %s',
    async (words) => {
      const { proxy, opened, read, sandbox } = await paying('0003');
      await get(proxy, `/return${words}&intent=${opened.id}`, 'iframe');
      expect(await read()).toMatchObject({ status: 'challenge' });
      expect(sandbox.ledger).toEqual([]);
    },
  );
});
