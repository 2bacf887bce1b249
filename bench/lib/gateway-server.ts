// Listens in a process of its own, so that nothing else is on its core: `sandbox`, or `echo`, a bare `node:http` that answers the
// same bytes. Says its port, then the time of its process as often as it is asked.
import { createServer } from 'node:http';
import { createSandbox, merchant } from '@onfile/sandbox';
import { serveSandbox } from '@onfile/sandbox/node';
import { listBody, listPath } from './gateway-list.ts';

const sandbox = createSandbox();

async function serveEcho(): Promise<number> {
  const asked = new Request(`http://gateway.test${listPath}`, { method: 'POST', body: listBody(merchant) });
  const bytes = Buffer.from(await (await sandbox(asked)).arrayBuffer());
  const server = createServer((incoming, outgoing) => {
    incoming.on('data', () => {});
    incoming.on('end', () => {
      outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function serveGateway(): Promise<number> {
  const { url } = await serveSandbox(sandbox, { port: 0 });
  return Number(new URL(url).port);
}

const port = await (process.argv[2] === 'echo' ? serveEcho() : serveGateway());
process.send?.({ port });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ microseconds: user + system });
});
