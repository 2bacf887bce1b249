// Runs every kind of test and closes with one line that counts them all.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { env, exit } from 'node:process';

const reports = 'node_modules/.cache/reports';
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
let broken = false;

function step(title, command, args, count) {
  console.log(`\n== ${title}`);
  const options = {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: {
      ...env,
      STORYBOOK_DISABLE_TELEMETRY: '1',
      NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --disable-warning=DEP0205`.trim(),
    },
  };
  const { status } = spawnSync(command, args, options);
  if (status !== 0) broken = true;
  if (!count) return status === 0;
  try {
    const seen = count();
    for (const key of Object.keys(total)) total[key] += seen[key];
  } catch (error) {
    broken = true;
    console.error(`${title}: no report (${error.message})`);
  }
  return status === 0;
}

const read = (name) => JSON.parse(readFileSync(`${reports}/${name}.json`, 'utf8'));

const browser = step('browser', 'node', ['scripts/ensure-browser.mjs']);

step(
  'vitest',
  'vitest',
  [
    'run',
    '--config',
    'vitest.workspace.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reports}/vitest.json`,
  ],
  () => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = read('vitest');
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  },
);

if (browser && step('demo build', 'vite', ['build', 'apps/storefront', '--logLevel', 'warn']))
  step('playwright', 'playwright', ['test'], () => {
    const { expected, unexpected, flaky, skipped } = read('playwright').stats;
    // Seen, and not hidden in the count: one that needs a second try is one to mend.
    if (flaky) console.log(`${flaky} needed a second try.`);
    return { passed: expected + flaky, failed: unexpected, skipped };
  });

// A step can break without a failed test: a crash, an unhandled error, a missing report.
if (broken && total.failed === 0) total.failed = 1;
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
exit(broken ? 1 : 0);
