import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answeringOf, type Sandbox } from './create-sandbox.ts';
import { IncomingRequest } from './node/incoming-request.ts';
import { ConnectionRefused } from './rules.ts';
import type { Written } from './wire/written.ts';

export { openDataFile } from './node/data-file.ts';
export { rsaSignatures } from './node/rsa-signatures.ts';

/** A sandbox that listens. */
export interface ServedSandbox {
  /** Where it listens, for example `http://127.0.0.1:9010`. */
  url: string;
  close(): Promise<void>;
}

/** Writes an answer as it comes: one that breaks off in the middle breaks off on the wire. */
async function write(answer: Response | Written, outgoing: ServerResponse): Promise<void> {
  if (!(answer instanceof Response)) {
    const length = Buffer.byteLength(answer.text);
    outgoing.writeHead(200, { 'content-type': answer.mediaType, 'content-length': length }).end(answer.text);
    return;
  }
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  for await (const chunk of answer.body ?? []) outgoing.write(chunk);
  outgoing.end();
}

async function answer(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    await write(await answeringOf(sandbox)(new IncomingRequest(incoming, outgoing)), outgoing);
  } catch (error) {
    if (error instanceof ConnectionRefused || outgoing.closed) await hangUp(incoming, outgoing);
    else outgoing.writeHead(500).end('sandbox error');
  }
}

/** Closes the connection without a word, once what was written is on its way. */
async function hangUp(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (outgoing.headersSent && outgoing.writableLength) await new Promise((sent) => outgoing.write('', sent));
  incoming.socket.destroy();
}

/**
 * Serves a sandbox on a port of this machine. A refused connection destroys the socket; a service that never answers holds it.
 *
 * @throws where the port is taken, with Node's `EADDRINUSE`.
 */
export function serveSandbox(
  sandbox: Sandbox,
  { port, host = '127.0.0.1' }: { port: number; host?: string },
): Promise<ServedSandbox> {
  const server = createServer((incoming, outgoing) => void answer(sandbox, incoming, outgoing));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address ? address.port : port;
      resolve({
        url: `http://${host}:${actual}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
