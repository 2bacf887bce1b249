// A real PostgreSQL for tests, from a package that carries the server: in a folder of its own, on loopback, on a free port,
// and gone with the process that asked for it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server that runs. */
export interface PostgresServer {
  /** Of a superuser, at the database `postgres`. Make a database of your own: `freshDatabase`. */
  url: string;
  /** Ends the server by its process id and removes its folder. */
  stop(): Promise<void>;
}

/** A port of this machine that nobody has. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port on 127.0.0.1.');
  return address.port;
}

/** The server refuses to be root's. `nobody` is on every system that has a root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid) throw new Error('PostgreSQL does not run as root, and there is no user "nobody" to run it as.');
  return { uid: Number(uid), gid: Number(gid) };
}

async function said(keeper: ChildProcess): Promise<string> {
  if (!keeper.stdout) throw new Error('The keeper of PostgreSQL has no output.');
  const lines = createInterface(keeper.stdout);
  const ended = once(keeper, 'exit').then(() => ['']);
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  return String(line);
}

/**
 * Starts a server. It ends with `stop`, and also when this process ends in whatever way: its keeper (`keeper.ts`) sees the pipe close.
 *
 * @throws saying what went wrong, where it does not start.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const port = await freePort();
  const user = unprivileged();
  const keeper = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('keeper.ts', import.meta.url)),
      String(port),
      ...(user ? [`${user.uid}`, `${user.gid}`] : []),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  if ((await said(keeper)) !== 'ready')
    throw new Error(
      'PostgreSQL for the tests does not start. Its words stand above; the server comes with "pnpm install" (optional packages included).',
    );
  return {
    url: `postgres://onfile@127.0.0.1:${port}/postgres`,
    async stop() {
      const ended = once(keeper, 'exit');
      keeper.stdin?.end();
      await ended;
    },
  };
}
