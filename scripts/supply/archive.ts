import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Inventory, sha384 } from './inventory.ts';

/** What is wrong with the inventory inside a tarball; nothing where it is whole and true. */
export function inventoryFaults(tarball: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'onfile-archive-'));
  try {
    execFileSync('tar', ['-xzf', tarball, '-C', folder]);
    const root = join(folder, 'package');
    const { scripts } = JSON.parse(readFileSync(join(root, 'dist/scripts.json'), 'utf8')) as Inventory;
    const wrong = scripts.filter(({ file, sha384: hash }) => sha384(readFileSync(join(root, file))) !== hash);
    const isFrame = scripts.some(({ inline }) => inline);
    const files = isFrame ? ['src/frame.js', 'src/frame.css'] : globSync('dist/**/*.js', { cwd: root });
    const known = new Set(scripts.map(({ file }) => file));
    return [
      ...wrong.map(({ file }) => `${file} is not what its hash says`),
      ...files.filter((file) => !known.has(file.replaceAll('\\', '/'))).map((file) => `${file} is not in it`),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
