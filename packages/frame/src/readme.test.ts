// What the README says of the frame is what the frame does: names of looks and messages, and the headers.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scriptText } from './generated.ts';
import { frameHeaders } from './page.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const section = (title: string) => readme.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const sorted = (names: Iterable<string>) => [...new Set(names)].toSorted((a, b) => (a < b ? -1 : 1));
/** The words in code of each table's first column. */
const firstColumn = (text: string) =>
  [...text.matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word),
  );
const keysOf = (name: string) => {
  const body = new RegExp(`const ${name} = \\{([^]*?)\\n  \\};`).exec(scriptText)?.[1] ?? '';
  return [...body.matchAll(/^ {4}'?([\w-]+)'?[:,]/gm)].map(([, key = '']) => key);
};

it('every name of a look is in the table, and no other', () => {
  expect(keysOf('looks').length).toBeGreaterThan(5);
  expect(sorted(firstColumn(section('Looks')))).toEqual(sorted(keysOf('looks')));
});

it('every message is in the tables, and no other', () => {
  const told = [...scriptText.matchAll(/\bt: '(\w+)'/g)].map(([, type = '']) => type);
  expect(sorted(firstColumn(section('Messages')))).toEqual(sorted([...keysOf('forms'), ...told]));
});

it('every header is in the table', () => {
  const said = section('Headers').toLowerCase();
  const names = Object.keys(frameHeaders([], { placement: 'own-origin' }));
  for (const name of names.filter((one) => one !== 'content-type'))
    expect(said).toContain(name.replace('cross-origin-resource', '-resource'));
});
