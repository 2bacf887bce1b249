// Listens in a process of its own: `gateway`, which answers a card list; `proxy`, ours before it; `first`, the same with another shopper each
// time; `pass`, a bare `node:http` that hands the
// question on to it. Says its port, then the time of its process as often as it is asked.
import { Agent, createServer, request } from 'node:http';
import { createAssistClient } from '@onfile/assist';
import { nodeTransport } from '@onfile/assist/node';
import { createMemoryStore, createMerchantProxy } from '@onfile/proxy';
import { createNodeServer, toNodeHandler } from '@onfile/proxy/node';
import { createSandbox, merchant } from '@onfile/sandbox';
import { listBody, listPath } from './gateway-list.ts';

const [, , role = 'gateway', upstream = ''] = process.argv;

const listen = async (server: ReturnType<typeof createServer>): Promise<number> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

/** The sandbox's own answer, made once: what it costs to make is nobody's here. */
async function serveGateway(): Promise<number> {
  const asked = new Request(`http://gateway.test${listPath}`, { method: 'POST', body: listBody(merchant) });
  const bytes = Buffer.from(await (await createSandbox()(asked)).arrayBuffer());
  return listen(
    createServer((incoming, outgoing) => {
      incoming.resume().once('end', () => {
        outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
      });
    }),
  );
}

async function servePassThrough(): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const body = listBody(merchant);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return listen(
    createServer((_, outgoing) => {
      const asking = request(`${upstream}${listPath}`, { method: 'POST', agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('end', () => {
          const bytes = Buffer.concat(parts);
          outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
        });
      });
      asking.end(body);
    }),
  );
}

async function serveProxy(customer: () => string): Promise<number> {
  const origin = 'http://127.0.0.1';
  const proxy = createMerchantProxy({
    assist: createAssistClient({
      baseUrl: upstream,
      merchantId: merchant.id,
      credentials: () => merchant,
      transport: nodeTransport(),
    }),
    store: createMemoryStore(),
    customer: () => ({ number: customer() }),
    orders: { find: () => null },
    sealKeys: [{ id: 'k1', key: Buffer.alloc(32, 7).toString('base64url') }],
    origins: [origin],
    publicUrl: `${origin}/onfile/v1`,
    returnTo: () => origin,
    limits: false,
  });
  return listen(createNodeServer(toNodeHandler(proxy, { origin }), { maxConnections: 2000 }));
}

let shoppers = 0;
const port = await {
  gateway: serveGateway,
  pass: servePassThrough,
  proxy: () => serveProxy(() => 'anna'),
  first: () => serveProxy(() => `shopper-${shoppers++}`),
}[role as 'proxy']();
process.send?.({ port });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ microseconds: user + system });
});
