import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { oneFile } from './one-file.ts';

/** A process that answers. */
export interface Child {
  process: ChildProcess;
  /** Where it listens. */
  url: string;
  /** `kill -9`, and until it is gone. */
  kill(): Promise<void>;
  /** Until it has ended, of itself or not: its exit code or its signal. */
  ended: Promise<number | NodeJS.Signals | null>;
}

const cache = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** Starts one of the files beside this one, and waits until it says that it is up. */
export async function start(file: string, given: Readonly<Record<string, string | number>>): Promise<Child> {
  const words = Object.fromEntries(Object.entries(given).map(([name, value]) => [`PROOF_${name}`, String(value)]));
  const child = fork(await oneFile(new URL(file, import.meta.url)), {
    execArgv: ['--conditions=@onfile/source', '--expose-gc', '--disable-warning=ExperimentalWarning'],
    // What Node has made of the sources is kept: a proxy that was killed is back sooner.
    env: { ...process.env, NODE_COMPILE_CACHE: cache, ...words },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal);
  const up = once(child, 'message').then(([message]) => message.up as string);
  const url = await Promise.race([up, ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`${file} has ended before it was up.`);
  return {
    process: child,
    url,
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What a child says next that has this name. */
export async function heard(child: Child, name: string): Promise<unknown> {
  for (;;) {
    const [message] = await once(child.process, 'message');
    if (typeof message === 'object' && message !== null && name in message) return message[name];
  }
}
