// `pnpm bench [name…]`: figures beside their goals, in a table and in `bench/results.json`. Fails naming each goal that is missed.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Report } from './lib/report.ts';
import { explain } from './sizes.ts';

const benchmarks: Record<string, () => Promise<{ default: () => Promise<Report> }>> = {
  sizes: () => import('./sizes.ts'),
  mount: () => import('./mount.ts'),
  interact: () => import('./interact.ts'),
  ssr: () => import('./ssr.ts'),
  heap: () => import('./heap.ts'),
  gateway: () => import('./gateway.ts'),
  art: () => import('./art.ts'),
  proxy: () => import('./proxy.ts'),
};

const asked = process.argv.slice(2);
if (asked.includes('--explain')) {
  console.table(await explain());
  process.exit();
}
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(1);
}

const results: Record<string, Report & { seconds: number }> = {};
for (const [name, load] of Object.entries(benchmarks)) {
  if (asked.length && !asked.includes(name)) continue;
  const started = Date.now();
  // oxlint-disable-next-line no-await-in-loop -- nothing else may run while one measures
  const report = await (await load()).default();
  results[name] = { ...report, seconds: Math.round((Date.now() - started) / 1000) };
  console.log(`\n== ${name} (${results[name].seconds} s)`);
  console.table(report.table);
  console.table(report.findings);
}
const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
writeFileSync('bench/results.json', `${JSON.stringify({ machine, ...results }, null, 2)}\n`);
const missed = Object.values(results).flatMap(({ findings }) => findings.filter(({ held }) => !held));
for (const { what, measured, goal } of missed) console.error(`Missed: ${what}: ${measured}, goal ${goal}.`);
process.exit(missed.length ? 1 : 0);
