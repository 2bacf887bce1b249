// The shop that the gestures play in: the same proxy, record and pages as the demo, at a gateway that charges an order number
// again when it is asked to, as the real one may. `PORT`; `GUARD=off` forgets every attempt: the negative control.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createAssistClient, type Transport } from '@onfile/assist';
import { nodeTransport } from '@onfile/assist/node';
import { createMerchantProxy, type IntentRecord, type Store } from '@onfile/proxy';
import { createNodeServer, toNodeHandler } from '@onfile/proxy/node';
import { createSqliteStore } from '@onfile/proxy/sqlite';
import { createSandbox, merchant } from '@onfile/sandbox';
import { serveSandbox } from '@onfile/sandbox/node';
import { builtClient } from '../server/built-client.ts';
import { OrderBook } from '../server/order-book.ts';
import { prefetchedCards } from '../server/page-state.ts';
import { Sessions } from '../server/session.ts';
import { openDemoCheckout, shopApi } from '../server/shop-api.ts';

const port = Number(process.env['PORT']);
const origin = `http://127.0.0.1:${port}`;
const gateway = `http://localhost:${port + 1}`;

/** How many things are under way that may still move money: calls to the proxy, calls to the gateway, charges that come late. */
let underWay = 0;
let waiting: (() => void)[] = [];
const begin = () => void underWay++;
const end = () => {
  if (--underWay === 0) for (const done of waiting.splice(0)) done();
};
const quiet = () => (underWay ? new Promise<void>((done) => waiting.push(done)) : Promise.resolve());

async function counted<T>(work: () => Promise<T>): Promise<T> {
  begin();
  try {
    return await work();
  } finally {
    end();
  }
}

/** A record without a memory: every attempt looks like the first. */
function forgetful(store: Store): Store {
  const blank = (intent: IntentRecord): IntentRecord => ({ ...intent, status: 'open', attempts: [] });
  return {
    ...store,
    createIntent: async (intent) => blank(await store.createIntent(intent)),
    get: async (id) => {
      const intent = await store.get(id);
      return intent && blank(intent);
    },
    claim: async (id, attempt) => {
      const intent = await store.get(id);
      return intent
        ? { type: 'claimed', intent: { ...intent, status: 'confirming', attempts: [attempt] } }
        : { type: 'closed' };
    },
  };
}

const sandbox = createSandbox({
  origin: gateway,
  acceptDuplicates: true,
  later: (run, milliseconds) => {
    begin();
    setTimeout(() => {
      run();
      end();
    }, milliseconds);
  },
});
await serveSandbox(sandbox, { port: port + 1, host: 'localhost' });

const sockets = nodeTransport();
const transport: Transport = (request, call) => counted(() => sockets(request, call));
const store = createSqliteStore({ file: ':memory:' });
const sessions = new Sessions();
const orders = new OrderBook();
const proxy = createMerchantProxy({
  assist: createAssistClient({
    baseUrl: gateway,
    merchantId: merchant.id,
    credentials: () => merchant,
    checkSecret: merchant.secret,
    transport,
    // Short, so that many payments whose answer never comes are seen to be checked.
    deadlines: { read: 20_000, pay: 800 },
  }),
  store: process.env['GUARD'] === 'off' ? forgetful(store) : store,
  customer: (request) => {
    const number = sessions.customer(request.headers.get('cookie'));
    return number ? { number } : null;
  },
  orders: { find: (number, customer) => orders.payable(customer.number, number) },
  sealKeys: [{ id: 'k1', key: randomBytes(32).toString('base64url') }],
  origins: [origin],
  publicUrl: `${origin}/onfile/v1`,
  // Thousands of gestures come from one address.
  limits: false,
  breaker: { calls: 1000 },
  returnTo: (order) => `${origin}/orders/${order}`,
  onSettled: (event) => orders.settle(event),
});

const shop = { sessions, orders, isDemo: true, ledgerUrl: undefined, proxy };
const answerProxy = toNodeHandler(proxy, { origin });
const answerPage = await builtClient(
  fileURLToPath(new URL('..', import.meta.url)),
  { gatewayUrl: gateway, sandboxUrl: undefined, codeFrame: undefined },
  prefetchedCards(origin, proxy, sessions),
);

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(new Uint8Array(await response.arrayBuffer()));
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const path = incoming.url ?? '/';
  if (path === '/quiet') return quiet().then(() => void outgoing.end());
  if (path.startsWith('/onfile/v1/')) return counted(() => answerProxy(incoming, outgoing));
  const request = new Request(origin + path, { headers: { cookie: incoming.headers.cookie ?? '' } });
  if (path.startsWith('/api/')) return send(await shopApi(request, shop), outgoing);
  const opened = openDemoCheckout(request, shop);
  return opened ? send(opened, outgoing) : answerPage(incoming, outgoing);
}

createNodeServer((incoming, outgoing) => {
  answer(incoming, outgoing).catch(() => outgoing.destroy());
}).listen(port, '127.0.0.1', () => console.log('open'));
// Whoever started it is gone.
process.stdin.resume().once('end', () => process.exit());
