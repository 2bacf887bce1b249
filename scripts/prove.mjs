// `pnpm prove [ID…]`: the named bars at their full count, each alone where it is named. `pnpm test` runs a sample of each.
import { spawnSync } from 'node:child_process';
import { argv, env, exit } from 'node:process';

/** What each bar is called, and what holds it: tests of a project, or a script of its own. */
const bars = {
  walk: { project: 'unit', file: 'packages/hooks/src/walk.test.ts' },
  B12: { project: 'unit', file: 'packages/hooks/src/expiry.test.ts' },
  hostile: { project: 'browser', file: 'packages/ui/src/hostile-text.browser.test.tsx' },
  B1: { project: 'browser', file: 'packages/ui/src/xss.browser.test.tsx' },
  S4: { project: 'unit', file: 'packages/art/src/ssrf.test.ts' },
  S12: { project: 'unit', file: 'packages/art/src/hostile.test.ts' },
  P5: { project: 'unit', file: 'packages/proxy/src/store-crash.test.ts' },
  // The answers three minutes on two cores; `parsers` names both.
  'parsers-1': { project: 'unit', file: 'packages/assist/src/parsers.test.ts' },
  'parsers-2': { project: 'unit', file: 'packages/assist/src/order-history.test.ts' },
  'frame/B4/B5/B6/B7/B8': { project: 'unit', file: 'packages/frame/src/threats.test.ts' },
  C2: { script: 'scripts/reproducible.ts' },
  C3: { script: 'scripts/sbom.ts' },
  consumers: { script: 'scripts/consumers.mjs' },
  // Fifteen minutes on two cores: in halves, each of which can run alone. `gestures` names both.
  'gestures-1': { script: 'scripts/gestures.mjs', more: { ONFILE_SEED: '20261124', ONFILE_SCRIPTS: '250' } },
  'gestures-2': { script: 'scripts/gestures.mjs', more: { ONFILE_SEED: '20261374', ONFILE_SCRIPTS: '250' } },
  B11: { script: 'scripts/pictures.mjs' },
  // anna's and vera's cards in the shop: `--update` keeps what they look like anew.
  looks: { script: 'scripts/pictures.mjs', tests: 'looks-kept' },
  pixels: { script: 'scripts/pixels.ts' },
};

// `--update` is for the bars that keep something: `pnpm prove pixels --update`.
const flags = argv.slice(2).filter((word) => word.startsWith('--'));
const named = argv.slice(2).filter((word) => !flags.includes(word));
/** Whether a bar is meant by a name: its own, or that of the bar it is a half of. */
const isMeant = (id, name) => id.split('/').includes(name) || id.replace(/-\d$/, '') === name;
const unknown = named.filter((name) => !Object.keys(bars).some((id) => isMeant(id, name)));
if (unknown.length) {
  console.error(`No such bar: ${unknown.join(', ')}. There are ${Object.keys(bars).join(', ')}.`);
  exit(1);
}
let missed = 0;
const lines = [];
for (const [id, { project, file, script, tests, more }] of Object.entries(bars)) {
  if (named.length && !named.some((name) => isMeant(id, name))) continue;
  const started = Date.now();
  const [command, args] = script
    ? ['node', [script, ...(tests ? [tests] : []), ...flags]]
    : ['vitest', ['run', '--config', 'vitest.workspace.ts', '--project', project, file]];
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    // What a developer sets (a seed to replay) comes before what the bar brings.
    env: { ...more, ...env, ONFILE_PROVE: '1', VITE_ONFILE_PROVE: '1' },
  });
  if (status !== 0) missed++;
  lines.push(`${id}: ${status === 0 ? 'held' : 'NOT held'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
console.log(`\n${lines.join('\n')}`);
exit(missed ? 1 : 0);
