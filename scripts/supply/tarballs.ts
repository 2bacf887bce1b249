// Packages as they would be published, from a clean copy of what is committed or about to be.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../consumers/run.mjs';

/** The hash of each tarball, by its file name. */
export type Tarballs = Map<string, string>;

/** Copies what git knows of, also what is not committed yet, and installs exactly what the lockfile says. */
export function cleanCopy(to: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of listed.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(file, join(to, file));
  }
  run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline'], to);
}

/** Packs every public package of a copy that was built. */
export function packAll(copy: string, out: string): Tarballs {
  mkdirSync(out, { recursive: true });
  for (const manifest of globSync('packages/*/package.json', { cwd: copy }))
    run('pnpm', ['pack', '--pack-destination', out], join(copy, dirname(manifest)));
  const hash = (file: string) =>
    createHash('sha512')
      .update(readFileSync(join(out, file)))
      .digest('base64');
  return new Map(readdirSync(out).map((file) => [file, hash(file)]));
}

/** The tarballs that are not the same twice. */
export const differing = (one: Tarballs, other: Tarballs): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((file) => one.get(file) !== other.get(file)).toSorted();
