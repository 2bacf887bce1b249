export { type RsaMd5Encoding, type RsaMd5Options, rsaMd5Signer, rsaMd5Verifier } from './rsa-md5.ts';
import { Agent, type Dispatcher, request as send } from 'undici';
import type { Transport } from './transport.ts';

/** The most that an answer may weigh, in bytes. */
const maxResponseSize = 512 * 1024;

/** The certificate was not what it must be: the handshake ended, and no request followed it. */
const badCertificate = /^(CERT_|DEPTH_ZERO_|UNABLE_TO_|SELF_SIGNED_|ERR_TLS_CERT_|ERR_SSL_WRONG_VERSION_NUMBER$)/;

/**
 * Whether a failure came before a single byte of the request could have been written: no name, no route, no connection. The
 * system call matters: the same code from an open connection proves nothing.
 */
function neverLeft(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverLeft);
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  const syscall = 'syscall' in error ? error.syscall : undefined;
  return (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    code === 'UND_ERR_CONNECT_TIMEOUT' ||
    badCertificate.test(code)
  );
}

async function responseOf({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Response> {
  const kept = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') kept.set(name, value);
  const empty = statusCode === 204 || statusCode === 304;
  // Read here: a body that breaks off half-way is a lost connection, and the deadline's signal still holds.
  const bytes = await body.arrayBuffer();
  return new Response(empty ? null : bytes, { status: statusCode, headers: kept });
}

/**
 * The gateway over Node's own sockets. Reads share connections; a payment gets a fresh one, because a reused socket that dies
 * cannot tell whether the request was read. It knows what was not sent: no name, no route, no connection, no handshake.
 * Redirects are not followed. Connecting may take `connectMs` (default 3000).
 */
export function nodeTransport({ connectMs = 3000 }: { connectMs?: number } = {}): Transport & {
  close(): Promise<void>;
} {
  const connect = { timeout: connectMs };
  const pool = new Agent({ connect, maxResponseSize });
  const transport: Transport = async (request, { signal, fresh }) => {
    const dispatcher = fresh ? new Agent({ connect, maxResponseSize, pipelining: 0, connections: 1 }) : pool;
    try {
      const body = await request.text();
      const answer = await send(request.url, {
        method: 'POST',
        headers: Object.fromEntries(request.headers),
        body,
        signal,
        dispatcher,
      });
      return { type: 'response', response: await responseOf(answer) };
    } catch (cause) {
      return { type: neverLeft(cause) ? 'not-sent' : 'unknown', cause };
    } finally {
      if (fresh) void dispatcher.close();
    }
  };
  return Object.assign(transport, { close: () => pool.close() });
}
