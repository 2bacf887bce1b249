import { mkdirSync } from 'node:fs';
import { env } from 'node:process';
import { figureOf, readReport } from './figures.mjs';
import { follow } from './follow.mjs';

const reports = 'node_modules/.cache/reports';

/** What tells a bar how much is wanted of it: all, or a part. */
const wish = (part) => (part ? { ONFILE_PROVE_PART: part } : { ONFILE_PROVE: '1', VITE_ONFILE_PROVE: '1' });

/** Runs bars that are tests of one project, together in one run of Vitest. */
export async function runTests(project, bars, { part, quiet }) {
  mkdirSync(reports, { recursive: true });
  const report = `${reports}/prove-${project}-${bars.map(({ id }) => id).join('-')}.json`;
  const files = bars.map(({ file }) => file);
  const { status, lines } = await follow(
    'vitest',
    [
      'run',
      '--config',
      'vitest.workspace.ts',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...files,
    ],
    // What a developer sets (a seed to replay) comes before what the bar brings.
    { env: { ...bars[0]?.more, ...env, ...wish(part) }, quiet },
  );
  try {
    const results = readReport(report, lines, files);
    // A run can break without a failed test: an error that nobody caught is everybody's.
    const isBroken = status !== 0 && results.every(({ isHeld }) => isHeld);
    return results.map((result, index) => ({ id: bars[index].id, ...result, ...(isBroken && { isHeld: false }) }));
  } catch (error) {
    return bars.map(({ id }) => ({ id, isHeld: false, figure: `no report: ${error.message}`, seconds: 0 }));
  }
}

/** Runs a bar that is a script. */
export async function runScript({ id, script, args = [], more }, { part, quiet, flags = [], env: own }) {
  const began = Date.now();
  const node = script.endsWith('.ts') ? ['--conditions=@onfile/source', script] : [script];
  const { status, lines } = await follow('node', [...node, ...args, ...flags], {
    env: { ...more, ...env, ...own, ...wish(part) },
    quiet,
  });
  return { id, isHeld: status === 0, figure: figureOf(lines) ?? 'no figure', seconds: (Date.now() - began) / 1000 };
}

/** One line a bar. */
export const lineOf = ({ id, isHeld, figure, seconds }) =>
  `${id}: ${figure}: ${isHeld ? 'held' : 'NOT held'} (${seconds.toFixed(1)} s)`;
