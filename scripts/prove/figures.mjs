import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** A bar says its figure in a line of its own: `figure: 10,000 orders, 0 charged twice`. The last one counts. */
const figure = /^figure: (.+)$/;

/** The figure of a script; `undefined` where it says none. */
export const figureOf = (lines) =>
  lines.map((line) => figure.exec(stripVTControlCharacters(line).trim())?.[1]).findLast(Boolean);

/** The figures of tests, by file: Vitest writes above what a test prints where it comes from. */
function figuresByFile(lines) {
  const found = new Map();
  let file = '';
  for (const line of lines.map((one) => stripVTControlCharacters(one).trim())) {
    file = /^stdout \| (\S+)/.exec(line)?.[1] ?? file;
    const said = figure.exec(line)?.[1];
    if (said) found.set(file, said);
  }
  return found;
}

/** What Vitest's report says of each bar that is a file or a folder of tests: whether it held, and its figure or how many tests there were. */
export function readReport(report, lines, files) {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const figures = figuresByFile(lines);
  return files.map((wanted) => {
    const own = testResults.filter(({ name }) => relative('.', name).split(sep).join('/').startsWith(wanted));
    const tests = own.flatMap(({ assertionResults }) => assertionResults);
    const passed = tests.filter(({ status }) => status === 'passed').length;
    const isHeld = own.length > 0 && own.every(({ status }) => status === 'passed');
    const said = [...figures].filter(([name]) => name.startsWith(wanted)).map(([, text]) => text);
    const seconds = own.reduce((sum, { startTime, endTime }) => sum + (endTime - startTime) / 1000, 0);
    return { isHeld, figure: said.join('; ') || `${passed} of ${tests.length} tests`, seconds };
  });
}
