import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './run.mjs';

const names = ['contract', 'frame', 'hooks', 'ui', 'testing', 'assist', 'proxy', 'art', 'sandbox'];

/** Builds the packages and packs them as they would be published. @returns the archive of each, by the package's short name */
export function pack() {
  const packed = resolve('node_modules/.cache/packed');
  rmSync(packed, { recursive: true, force: true });
  mkdirSync(packed, { recursive: true });
  run('pnpm', ['build']);
  for (const name of names) run('pnpm', ['pack', '--pack-destination', packed], resolve('packages', name));
  return new Map(
    readdirSync(packed).map((file) => [
      /^onfile-(\w+)-/.exec(file)?.[1] ?? file,
      `file:${join(packed, file).replaceAll('\\', '/')}`,
    ]),
  );
}
