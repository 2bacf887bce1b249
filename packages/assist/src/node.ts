export { type RsaMd5Encoding, type RsaMd5Options, rsaMd5Signer, rsaMd5Verifier } from './rsa-md5.ts';
import { Agent, type Dispatcher } from 'undici';
import type { GatewayRequest, GatewayResponse, Transport } from './transport.ts';

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

const utf8 = new TextDecoder();

/**
 * Asks through a dispatcher, and reads the whole answer: one that breaks off half-way is a lost connection. A request whose signal
 * came while it waited for a connection is never written.
 */
function send(dispatcher: Dispatcher, { url, headers, body }: GatewayRequest, signal: AbortSignal) {
  const { origin, pathname, search } = new URL(url);
  return new Promise<GatewayResponse>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let stop: (() => void) | undefined;
    const over = () => stop && signal.removeEventListener('abort', stop);
    dispatcher.dispatch(
      { origin, path: pathname + search, method: 'POST', headers, body },
      {
        onRequestStart(controller) {
          stop = () => controller.abort(new Error('The time is up.'));
          if (signal.aborted) stop();
          else signal.addEventListener('abort', stop, { once: true });
        },
        onResponseStart: (_, code) => void (status = code),
        onResponseData: (_, chunk) => void chunks.push(chunk),
        onResponseEnd() {
          over();
          resolve({ status, body: utf8.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)) });
        },
        onResponseError(_, error) {
          over();
          reject(error);
        },
      },
    );
  });
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
      return { type: 'response', response: await send(dispatcher, request, signal) };
    } catch (cause) {
      return { type: neverLeft(cause) ? 'not-sent' : 'unknown', cause };
    } finally {
      if (fresh) void dispatcher.close();
    }
  };
  return Object.assign(transport, { close: () => pool.close() });
}
