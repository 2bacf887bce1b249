import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What a client may cost. Times in milliseconds. */
export interface NodeServerOptions {
  /** For all headers of a request. Default 10 s. */
  headersTimeout?: number;
  /** For a whole request. Default 13 s: with the check it is cut within 15. */
  requestTimeout?: number;
  /** How often the two above are looked at. Default 2 s. */
  checkInterval?: number;
  /** How long a connection may lie idle between two requests. Default 5 s. */
  keepAliveTimeout?: number;
  /** Connections at once. Default 1000. Where they are all taken, the one that has kept us waiting longest is cut. */
  maxConnections?: number;
  /** Connections at once from one address. Default: no limit of its own. Only where browsers come to this server directly. */
  maxPerAddress?: number;
}

/** What a connection is at: the request that came last, and the answer to it. */
interface Work {
  address: string;
  incoming?: IncomingMessage;
  outgoing?: ServerResponse;
}

/** Whether we are at work for a connection: all of its request is here, and its answer is not yet given. */
const isServed = ({ incoming, outgoing }: Work) =>
  incoming !== undefined && outgoing !== undefined && incoming.complete && !outgoing.writableEnded;

/**
 * Keeps room. Node alone would turn newcomers away while slow connections hold every place, and whoever opens enough of them would
 * hold the door shut. Here a newcomer takes the place of the connection that has waited longest without a whole request; one that
 * is being served is never cut.
 */
function keepRoom(server: Server, most: number, mostPerAddress: number): void {
  const all = new Map<Socket, Work>();
  const perAddress = new Map<string, number>();

  function cutLongestWaiting(): boolean {
    for (const [socket, work] of all)
      if (!isServed(work)) {
        leave(socket, work);
        socket.destroy();
        return true;
      }
    return false;
  }

  function leave(socket: Socket, { address }: Work): void {
    if (!all.delete(socket)) return;
    const left = (perAddress.get(address) ?? 1) - 1;
    if (left) perAddress.set(address, left);
    else perAddress.delete(address);
  }

  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const ofAddress = perAddress.get(address) ?? 0;
    if (ofAddress >= mostPerAddress || (all.size >= most && !cutLongestWaiting())) {
      socket.destroy();
      return;
    }
    const work: Work = { address };
    all.set(socket, work);
    perAddress.set(address, ofAddress + 1);
    socket.once('close', () => leave(socket, work));
  });
  server.prependListener('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const work = all.get(incoming.socket);
    if (work) Object.assign(work, { incoming, outgoing });
  });
}

/** A server of Node's with limits that a slow or greedy client runs into: Node's own are generous. */
export function createNodeServer(
  handler: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
  options: NodeServerOptions = {},
): Server {
  const server = createServer(
    {
      headersTimeout: options.headersTimeout ?? 10_000,
      requestTimeout: options.requestTimeout ?? 13_000,
      connectionsCheckingInterval: options.checkInterval ?? 2000,
      keepAliveTimeout: options.keepAliveTimeout ?? 5000,
      maxHeaderSize: 8192,
    },
    handler,
  );
  server.maxHeadersCount = 64;
  server.maxRequestsPerSocket = 200;
  keepRoom(server, options.maxConnections ?? 1000, options.maxPerAddress ?? Infinity);
  return server;
}
