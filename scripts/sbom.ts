// C3: a bill of materials (CycloneDX) for each public package, and a gate that its licences have to pass: `pnpm prove C3`. The
// bills stay in node_modules/.cache/sbom, to go with a release. A planted component is refused.
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exit } from 'node:process';
import { run } from './consumers/run.mjs';
import { type Bill, missing, refused } from './supply/licences.ts';

interface Manifest {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
}

const problems: string[] = [];
const out = resolve('node_modules/.cache/sbom');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const sbom = ['sbom', '--sbom-format', 'cyclonedx', '--prod'];
run('pnpm', [...sbom, '--split', '--out', join(out, '%s.json'), '--filter', './packages/*']);

/** The bill of a package. */
const billOf = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Bill;
const bills = readdirSync(out).map((file) => billOf(join(out, file)));

let count = 0;
for (const file of globSync('packages/*/package.json')) {
  const { name, version, dependencies } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const bill = bills.find(({ metadata: { component } }) => `${component.group}/${component.name}` === name);
  if (bill?.bomFormat !== 'CycloneDX' || bill.metadata.component.version !== version) {
    problems.push(`${name} has no bill of materials`);
    continue;
  }
  for (const left of missing(bill, dependencies)) problems.push(`${name}: ${left} is not in its bill`);
  for (const one of refused(bill)) problems.push(`${name}: ${one}`);
  count += bill.components?.length ?? 0;
  console.log(`${name}: CycloneDX ${bill.specVersion}, ${bill.components?.length ?? 0} components`);
}

// Negative control: a package that asks for one under the GPL, through the same tool and the same gate.
const folder = mkdtempSync(join(tmpdir(), 'onfile-planted-'));
try {
  const write = (path: string, manifest: object) => writeFileSync(join(folder, path), JSON.stringify(manifest));
  mkdirSync(join(folder, 'planted'));
  write('planted/package.json', { name: 'planted', version: '1.0.0', license: 'GPL-3.0-only' });
  write('package.json', {
    name: 'shop',
    version: '1.0.0',
    license: 'MIT',
    dependencies: { planted: 'file:./planted' },
  });
  run('pnpm', ['install', '--offline', '--ignore-workspace'], folder);
  run('pnpm', [...sbom, '--ignore-workspace', '--out', join(folder, 'bill.json')], folder);
  const found = refused(billOf(join(folder, 'bill.json')));
  if (!(found.length === 1 && found[0]?.includes('planted') && found[0].endsWith(': GPL-3.0-only')))
    problems.push(`A planted component was not refused: ${found.join() || 'nothing was'}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

for (const problem of problems) console.error(problem);
if (!problems.length)
  console.log(`figure: ${bills.length} bills, ${count} components, all licences allowed; a planted one was refused`);
exit(problems.length ? 1 : 0);
