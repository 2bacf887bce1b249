// `pnpm demo`: the shop, its merchant proxy and, unless ASSIST_… points elsewhere, a sandbox gateway beside it.
// `--built` serves what `vite build` made; without it Vite serves the client from source.
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeOnSignal, createNodeServer, toNodeHandler } from '@onfile/proxy/node';
import { builtClient } from './built-client.ts';
import { DemoClock } from './demo-clock.ts';
import { readEnv } from './env.ts';
import { openMerchant } from './merchant.ts';
import { officeApi } from './office-api.ts';
import { OrderBook } from './order-book.ts';
import { type PageState, prefetchedCards } from './page-state.ts';
import { Sessions } from './session.ts';
import { openDemoCheckout, shopApi } from './shop-api.ts';

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void | Promise<void>;

const root = fileURLToPath(new URL('..', import.meta.url));
/** The client from source, by Vite. */
async function sourceClient(server: ReturnType<typeof createNodeServer>, state: PageState): Promise<Handler> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root,
    configFile: join(root, 'vite.config.ts'),
    appType: 'custom',
    clearScreen: false,
    server: { middlewareMode: true, hmr: { server } },
  });
  server.once('close', () => void vite.close());
  const template = await readFile(join(root, 'index.html'), 'utf8');
  const sendPage: Handler = async (incoming, outgoing) => {
    const page = await vite.transformIndexHtml(incoming.url ?? '/', template);
    const inside = await state(incoming);
    outgoing
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .end(page.replace('</body>', () => `${inside}</body>`));
  };
  return (incoming, outgoing) =>
    vite.middlewares(incoming, outgoing, () => {
      Promise.resolve(sendPage(incoming, outgoing)).catch(() => outgoing.destroy());
    });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(new Uint8Array(await response.arrayBuffer()));
}

async function toShopRequest(incoming: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = 'GET', url = '/', headers } = incoming;
  return new Request(origin + url, {
    method,
    headers: { 'content-type': headers['content-type'] ?? '', cookie: headers.cookie ?? '' },
    ...(chunks.length && { body: new Uint8Array(Buffer.concat(chunks)) }),
  });
}

async function main(): Promise<void> {
  const env = readEnv(process.env);
  const origin = `http://127.0.0.1:${env.port}`;
  const sessions = new Sessions();
  const clock = new DemoClock();
  // Numbers go on from the clock where orders outlive this process, at a real gateway or in a record that is kept.
  const isKept =
    env.mode === 'live' || env.store.type === 'postgres' || (env.store.type === 'sqlite' && env.store.file);
  const orders = new OrderBook(isKept ? Math.trunc(Date.now() / 1000) : 2341, clock.now);
  const handlers: { proxy?: Handler; operations?: Handler; client?: Handler } = {};
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  const answer: Handler = async (incoming, outgoing) => {
    // The port is taken first; whoever comes before the shop is open waits at the door.
    await isOpen;
    const path = incoming.url ?? '/';
    if (path.startsWith('/onfile/v1/')) return handlers.proxy?.(incoming, outgoing);
    // This server listens on this machine only; elsewhere these belong on a port of the operators' own.
    if (path.startsWith('/operations/')) return handlers.operations?.(incoming, outgoing);
    if (path.startsWith('/api/office'))
      return send(await officeApi(await toShopRequest(incoming, origin), office), outgoing);
    if (path.startsWith('/api/')) return send(await shopApi(await toShopRequest(incoming, origin), shop), outgoing);
    const opened = incoming.method === 'GET' && openDemoCheckout(new Request(origin + path), shop);
    return opened ? send(opened, outgoing) : handlers.client?.(incoming, outgoing);
  };
  const server = createNodeServer((incoming, outgoing) => {
    Promise.resolve(answer(incoming, outgoing)).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.port, '127.0.0.1', resolve);
  });
  const merchant = await openMerchant(env, origin, sessions, orders, clock.now);
  const ledgerUrl = merchant.sandboxUrl && `${merchant.sandboxUrl}/__sandbox/ledger`;
  const shop = { sessions, orders, isDemo: env.mode === 'demo', ledgerUrl, proxy: merchant.proxy };
  const office = { ...shop, clock };
  closeOnSignal(server, merchant.proxy, {
    after: () => merchant.close(),
    onError: (error) => console.error(error instanceof Error ? error.message : 'The shop did not stop well.'),
  });
  handlers.proxy = toNodeHandler(merchant.proxy, { origin });
  handlers.operations = async (incoming, outgoing) =>
    send(await merchant.proxy.operations(await toShopRequest(incoming, origin)), outgoing);
  const state = prefetchedCards(origin, merchant.proxy, sessions);
  handlers.client = process.argv.includes('--built')
    ? await builtClient(root, merchant, state)
    : await sourceClient(server, state);

  open();
  console.log(`Onfile shop: ${origin}`);
  if (merchant.sandboxUrl) console.log(`Onfile sandbox: ${merchant.sandboxUrl}`);
}

try {
  await main();
} catch (error) {
  const taken =
    error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error && Number(error.port);
  const said = error instanceof Error ? error.message : 'The shop cannot start.';
  console.error(
    taken
      ? `Port ${taken} is in use. Choose another: PORT=5180 (the sandbox and the field for codes take the next two).`
      : said,
  );
  process.exit(1);
}
