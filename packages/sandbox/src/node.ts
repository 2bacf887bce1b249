import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Sandbox } from './create-sandbox.ts';
import { ConnectionRefused } from './rules.ts';

export { openDataFile } from './node/data-file.ts';
export { rsaSignatures } from './node/rsa-signatures.ts';

/** A sandbox that listens. */
export interface ServedSandbox {
  /** Where it listens, for example `http://127.0.0.1:9010`. */
  url: string;
  close(): Promise<void>;
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value);
  const { method = 'GET', url = '/' } = incoming;
  const body = method === 'GET' || method === 'HEAD' ? null : new Uint8Array(Buffer.concat(chunks));
  return new Request(`http://${headers.get('host') ?? 'localhost'}${url}`, { method, headers, body, signal });
}

/** Writes an answer as it comes: one that breaks off in the middle breaks off on the wire. */
async function write(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  for await (const chunk of response.body ?? []) outgoing.write(chunk);
  outgoing.end();
}

async function answer(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  try {
    await write(await sandbox(await toRequest(incoming, gone.signal)), outgoing);
  } catch (error) {
    if (error instanceof ConnectionRefused || gone.signal.aborted) await hangUp(incoming, outgoing);
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
