import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A shop of a test's own, just started: nothing is known of any picture, and none is kept. */
export interface OwnShop {
  origin: string;
  sandbox: string;
  close(): Promise<void>;
}

/** Starts the built shop; its sandbox and its field for codes take the next two ports. `more` is added to its surroundings. */
export async function openOwnShop(port: number, more: Record<string, string> = {}): Promise<OwnShop> {
  const program = fileURLToPath(new URL('../server/main.ts', import.meta.url));
  const { ONFILE_DATA: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--conditions=@onfile/source', program, '--built'], {
    env: { ...env, ...more, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const failed = exit.then(() => Promise.reject(new Error(`No shop could be opened at port ${port}.`)));
  await Promise.race([once(child.stdout, 'data'), failed]);
  failed.catch(() => {});
  return {
    origin: `http://127.0.0.1:${port}`,
    sandbox: `http://localhost:${port + 1}`,
    close: async () => {
      child.kill();
      await exit;
    },
  };
}
