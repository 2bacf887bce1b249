// Each misbehaviour of each service: whether the work was done is seen from outside, and the answer is what the table in the README
// says that it is.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Work, works } from './faults.case.ts';
import { type FaultKind, faultKinds, type Service, services } from './rules.ts';
import { open } from './tools.case.ts';

/** A service that has something to do, and the means to ask and to look. */
async function ready(service: Service, options: Parameters<typeof open>[0] = {}) {
  const tools = open(options);
  const work = await works[service](tools);
  const before = await look(work);
  return {
    tools,
    work,
    order: (kind: FaultKind, more: object = {}) => tools.send('/__sandbox/faults', { service, kind, ...more }),
    ask: (signal?: AbortSignal) =>
      tools.sandbox(
        new Request(`http://gateway.test${work.path}`, {
          method: 'POST',
          body: work.body,
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...work.headers },
          ...(signal && { signal }),
        }),
      ),
    /** Whether the work was done; a service that only tells has nothing to show. */
    isDone: async () => (await look(work)) !== before,
    changes: work.witness !== undefined,
  };
}

const look = async ({ witness }: Work) => JSON.stringify(await witness?.());

/** What a caller sees of an answer, whole or not. */
async function seen(answer: Promise<Response>): Promise<string> {
  try {
    const { status, headers, text } = await answer.then(async (one) => ({
      status: one.status,
      headers: one.headers,
      text: await one.text(),
    }));
    return `${status} ${headers.get('content-type') === 'text/html' ? 'HTML' : text}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'nothing';
  }
}

async function seenUntilGivenUp(ask: (signal: AbortSignal) => Promise<Response>): Promise<string> {
  const caller = new AbortController();
  const answer = seen(ask(caller.signal));
  caller.abort(new Error('gave up'));
  return answer;
}

/** A refusal in any format, with these codes. */
const faultOf = (first: number, second: number) =>
  new RegExp(
    `"faultcode":${first},"faultstring":${second}\\b|firstcode="${first}" secondcode="${second}"|<faultcode>${first}</faultcode><faultstring>${second}<|error;${first};${second};`,
  );

/** What is answered in each way that an answer can fail, and whether the work is done before it. */
const failing: [kind: FaultKind, isDone: boolean, expected: RegExp][] = [
  ['fault', false, faultOf(2, 1)],
  ['html', false, /^200 HTML$/],
  ['html-charged', true, /^200 HTML$/],
  ['server-error', false, /^502 HTML$/],
  ['server-error-charged', true, /^502 HTML$/],
  ['rate-limit', false, /^429 HTML$/],
  ['refuse', false, /connection refused$/],
  ['reset', false, /connection reset$/],
  ['reset-charged', true, /connection reset$/],
  ['reset-mid-body', true, /connection reset$/],
  ['never-answer', false, /^gave up$/],
  ['never-answer-charged', true, /^gave up$/],
  ['truncated', false, /^200 \[\{"expire":"12\.2027","tok$/],
  ['truncated-charged', true, /^200 .{1,40}$/s],
];

describe.each(services.map((service) => [service]))('%s', (service) => {
  it('control: does its work when nothing is ordered', async () => {
    const { ask, isDone, changes } = await ready(service);
    expect(await seen(ask())).toMatch(/^200 (?!HTML)/);
    expect(await isDone()).toBe(changes);
  });

  it.each(failing)('%s: the work is done: %s', async (kind, isDoneBefore, expected) => {
    const { order, ask, isDone, changes } = await ready(service);
    await order(kind, { times: 1 });
    expect(await (kind.startsWith('never') ? seenUntilGivenUp(ask) : seen(ask()))).toMatch(expected);
    expect(await isDone()).toBe(isDoneBefore && changes);
    // Once was ordered.
    expect(await seen(ask())).not.toMatch(expected);
  });

  it('breaks off in the middle of its answer: some of it has come', async () => {
    const { order, ask } = await ready(service);
    await order('reset-mid-body');
    const answer = await ask();
    const first = await answer.body?.getReader().read();
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(first?.value?.length ?? Number.NaN);
    expect(first?.value?.length).toBeGreaterThan(0);
  });

  it.each([
    ['late', true],
    ['late-charged', false],
  ] as const)('%s: works when its time has come; answers then: %s', async (kind, answers) => {
    const waiting: { run: () => void; milliseconds: number }[] = [];
    const { order, ask, isDone, changes } = await ready(service, {
      later: (run, milliseconds) => void waiting.push({ run, milliseconds }),
    });
    await order(kind, { afterMs: 700 });
    const heard = seen(ask());
    while (!waiting.some(({ milliseconds }) => milliseconds === 700))
      // oxlint-disable-next-line no-await-in-loop -- until the request has got that far
      await Promise.resolve();
    expect(await isDone()).toBe(false);
    for (const one of waiting.splice(0)) one.run();
    const silence = new Promise<string>((done) => setImmediate(() => done('nothing yet')));
    expect(await Promise.race([heard, silence])).toMatch(answers ? /^200 (?!HTML)/ : /^nothing yet$/);
    expect(await isDone()).toBe(changes);
  });
});

/** The services whose answers name sums and states. */
const telling = services.filter(
  (service) => !['list', 'remove', 'payrequest', 'login', 'deny', 'register', 'receipt'].includes(service),
);

describe.each(telling.map((service) => [service]))('what %s says of money', (service) => {
  it('is one more than it was, where that is ordered; what is kept stays right', async () => {
    const { tools, order, ask, work } = await ready(service);
    const [right = '', wrong = ''] = work.sums ?? [];
    await order('wrong-amount');
    const said = await seen(ask());
    expect([said.includes(wrong), said.includes(right)]).toEqual([true, false]);
    expect(tools.sandbox.ledger.every(({ amount }) => amount === right)).toBe(true);
  });

  it('is a state that nobody has heard of, where that is ordered', async () => {
    const { order, ask } = await ready(service);
    await order('unknown-state');
    expect(await seen(ask())).toContain('Being considered');
  });

  it('control: names the right sum and a known state', async () => {
    const { ask, work } = await ready(service);
    const said = await seen(ask());
    expect([said.includes(work.sums?.[0] ?? '-'), said.includes(work.sums?.[1] ?? '-')]).toEqual([true, false]);
    expect(said).toMatch(/Approved|Canceled/);
  });
});

it.each(['tokenpay', 'tokenpay-order', 'silentpay', 'recurrent'] as const)(
  '%s declines, where that is ordered',
  async (service) => {
    const { order, ask, isDone } = await ready(service);
    await order('decline', { code: 'AS102' });
    const said = await seen(ask());
    expect([said.includes('Declined'), said.includes('AS102')]).toEqual([true, true]);
    expect(await isDone()).toBe(false);
  },
);

it.each(['continue', 'continue-v1', 'charge', 'cancel', 'receipt'] as const)(
  '%s, which names a bill alone, misbehaves for the order of that bill, and for no other',
  async (service) => {
    const { order, ask } = await ready(service);
    await order('refuse', { order: 'ORD-2' });
    await order('refuse', { customer: 'nobody' });
    await order('server-error', { order: 'ORD-1', times: 1 });
    expect(await seen(ask())).toMatch(/^502 HTML$/);
    expect(await seen(ask())).toMatch(/^200 (?!HTML)/);
  },
);

it.each(['orderresult', 'orderstate', 'mobile-result', 'results-by-date'] as const)(
  '%s lags behind, where that is ordered',
  async (service) => {
    const { order, ask, tools } = await ready(service);
    await order('lag', { afterMs: 5000 });
    expect(await seen(ask())).toMatch(faultOf(10, 201));
    await tools.pass(4999);
    expect(await seen(ask())).toMatch(faultOf(10, 201));
    await tools.pass(1);
    expect(await seen(ask())).toContain('15.00');
  },
);

it.each([
  ['malformed-card', /"expire"/],
  ['malformed-list', /none of your business/],
  ['empty-list', /^200 \[\]$/],
] as const)('the card list, where %s is ordered', async (kind, expected) => {
  const { order, ask } = await ready('list');
  const good = await seen(ask());
  await order(kind);
  const said = await seen(ask());
  expect(said).toMatch(expected);
  expect(said).not.toBe(good);
});

it('stand in the README, each service and each kind, and no other', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, said = ''] = /A rule is for one `service`: `([^`]+)`/.exec(readme) ?? [];
  expect(said.split(/\s+/).toSorted()).toEqual([...services].toSorted());
  const table = readme.slice(readme.indexOf('| kind '), readme.indexOf('**Not for**'));
  const named = table
    .split('\n')
    .flatMap((row) => [...(row.split('|')[1]?.matchAll(/`([a-z-]+)`/g) ?? [])].map(([, name = '']) => name));
  const kinds = named.filter((name) => faultKinds.some((kind) => kind === name));
  expect(kinds.toSorted()).toEqual([...faultKinds].toSorted());
});
