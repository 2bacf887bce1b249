// Packs every public package as it would be published and checks the archive.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const out = resolve('node_modules/.cache/packed');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const run = (command, args, options = {}) =>
  execFileSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    ...options,
  });

for (const manifest of globSync('packages/*/package.json'))
  run('pnpm', ['pack', '--pack-destination', out], {
    cwd: join(manifest, '..'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
for (const archive of readdirSync(out)) {
  run('publint', ['--strict', join(out, archive)]);
  run('attw', [join(out, archive), '--profile', 'esm-only', '--format', 'table']);
}
