import { globSync, readFileSync } from 'node:fs';
import { storyNameFromExport, toId } from 'storybook/internal/csf';
import { describe, expect, it } from 'vitest';
import { compareLooks, readLooks, writeLooks } from './compare.ts';
import { looksFile } from './keep.ts';

const pay = ['pay-box 24,24 440x56 ink=#12151c', '  pay 24,24 440x56 ink=#ffffff ground=#2450e0'];
const changed = (from: string | RegExp, to: string) => pay.map((line) => line.replace(from, to));

describe('a snapshot', () => {
  it('takes a box that is one pixel off', () => {
    expect(compareLooks(pay, changed('24,24 440x56 ink=#ffffff', '25,23 439x57 ink=#ffffff'))).toEqual([]);
  });

  it.each([
    ['a box that is two pixels off', '440x56 ink=#ffffff', '442x56 ink=#ffffff'],
    ['another colour', 'ground=#2450e0', 'ground=#2450e1'],
    ['another part', '  pay ', '  button '],
    ['another place in the tree', '  pay ', 'pay '],
    ['a line that cannot be read', ' 24,24 440x56 ink=#ffffff', ''],
  ])('takes no %s', (_, from, to) => {
    const [, was = ''] = pay;
    const [, is = ''] = changed(from, to);
    expect(compareLooks(pay, [pay[0] ?? '', is])).toEqual([`- ${was}`, `+ ${is}`]);
  });

  it('names a part that came, and one that went', () => {
    expect(compareLooks(pay, [...pay, 'lock 1,2 3x4'])).toEqual(['+ lock 1,2 3x4']);
    expect(compareLooks([...pay, 'lock 1,2 3x4'], pay)).toEqual(['- lock 1,2 3x4']);
  });

  it('is read as it was written', () => {
    const looks = new Map([
      ['ready', pay],
      ['busy', pay.slice(1)],
      ['nothing', []],
    ]);
    expect(readLooks(writeLooks(looks))).toEqual(looks);
  });
});

const storyFiles = globSync('packages/*/{src,docs}/**/*.stories.tsx');

it.each(storyFiles)('every story of %s has a snapshot, and no other', (file) => {
  const source = readFileSync(file, 'utf8');
  const stories = [...source.matchAll(/^export const (\w+)/gm)].map(([, name = '']) =>
    toId('x', storyNameFromExport(name)).replace('x--', ''),
  );
  const kept = [...readLooks(readFileSync(looksFile(file), 'utf8')).keys()];
  expect(kept.toSorted(), 'Run `pnpm test:looks -u`.').toEqual(stories.toSorted());
});
