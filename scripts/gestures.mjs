// Builds the shop and runs every script of gestures in real Chromium.
import { spawnSync } from 'node:child_process';
import { exit } from 'node:process';

const options = { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' };
for (const [command, args] of [
  ['vite', ['build', 'apps/storefront', '--logLevel', 'warn']],
  ['playwright', ['test', 'gestures', '--reporter=line']],
]) {
  const { status } = spawnSync(command, args, options);
  if (status !== 0) exit(status ?? 1);
}
