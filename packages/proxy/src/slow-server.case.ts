// A server of its own for tests of slow clients: `node slow-server.case.ts OPTIONS`. Says its port.
import { createServer } from 'node:http';
import { guardShop, shopOrigin } from './guard-shop.case.ts';
import { createNodeServer, toNodeHandler } from './node.ts';

const { isBare, ...options } = JSON.parse(process.argv[2] ?? '{}');
const handler = toNodeHandler(guardShop({ options: { limits: false } }).proxy, { origin: shopOrigin });
// The broken build: the same places, and first come, first served.
const bare = () => Object.assign(createServer(options, handler), { maxConnections: options.maxConnections });
const server = isBare ? bare() : createNodeServer(handler, options);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address !== 'string') process.stdout.write(`${address.port}\n`);
});
process.stdin.resume().once('end', () => process.exit(0));
