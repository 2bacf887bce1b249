import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { MerchantProxy } from './create-merchant-proxy.ts';

export { closeOnSignal, type ShutdownOptions } from './node-shutdown.ts';

/** How a request reached this server. */
export interface NodeHandlerOptions {
  /** What the browser calls this server, for example `https://shop.example`. The `Host` header is not believed. */
  origin: string;
  /** How many proxies in front of this server are ours and append to `X-Forwarded-For`. Default 0: the socket's own address. */
  trustedHops?: number;
}

function clientIp(incoming: IncomingMessage, hops: number): string | undefined {
  const forwarded = String(incoming.headers['x-forwarded-for'] ?? '').split(',');
  const address = hops ? forwarded.at(-hops)?.trim() : incoming.socket.remoteAddress;
  return address?.replace(/^::ffff:/, '') || undefined;
}

function toRequest(incoming: IncomingMessage, origin: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const { method = 'GET', url = '/' } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(origin + url, {
    method,
    headers,
    ...(hasBody && { body: Readable.toWeb(incoming), duplex: 'half' }),
  });
}

/** The proxy as a handler for `node:http`, Express or Connect. Its paths are those of `publicUrl`. */
export function toNodeHandler(proxy: MerchantProxy, { origin, trustedHops = 0 }: NodeHandlerOptions) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const ip = clientIp(incoming, trustedHops);
    const response = await proxy(toRequest(incoming, origin), ip ? { clientIp: ip } : {});
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(new Uint8Array(await response.arrayBuffer()));
  };
}

/** A server of Node's with limits that a slow or greedy client runs into: Node's own are generous. */
export function createNodeServer(handler: (incoming: IncomingMessage, outgoing: ServerResponse) => void): Server {
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      connectionsCheckingInterval: 2000,
      keepAliveTimeout: 5000,
      maxHeaderSize: 8192,
    },
    handler,
  );
  server.maxHeadersCount = 64;
  server.maxRequestsPerSocket = 200;
  server.maxConnections = 1000;
  return server;
}
