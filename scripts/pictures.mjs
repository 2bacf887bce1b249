// Builds the shop and runs some of its tests in full, in real Chromium: every kind of picture that fails in every way, or those that
// are named. `--update` keeps what they look like anew.
import { spawnSync } from 'node:child_process';
import { argv, env, exit } from 'node:process';

const [tests = 'pictures'] = argv.slice(2).filter((word) => !word.startsWith('--'));
for (const [command, args] of [
  ['vite', ['build', 'apps/storefront', '--logLevel', 'warn']],
  ['playwright', ['test', tests, '--reporter=line']],
]) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...env, ONFILE_PROVE: '1', ...(argv.includes('--update') && { ONFILE_UPDATE: '1' }) },
  });
  if (status !== 0) exit(status ?? 1);
}
