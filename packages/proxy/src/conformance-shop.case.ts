// A shop and its sandbox on two ports, for tests of what is run against them: `node conformance-shop.case.ts FAULT`. Says the ports.
import { createServer } from 'node:http';
import { proxyFaults } from './faulty-proxy.case.ts';
import { guardShop, shopOrigin } from './guard-shop.case.ts';
import { createNodeServer, toNodeHandler } from './node.ts';

const shop = guardShop();
const fault = proxyFaults.find(({ name }) => name === process.argv[2]);
const built = fault
  ? Object.assign(
      fault.build((request) => shop.proxy(request), shop),
      { sweep: async () => shop.proxy.sweep() },
    )
  : shop.proxy;

const sandbox = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.once('end', () => {
    const { method = 'GET', url = '/' } = incoming;
    const body = Buffer.concat(chunks).toString();
    void shop
      .sandbox(new Request(`https://gateway.test${url}`, { method, ...(body && { body }) }))
      .then(async (answer) => outgoing.writeHead(answer.status).end(await answer.text()));
  });
});
const server = createNodeServer(toNodeHandler(built, { origin: shopOrigin }));
const portOf = (listening: { address(): unknown }) => {
  const address = listening.address();
  return typeof address === 'object' && address && 'port' in address ? Number(address.port) : 0;
};
server.listen(0, '127.0.0.1', () =>
  sandbox.listen(0, '127.0.0.1', () => process.stdout.write(`${portOf(server)} ${portOf(sandbox)}\n`)),
);
process.stdin.resume().once('end', () => process.exit(0));
