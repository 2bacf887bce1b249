// Builds the shop and runs every script of gestures in real Chromium. Each worker has a shop, a gateway and a ledger of its own.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { env, exit } from 'node:process';

// A script mostly waits: for answers that never come, and for the page to look again.
const workers = env.ONFILE_WORKERS ?? String(3 * availableParallelism());
const seed = env.ONFILE_SEED ?? '20261124';
console.log(`gestures from seed ${seed}, ${workers} workers`);
for (const [command, args] of [
  ['vite', ['build', 'apps/storefront', '--logLevel', 'warn']],
  ['playwright', ['test', 'gestures', '--reporter=line', `--workers=${workers}`]],
]) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...env, ONFILE_PROVE: '1', ONFILE_SEED: seed },
  });
  if (status !== 0) exit(status ?? 1);
}
