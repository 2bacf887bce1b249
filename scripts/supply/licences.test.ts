import { expect, it } from 'vitest';
import { type Bill, isAllowed, missing, refused } from './licences.ts';

const bill = (...components: NonNullable<Bill['components']>): Bill => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.7',
  metadata: { component: { name: 'x' } },
  components,
});
const licensed = (id: string) => ({ name: 'planted', purl: 'pkg:npm/planted@1.0.0', licenses: [{ license: { id } }] });

it('takes what is on the list', () => {
  expect(refused(bill(licensed('MIT'), licensed('BlueOak-1.0.0')))).toEqual([]);
});

it.each(['GPL-3.0-only', 'AGPL-3.0-or-later', 'SSPL-1.0', 'LGPL-3.0-or-later', 'UNLICENSED', 'Made-Up'])(
  'refuses %s, by name',
  (id) => {
    expect(refused(bill(licensed('MIT'), licensed(id)))).toEqual([`pkg:npm/planted@1.0.0: ${id}`]);
  },
);

it('refuses what says nothing', () => {
  expect(refused(bill({ name: 'silent' }, { name: 'empty', licenses: [{}] }))).toEqual([
    'silent: no licence',
    'empty: unknown',
  ]);
});

it.each([
  ['MIT OR GPL-3.0-only', true],
  ['MIT AND GPL-3.0-only', false],
  ['MIT AND ISC', true],
  ['(MIT OR GPL-3.0-only) AND ISC', false],
  ['GPL-2.0-only WITH Classpath-exception-2.0', false],
])('%s: %s', (expression, verdict) => {
  expect(isAllowed(expression)).toBe(verdict);
});

it('a bill that leaves a dependency out is no bill', () => {
  const full = bill({ name: 'hono' }, { group: '@noble', name: 'hashes' });
  expect(missing(full, { hono: '4', '@noble/hashes': '2' })).toEqual([]);
  expect(missing(full, { hono: '4', valibot: '1' })).toEqual(['valibot']);
});
