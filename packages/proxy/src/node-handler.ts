import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { emitWarning } from 'node:process';
import { withAlwaysHeaders } from './always-headers.ts';
import { type Answer, asData } from './answer.ts';
import type { CallContext } from './create-merchant-proxy.ts';
import { problemAnswer, Refusal } from './problem.ts';

/** How a request reached this server. */
export interface NodeHandlerOptions {
  /** What the browser calls this server, for example `https://shop.example`. The `Host` header is not believed. */
  origin: string;
  /** How many proxies in front of this server are ours and append to `X-Forwarded-For`. Default 0: the socket's own address. */
  trustedHops?: number;
}

/** A request of `node:http`, or of a framework over it. */
export interface NodeRequest extends IncomingMessage {
  /** The whole path, where a framework has cut `url` to what is below its mount point. */
  originalUrl?: string;
}

const wasRead =
  'The body of a request was read before Onfile got it. Mount the proxy before express.json() and any other body parser: see "Adapters" in the README of @onfile/proxy.';

const bare = (address: string | undefined) => address?.replace(/^::ffff:/, '');

/**
 * The address of whoever asks. What a client writes into `X-Forwarded-For` stands left of what our own proxies append, and is not
 * looked at. A header that our proxies have not written is no address: the socket's is.
 */
function clientIp({ headers, socket }: IncomingMessage, hops: number): string | undefined {
  const forwarded = hops > 0 ? String(headers['x-forwarded-for'] ?? '').split(',') : [];
  const appended = bare(forwarded.at(-hops)?.trim());
  return hops > 0 && appended && isIP(appended) ? appended : bare(socket.remoteAddress);
}

/** The body as it comes in. Whoever stops reading leaves the socket alone, so that an answer can still be written to it. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  let stop = () => {};
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      const take = (chunk: Buffer) => {
        controller.enqueue(new Uint8Array(chunk));
        incoming.pause();
      };
      const end = () => {
        stop();
        controller.close();
      };
      const fail = () => {
        stop();
        controller.error(new Error('The request ended early.'));
      };
      stop = () => incoming.off('data', take).off('end', end).off('close', fail).pause();
      incoming.on('data', take).once('end', end).once('close', fail).pause();
      // What goes wrong also closes; without a listener it would end the process.
      incoming.on('error', () => {});
    },
    pull() {
      incoming.resume();
    },
    cancel() {
      stop();
    },
  });
}

function toRequest(incoming: NodeRequest, origin: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const { method = 'GET', url = '/', originalUrl } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(origin + (originalUrl ?? url), {
    method,
    headers,
    ...(hasBody && { body: bodyOf(incoming), duplex: 'half' }),
  });
}

const refuse = (code: 'bad_request' | 'unavailable') =>
  withAlwaysHeaders(problemAnswer(new Refusal(code), 'node', () => {}));

/** A request that cannot be one (`TRACE`, an address that is none) is a bad one. */
function readRequest(incoming: NodeRequest, origin: string): Request | undefined {
  try {
    return toRequest(incoming, origin);
  } catch {
    return undefined;
  }
}

/** Answers that have no body, and say nothing of how long it is. */
const isBare = (status: number, method: string | undefined) => method === 'HEAD' || status === 204 || status === 304;

function write({ status, headers, body }: Answer, incoming: IncomingMessage, outgoing: ServerResponse): void {
  // What was not read is not waited for.
  if (!incoming.complete) outgoing.setHeader('connection', 'close');
  // Said beforehand, head and body leave in one piece.
  const length = isBare(status, incoming.method) ? {} : { 'content-length': Buffer.byteLength(body ?? '') };
  outgoing.writeHead(status, { ...headers, ...length });
  outgoing.end(body);
}

/** The proxy as a handler for `node:http`, Express, Connect or Fastify. Its paths are those of `publicUrl`. */
export function toNodeHandler(
  proxy: (request: Request, call?: CallContext) => Promise<Response>,
  { origin, trustedHops = 0 }: NodeHandlerOptions,
) {
  const ask = asData(proxy);
  async function answer(incoming: NodeRequest): Promise<Answer> {
    if (incoming.readableDidRead && incoming.method !== 'GET' && incoming.method !== 'HEAD') {
      // Said aloud, because a page that hears "unavailable" says nothing of why.
      emitWarning(wasRead, { code: 'ONFILE_BODY_READ' });
      return refuse('unavailable');
    }
    const request = readRequest(incoming, origin);
    if (!request) return refuse('bad_request');
    const ip = clientIp(incoming, trustedHops);
    return ask(request, ip ? { clientIp: ip } : {});
  }

  return async (incoming: NodeRequest, outgoing: ServerResponse): Promise<void> => {
    const answered = await answer(incoming).catch(() => refuse('unavailable'));
    try {
      write(answered, incoming, outgoing);
    } catch {
      // A browser that went away hears nothing.
      outgoing.destroy();
    }
  };
}
