// A shop in a process of its own whose password, token and customer number are canaries: `node canary-shop.case.ts FOLDER SEED ORDERS BROKEN`.
// It does all that a shop does, and fails in every way that it can. What it leaves behind in FOLDER, and says, is searched by the test.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createAssistClient, fetchTransport } from '@onfile/assist';
import { createSandbox, merchant, type FaultRule, type StoredCard } from '@onfile/sandbox';
import { canaries } from './canaries.case.ts';
import { browser, pressKey, randomFrom, sealKeys } from './guard-shop.case.ts';
import { createMerchantProxy, type ProxyEvent, passThroughArt, Secret } from './index.ts';
import { createSqliteStore } from './sqlite.ts';

const [folder = '', seed = '1', orders = '10', broken = ''] = process.argv.slice(2);
const below = randomFrom(Number(seed));

const card: StoredCard = { ...(await exampleCard()), token: canaries.token };
const sandbox = createSandbox({ customers: { [canaries.customer]: [card] } });

async function exampleCard(): Promise<StoredCard> {
  const answer = await createSandbox()(new Request('https://gateway.test/__sandbox/customers/boris'));
  return JSON.parse(await answer.text()).cards[0];
}

// A call that is never answered holds no process: a shop's server does.
setInterval(() => {}, 1000);

const password = new Secret(canaries.password);
const log = (event: ProxyEvent) => {
  appendFileSync(join(folder, 'events.log'), `${JSON.stringify(event)}\n`);
  // Also as a careless shop would.
  console.log(inspect(event, { depth: Infinity }));
};

const store = createSqliteStore({ file: join(folder, 'payments.sqlite') });
const careless = () => new Error(`no row for ${canaries.customer}, password ${canaries.password}, ${canaries.token}`);
let isFailing = false;

const options = {
  assist: createAssistClient({
    baseUrl: 'https://gateway.test',
    merchantId: merchant.id,
    credentials: () => ({ login: merchant.login, password: password.reveal() }),
    checkSecret: merchant.secret,
    transport: fetchTransport(async (request) => {
      // The gateway knows the canary as its own password.
      const text = (await request.text()).replaceAll(canaries.password, merchant.password);
      return sandbox(new Request(request.url, { method: request.method, headers: request.headers, body: text }));
    }),
    wait: async () => {},
    deadlines: { read: 60, pay: 30 },
  }),
  store,
  customer: () => {
    if (isFailing) throw careless();
    return { number: canaries.customer, session: canaries.customer };
  },
  orders: {
    find: (number: string) => {
      if (isFailing) throw careless();
      return { number, amount: '10.00', currency: 'RUB', description: 'Coffee' };
    },
  },
  cards: {
    notes: () => {
      if (isFailing) throw careless();
      return {};
    },
    change: () => {},
  },
  art: passThroughArt({ hosts: ['art.sandbox.test'], fetch: sandbox.art }),
  sealKeys: [{ ...sealKeys.old, key: new Secret(sealKeys.old.key) }],
  origins: ['https://shop.test'],
  publicUrl: 'https://shop.test/onfile/v1',
  returnTo: (order: string) => `https://shop.test/orders/${order}`,
  onSettled: () => {
    if (below(3) === 0) throw careless();
  },
  onEvent: log,
  limits: { card: { limit: 1000, windowMs: 1e6 }, customer: { limit: 1000, windowMs: 1e6 }, session: false as const },
};
const proxy = createMerchantProxy(options);
// What a developer prints when something is wrong.
console.log(
  inspect(proxy, { depth: Infinity }),
  inspect(options.sealKeys),
  `${password as unknown as string}`,
  JSON.stringify({ password }),
);
console.error(inspect(new Error('down', { cause: { password, proxy } }), { depth: Infinity }));
if (broken === 'log') log({ type: 'failed', route: careless().message, error: 'Error' });
if (broken === 'store') await store.createIntent({ ...intentOf('broken'), customer: canaries.customer });
if (broken === 'print') console.log(password.reveal());

function intentOf(order: string) {
  const times = { createdAt: 1, expiresAt: 2, version: 0 };
  return { id: order, order, amount: '1.00', currency: 'RUB', status: 'open' as const, attempts: [], ...times };
}

async function send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await proxy(
    new Request(`https://shop.test/onfile/v1${path}`, {
      method,
      headers: { origin: 'https://shop.test', 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    }),
    { clientIp: '203.0.113.7' },
  );
  const text = await answer.text();
  // The form of the payment page names the customer: the gateway wants it there. Nothing else may.
  if (!path.endsWith('/hosted')) appendFileSync(join(folder, 'answers.log'), `${answer.status} ${text}\n`);
  return answer.status < 400 && text ? JSON.parse(text) : {};
}

const faults: FaultRule['kind'][] = [
  ...([
    'never-answer',
    'never-answer-charged',
    'html',
    'html-charged',
    'fault',
    'decline',
    'server-error-charged',
  ] as const),
  ...([
    'truncated',
    'truncated-charged',
    'reset-mid-body',
    'wrong-amount',
    'unknown-state',
    'refuse',
    'reset',
  ] as const),
];
const services = ['tokenpay', 'orderresult', 'list', 'remove'] as const;

for (let n = 0; n < Number(orders); n++) {
  const [named] = (await send('GET', '/cards')).cards ?? [];
  const intent = await send('POST', '/intents', { order: `${seed}-${n}` });
  const kind = faults[below(faults.length)];
  const service = services[below(services.length)];
  if (kind && service && n % 2) sandbox.fault({ service, kind, times: 2 });
  isFailing = n % 7 === 6;
  const bearer = { authorization: `Bearer ${intent.secret}` };
  await send(
    'POST',
    `/intents/${intent.id}/confirm`,
    { card: named?.id, browser },
    { ...bearer, 'idempotency-key': pressKey(n) },
  );
  await send('POST', `/intents/${intent.id}/hosted`, { save: true }, bearer);
  await send('GET', `/intents/${intent.id}`, undefined, bearer);
  await send('PATCH', `/cards/${named?.id}`, { nickname: 'Food' });
  await send('DELETE', `/cards/${named?.id}x`);
  // Names that are none, and what they are told.
  await send('DELETE', `/cards/${canaries.token}`, undefined, {});
  await send('POST', '/intents', { order: 'x', customer: canaries.customer });
  await proxy.sweep().catch(() => {});
  isFailing = false;
  sandbox.behave();
}
console.log('paid', sandbox.ledger.length > 0);
// The store is left open: the write-ahead log stays beside it for the test to read.
process.kill(process.pid, 'SIGKILL');
