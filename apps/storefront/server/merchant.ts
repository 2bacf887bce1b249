import { mkdirSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { type ArtFetch, createArtService, createDiskCache } from '@onfile/art';
import { createAssistClient } from '@onfile/assist';
import { nodeTransport } from '@onfile/assist/node';
import { type Agreement, createMerchantProxy, type MerchantProxy } from '@onfile/proxy';
import { createSandbox, merchant as demoMerchant } from '@onfile/sandbox';
import { serveSandbox } from '@onfile/sandbox/node';
import { type Charging, createCardBook } from './card-book.ts';
import { codeFrameOrigin, serveCodeFrame } from './code-frame.ts';
import type { ShopEnv } from './env.ts';
import type { OrderBook } from './order-book.ts';
import { openPaymentRecord } from './payment-record.ts';
import type { Sessions } from './session.ts';

/** The hosts of issuers' art that the gateway's documents name. */
const artHosts = ['emvts-prod-assets.s3.eu-north-1.amazonaws.com', 'emvts-test-assets.s3.amazonaws.com'];

/** What the shop pays with. */
export interface Merchant {
  proxy: MerchantProxy;
  /** Where the payment page is. */
  gatewayUrl: string;
  /** The sandbox's own address; absent at a real gateway. */
  sandboxUrl: string | undefined;
  /** Where the field for security codes stands; absent where the payment page asks for them. */
  codeFrame: string | undefined;
  close(): Promise<void>;
}

/** Where the gateway is, and where its cards' art comes from. */
interface Gateway {
  url: string;
  merchantId: string;
  login: string;
  password: string;
  secret: string;
  art: { hosts: readonly string[]; fetch?: ArtFetch };
  sandboxUrl: string | undefined;
  close(): Promise<void>;
}

async function openGateway(env: ShopEnv, origin: string, now: () => number): Promise<Gateway> {
  if (env.mode === 'live') {
    const { url, merchantId, login, password, secret } = env;
    const art = { hosts: artHosts };
    return { url, merchantId, login, password, secret, art, sandboxUrl: undefined, close: async () => {} };
  }
  const port = env.port + 1;
  // Another origin than the shop's, as the real gateway is.
  const sandboxUrl = `http://localhost:${port}`;
  // At the real gateway its support is told where the bank sends the browser.
  const settings = { challengeReturnUrl: `${origin}/onfile/v1/return` };
  const sandbox = createSandbox({ origin: sandboxUrl, settings, now });
  const served = await serveSandbox(sandbox, { port, host: 'localhost' });
  const { id: merchantId, login, password, secret } = demoMerchant;
  // The sandbox's art host does not exist: its pictures are answered in process, under the same guards as any other's.
  const art = { hosts: ['art.sandbox.test'], fetch: sandbox.art };
  return { url: sandboxUrl, merchantId, login, password, secret, art, sandboxUrl, close: () => served.close() };
}

/** The folder of the payment record and the pictures: kept in `ONFILE_DATA`, else new at each start of the demo. */
function openFolder(env: ShopEnv): string {
  const kept = process.env['ONFILE_DATA'];
  const folder = kept ?? `node_modules/.cache/onfile-shop-${env.port}`;
  if (!kept && env.mode === 'demo') rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What charges a customer's cards by itself, as the shopper knows it. */
const chargingOf = (agreements: readonly Agreement[], orders: OrderBook): Charging[] =>
  agreements
    .filter(({ status }) => status === 'active')
    .map(({ customer, order, card }) => ({ name: orders.nameOf(customer, order), ...(card && { card }) }));

/** Opens the gateway, the payment record and the proxy. */
export async function openMerchant(
  env: ShopEnv,
  origin: string,
  sessions: Sessions,
  orders: OrderBook,
  now: () => number,
): Promise<Merchant> {
  const folder = openFolder(env);
  // First: without it nothing else is opened.
  const store = await openPaymentRecord(env.store, folder);
  const gateway = await openGateway(env, origin, now);
  const art = createArtService({
    ...gateway.art,
    cache: createDiskCache({ folder: `${folder}/art` }),
    // The sandbox draws its pictures in this very process, and a busy machine is slow at that and at painting them.
    ...(env.mode === 'demo' && { timeoutMs: 30_000, jobMs: 15_000 }),
  });
  const transport = nodeTransport();
  const { cvcParameter } = env;
  const codeFrame = cvcParameter === undefined ? undefined : codeFrameOrigin(env.port);
  const proxy: MerchantProxy = createMerchantProxy({
    assist: createAssistClient({
      baseUrl: gateway.url,
      merchantId: gateway.merchantId,
      credentials: () => ({ login: gateway.login, password: gateway.password }),
      checkSecret: gateway.secret,
      transport,
      now,
      ...(cvcParameter !== undefined && { cvcParameter }),
      // Short in the demo, so that a payment whose answer never comes is seen to be checked.
      ...(env.mode === 'demo' && { deadlines: { read: 5000, pay: 4000 } }),
    }),
    store,
    customer: (request) => {
      const number = sessions.customer(request.headers.get('cookie'));
      return number ? { number } : null;
    },
    orders: {
      find: (number, customer) => orders.payable(customer.number, number),
      verification: ({ number }) => orders.verification(number),
    },
    art,
    cards: createCardBook(async ({ number }) => chargingOf(await proxy.agreementsOf(number), orders)),
    sealKeys: [{ id: 'k1', key: process.env['ONFILE_SEAL_KEY'] ?? randomBytes(32).toString('base64url') }],
    origins: [origin, origin.replace('127.0.0.1', 'localhost')],
    publicUrl: `${origin}/onfile/v1`,
    ...(codeFrame && { cvc: { mode: 'frame', frameUrl: `${codeFrame}/onfile/v1/frame`, acceptsPciNote: true } }),
    // Whoever tries the demo pays as often as they like, and makes its gateway fail on purpose; at a real one the defaults hold.
    ...(env.mode === 'demo' && { ...(!env.limits && { limits: false }), breaker: { calls: 100 } }),
    // A card that was added belongs to no order.
    returnTo: (order) => (order.startsWith('card-') ? `${origin}/account` : `${origin}/orders/${order}`),
    onSettled: (event) => orders.settle(event),
    now,
  });
  const frames = codeFrame && (await serveCodeFrame(proxy, env.port));
  return {
    proxy,
    gatewayUrl: gateway.url,
    sandboxUrl: gateway.sandboxUrl,
    codeFrame,
    close: async () => {
      if (frames) frames.close();
      // What was sent is written down first; the store is let go of last.
      await proxy.close();
      await gateway.close();
      await art.close();
      await transport.close();
      await store.close();
    },
  };
}
