// A bar that is played in the built shop: builds it, and runs Playwright's tests of that name, or all of them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { env, exit } from 'node:process';

const run = (command, args, more) =>
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    // All of it, unless a part was asked for.
    env: { ...(!env.ONFILE_PROVE_PART && { ONFILE_PROVE: '1' }), ...env, ...more },
  }).status ?? 1;

const stamp = 'node_modules/.cache/reports/built-shop';
const builtFor = () => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : '');

/** Builds the shop, once for all bars of a quick run: they say which run they belong to. Answers with the status. */
function buildOnce(more) {
  const { ONFILE_BUILT_FOR: name = '' } = env;
  if (name && builtFor() === name) return 0;
  rmSync(stamp, { force: true });
  const status = run('vite', ['build', 'apps/storefront', '--logLevel', 'warn'], more);
  if (status === 0 && name) {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, name);
  }
  return status;
}

/** Every result in a report, with what its test said. */
export const resultsOf = ({ suites = [], specs = [] }) => [
  ...specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results)),
  ...suites.flatMap(resultsOf),
];

/** Ends the process with what came of it. `figure` makes one of how many tests passed, or of the whole report. Without a name: all. */
export function play(name, words, more, figure) {
  const report = `node_modules/.cache/reports/prove-${name || 'all'}.json`;
  rmSync(report, { force: true });
  const built = buildOnce(more);
  if (built !== 0) exit(built);
  const status = run('playwright', ['test', ...(name ? [name] : []), '--reporter=line,json', ...words], {
    ...more,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  const played = JSON.parse(readFileSync(report, 'utf8'));
  const { expected, unexpected, flaky } = played.stats;
  console.log(`figure: ${figure(expected + flaky, expected + flaky + unexpected, resultsOf(played))}`);
  exit(status);
}
