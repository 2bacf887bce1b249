import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { asRequest, createAssistClient, fetchTransport, type Transport } from './index.ts';
import { nodeTransport } from './node.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer(onSocket);
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

const call = (url: string, fresh = true, ms = 2000) =>
  nodeTransport({ connectMs: 500 })(
    { url, headers: {}, body: '{"pay":1}' },
    {
      fresh,
      signal: AbortSignal.timeout(ms),
    },
  );

describe('the transport on Node', () => {
  it('brings the answer', async () => {
    const port = await listen((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')),
    );
    const answer = await call(`http://127.0.0.1:${port}/`);
    expect(answer).toMatchObject({ type: 'response', response: { status: 200, body: 'ok' } });
  });

  it('knows that nothing was sent to a port where nobody listens', async () => {
    const port = await listen(() => {});
    servers.splice(0).forEach((server) => server.close());
    expect(await call(`http://127.0.0.1:${port}/`)).toMatchObject({ type: 'not-sent' });
  });

  it('knows that nothing was sent to a name that does not exist', async () => {
    expect(await call('http://nowhere.invalid/', true, 8000)).toMatchObject({ type: 'not-sent' });
  });

  it('knows that nothing was sent where the handshake fails', async () => {
    const port = await listen((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(await call(`https://127.0.0.1:${port}/`)).toMatchObject({ type: 'not-sent' });
  });

  it('does not know once the request may have been read', async () => {
    let read = '';
    const port = await listen((socket) => {
      socket.on('data', (bytes) => {
        read += bytes.toString();
        socket.resetAndDestroy();
      });
    });
    expect(await call(`http://127.0.0.1:${port}/`)).toMatchObject({ type: 'unknown' });
    expect(read).toContain('POST / HTTP/1.1');
  });

  it('does not know when the answer breaks off, or never comes', async () => {
    const half = await listen((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf')),
    );
    const never = await listen((socket) => socket.resume());
    expect(await call(`http://127.0.0.1:${half}/`)).toMatchObject({ type: 'unknown' });
    expect(await call(`http://127.0.0.1:${never}/`, true, 300)).toMatchObject({ type: 'unknown' });
  });

  it('writes nothing once the time is up, though a connection is there', async () => {
    let read = '';
    const port = await listen((socket) =>
      socket.on('error', () => {}).on('data', (bytes) => (read += bytes.toString())),
    );
    const url = `http://127.0.0.1:${port}/`;
    const over = nodeTransport()({ url, headers: {}, body: 'x' }, { fresh: true, signal: AbortSignal.abort() });
    expect(await over).toMatchObject({ type: 'unknown' });
    // The socket is closed by then: what was written would have come.
    await new Promise((done) => servers.at(-1)?.close(done));
    expect(read).toBe('');
  });

  it('pays on a connection that nobody used before', async () => {
    let connections = 0;
    const port = await listen((socket) => {
      connections++;
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
      socket.on('error', () => {});
    });
    const transport = nodeTransport();
    const once = (fresh: boolean) =>
      transport(
        { url: `http://127.0.0.1:${port}/`, headers: {}, body: 'x' },
        {
          fresh,
          signal: AbortSignal.timeout(2000),
        },
      );
    for (const shared of [false, false, false, false, false]) await once(shared);
    const pooled = connections;
    expect(pooled).toBeLessThan(5);
    await once(true);
    await once(true);
    expect(connections).toBe(pooled + 2);
    await transport.close();
  });
});

describe('a redirect', () => {
  /** A gateway that sends everything elsewhere, and what elsewhere hears. */
  async function redirecting(status: number) {
    const heard: string[] = [];
    const elsewhere = await listen((socket) =>
      socket
        .on('error', () => {})
        .on('data', (data) => {
          heard.push(data.toString());
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]');
        }),
    );
    const location = `Location: http://127.0.0.1:${elsewhere}/\r\nContent-Length: 0\r\nConnection: close`;
    const port = await listen((socket) =>
      socket.once('data', () => socket.end(`HTTP/1.1 ${status} Moved\r\n${location}\r\n\r\n`)),
    );
    const client = (transport: Transport) =>
      createAssistClient({
        baseUrl: `http://127.0.0.1:${port}`,
        merchantId: '452739',
        credentials: () => ({ login: 'LOGIN', password: 'PASSWORD' }),
        transport,
      });
    return { client, heard };
  }

  const statuses = [301, 302, 303, 307, 308];
  const onNode = nodeTransport();
  const transports = [
    ['Node’s own sockets', onNode],
    ['the platform’s fetch', fetchTransport((request) => fetch(request))],
  ] as const;
  afterAll(() => onNode.close());

  it.each(transports.flatMap(([name, transport]) => statuses.map((status) => [name, status, transport] as const)))(
    'over %s, with status %i, is not followed, and the login is not sent to where it leads',
    async (_, status, transport) => {
      const { client, heard } = await redirecting(status);
      const assist = client(transport);
      const request = { bill: '5161957242913224', reason: 'shop' } as const;
      expect(await assist.cancel(request)).toEqual({ type: 'unconfirmed', why: 'unreadable' });
      await expect(assist.listStoredCards({ customer: 'cust-42' })).rejects.toThrow('redirect');
      expect(heard).toEqual([]);
    },
  );

  it('negative control: a transport that follows it sends the login elsewhere', async () => {
    const { client, heard } = await redirecting(307);
    const following: Transport = async (request) => ({
      type: 'response',
      response: await fetch(new Request(asRequest(request), { redirect: 'follow' })),
    });
    await client(following).listStoredCards({ customer: 'cust-42' });
    expect(heard.join('')).toContain('PASSWORD');
  });
});
