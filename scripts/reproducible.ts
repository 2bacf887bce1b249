// C2: two clean builds, in folders and time zones of their own, are the same tarballs byte for byte: `pnpm prove C2`. A build that
// stamps its time is caught. The script inventory in each tarball is whole and true.
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exit } from 'node:process';
import { run } from './consumers/run.mjs';
import { inventoryFaults } from './supply/archive.ts';
import { browserPackages } from './supply/inventory.ts';
import { cleanCopy, differing, packAll } from './supply/tarballs.ts';

const root = mkdtempSync(join(tmpdir(), 'onfile-twice-'));
const problems: string[] = [];

/** A copy of its own, built under another clock than the other's. */
function build(name: string, zone: string) {
  const copy = join(root, name);
  cleanCopy(copy);
  run('pnpm', ['build'], copy, { TZ: zone });
  return { copy, tarballs: packAll(copy, join(root, `${name}-packed`)) };
}

try {
  const one = build('one', 'UTC');
  const other = build('a-longer-name-of-another', 'Asia/Almaty');
  for (const file of differing(one.tarballs, other.tarballs)) problems.push(`${file} differs between two builds`);
  for (const [file, hash] of one.tarballs) console.log(`${file} sha512-${hash.slice(0, 16)}…`);

  const isOfBrowser = (file: string) => browserPackages.some((name) => file.startsWith(`onfile-${name}-`));
  const listed = [...one.tarballs.keys()].filter(isOfBrowser);
  if (listed.length !== browserPackages.length) problems.push('A package with an inventory was not packed.');
  for (const file of listed)
    for (const fault of inventoryFaults(join(root, 'one-packed', file))) problems.push(`${file}: ${fault}`);

  // Negative control: one line with the time in it, where a careless build would put it.
  appendFileSync(join(other.copy, 'packages/hooks/dist/index.js'), `// built at ${new Date().toISOString()}\n`);
  const stamped = packAll(other.copy, join(root, 'stamped'));
  const caught = differing(one.tarballs, stamped).filter(
    (file) => !differing(one.tarballs, other.tarballs).includes(file),
  );
  if (caught.join() !== [...one.tarballs.keys()].find((file) => file.startsWith('onfile-hooks-')))
    problems.push(`A stamped time was not caught as such: ${caught.join() || 'nothing differs'}`);
  const faults = inventoryFaults(join(root, 'stamped', caught[0] ?? ''));
  if (!faults.some((fault) => fault.startsWith('dist/index.js')))
    problems.push('The inventory of a changed script says nothing.');
  if (!problems.length)
    console.log(
      `figure: ${one.tarballs.size} tarballs the same twice, ${listed.length} inventories true; a stamped time was caught`,
    );
} finally {
  rmSync(root, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
exit(problems.length ? 1 : 0);
