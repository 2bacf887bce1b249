import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { APIRequestContext } from '@playwright/test';
import { test as base } from './policy-watch.ts';
import { Gateway } from './shop.ts';

/** A shop of a worker's own, with its own gateway and ledger. */
export class GestureShop {
  readonly origin: string;
  readonly sandbox: string;

  constructor(port: number) {
    this.origin = `http://127.0.0.1:${port}`;
    this.sandbox = `http://localhost:${port + 1}`;
  }

  /** Resolves when nothing is under way that may still move money. */
  async quiet(request: APIRequestContext): Promise<void> {
    await request.get(`${this.origin}/quiet`, { maxRetries: 2 });
  }
}

async function open(port: number, env: Record<string, string>): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('./gesture-shop.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@onfile/source', program], {
    env: { ...process.env, ...env, PORT: String(port) },
    // A shop whose worker is gone hears the end of its input, and goes too: the next one wants the port.
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const opened = once(child.stdout, 'data');
  const failed = once(child, 'exit').then(() => Promise.reject(new Error(`No shop could be opened at port ${port}.`)));
  await Promise.race([opened, failed]);
  failed.catch(() => {});
  return child;
}

/** A test with a shop of its worker's own, and its gateway, which starts afresh. */
export const test = base.extend<{ gateway: Gateway }, { guard: 'on' | 'off'; shop: GestureShop }>({
  guard: ['on', { scope: 'worker', option: true }],
  shop: [
    async ({ guard }, run, { parallelIndex }) => {
      const port = 4200 + 2 * parallelIndex;
      const child = await open(port, { GUARD: guard });
      await run(new GestureShop(port));
      child.kill();
      await once(child, 'exit');
    },
    { scope: 'worker' },
  ],
  baseURL: ({ shop }, run) => run(shop.origin),
  // What moves on the screen costs the machine more than the whole script.
  contextOptions: { reducedMotion: 'reduce' },
  viewport: { width: 640, height: 720 },
  gateway: async ({ request, shop }, run) => {
    const gateway = new Gateway(request, shop.sandbox);
    await gateway.reset();
    await run(gateway);
  },
});
