// A bar that is played in the built shop: builds it, and runs Playwright's tests of that name, or all of them.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { env, exit } from 'node:process';

const run = (command, args, more) =>
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    // All of it, unless a part was asked for.
    env: { ...(!env.ONFILE_PROVE_PART && { ONFILE_PROVE: '1' }), ...env, ...more },
  }).status ?? 1;

/** Every result in a report, with what its test said. */
export const resultsOf = ({ suites = [], specs = [] }) => [
  ...specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results)),
  ...suites.flatMap(resultsOf),
];

/** Ends the process with what came of it. `figure` makes one of how many tests passed, or of the whole report. Without a name: all. */
export function play(name, words, more, figure) {
  const report = `node_modules/.cache/reports/prove-${name || 'all'}.json`;
  rmSync(report, { force: true });
  const built = run('vite', ['build', 'apps/storefront', '--logLevel', 'warn'], more);
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
