// Builds the shop and lets every kind of picture fail in every way, in real Chromium.
import { spawnSync } from 'node:child_process';
import { env, exit } from 'node:process';

for (const [command, args] of [
  ['vite', ['build', 'apps/storefront', '--logLevel', 'warn']],
  ['playwright', ['test', 'pictures', '--reporter=line']],
]) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...env, ONFILE_PROVE: '1' },
  });
  if (status !== 0) exit(status ?? 1);
}
