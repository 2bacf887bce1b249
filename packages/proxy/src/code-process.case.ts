// A shop's process through which codes go: `node code-process.case.ts FOLDER GATEWAY BROKEN`. What it leaves in FOLDER, says, and holds
// when asked is searched by the test, which is the gateway and the frame.
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { writeHeapSnapshot } from 'node:v8';
import { createAssistClient, type TokenPayment } from '@onfile/assist';
import { nodeTransport } from '@onfile/assist/node';
import { merchant } from '@onfile/sandbox';
import { sealKeys } from './guard-shop.case.ts';
import { createMerchantProxy, type ProxyEvent, type Store } from './index.ts';
import { createNodeServer, toNodeHandler } from './node.ts';
import { createSqliteStore } from './sqlite.ts';

const [folder = '', gateway = '', broken = ''] = process.argv.slice(2);

/** Payments that are under way: whose code a process has to hold. */
const out = new Set<Promise<unknown>>();

// What breaks on purpose: a code that goes where none may be.
const kept: unknown[] = [];
let fingerprint = '';
function seeCode(payment: TokenPayment): void {
  if (broken === 'log') console.log('paying', inspect(payment));
  if (broken === 'keep') kept.push(payment);
  if (broken === 'store') fingerprint = createHash('sha256').update(String(payment.cvc)).digest('hex');
  if (broken === 'crash') crash = new Error('down', { cause: payment });
}
let crash = new Error('the process is gone');
let now = Date.UTC(2026, 10, 23, 9, 30);

const client = createAssistClient({
  baseUrl: gateway,
  merchantId: merchant.id,
  credentials: () => merchant,
  checkSecret: merchant.secret,
  cvcParameter: 'Cvc2',
  transport: nodeTransport(),
  wait: async () => {},
  now: () => now,
  deadlines: { read: 400, pay: 250 },
});

const file = createSqliteStore({ file: join(folder, 'payments.sqlite') });
const lost = new Set<string>();
const store: Store = {
  ...file,
  // A store that fails once, when the answer is to be written down.
  advance: async (next, along) => {
    if (next.order.endsWith('-lost') && next.attempts.at(-1)?.answer && !lost.has(next.order)) {
      lost.add(next.order);
      throw new Error('disk is full');
    }
    const [last] = next.attempts.slice(-1);
    const attempts = fingerprint && last ? [...next.attempts.slice(0, -1), { ...last, fingerprint }] : next.attempts;
    return file.advance({ ...next, attempts }, along);
  },
};
const day = 86_400_000;
const often = { limit: 100_000, windowMs: day };

const proxy = createMerchantProxy({
  assist: {
    ...client,
    payWithToken: (payment, call) => {
      seeCode(payment);
      const paying = client.payWithToken(payment, call);
      out.add(paying);
      void paying.finally(() => out.delete(paying));
      return paying;
    },
  },
  store,
  customer: (request) => ({ number: request.headers.get('x-session') ?? 'vera', session: 'a' }),
  orders: { find: (number) => ({ number, amount: '10.00', currency: 'RUB', description: 'Coffee' }) },
  sealKeys: [sealKeys.old],
  origins: ['https://shop.test'],
  publicUrl: 'https://shop.test/onfile/v1',
  returnTo: (order) => `https://shop.test/orders/${order}`,
  cvc: { mode: 'frame', frameUrl: 'https://pay.shop.test/onfile/v1/frame', acceptsPciNote: true },
  limits: {
    card: often,
    cardDeclines: often,
    codes: often,
    customer: often,
    customerDay: often,
    session: often,
    ip: often,
    list: often,
  },
  onEvent: (event: ProxyEvent) => {
    appendFileSync(join(folder, 'events.log'), `${JSON.stringify(event)}\n`);
    // Also as a careless shop would.
    console.log(inspect(event, { depth: Infinity }));
  },
  onSettled: (event) => console.log(inspect(event)),
  // A clock that goes on a second a request: how long something took is no number by chance.
  now: () => now,
  wait: async () => {},
  sweepEveryMs: 200,
  // Failing is what they are here for.
  breaker: { ratio: 2 },
});

const handle = toNodeHandler(
  async (request, call) => {
    now += 1000;
    if (broken === 'bodies') kept.push(await request.clone().text());
    if (broken !== 'answer') return proxy(request, call);
    const text = await request.clone().text();
    const answer = await proxy(request, call);
    return answer.status === 400 ? Response.json({ why: `cannot read ${text}` }, { status: 400 }) : answer;
  },
  { origin: 'https://shop.test' },
);
const server = createNodeServer((incoming, outgoing) => void handle(incoming, outgoing));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});

/** All that an operator may ask a proxy for. */
async function sayAll(): Promise<void> {
  console.log(inspect(await proxy.health(), { depth: Infinity }), await proxy.metrics());
  console.log(inspect(await proxy.review(), { depth: Infinity }), inspect(proxy, { depth: Infinity }));
  console.log(inspect(await file.list({ limit: 1000 }), { depth: Infinity }));
}

process.on('message', async (word) => {
  if (word === 'say') await sayAll();
  if (word === 'heap') {
    await Promise.allSettled(out);
    // What was paid with has to be written down, answered, and its socket closed.
    for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
    globalThis.gc?.();
    globalThis.gc?.();
    process.send?.({ heap: writeHeapSnapshot(join(folder, '..', `${kept.length}.heapsnapshot`)) });
  }
  if (word === 'crash')
    setTimeout(() => {
      throw crash;
    }, 0);
  else process.send?.({ done: word });
});
