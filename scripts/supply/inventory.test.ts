import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterEach, expect, it } from 'vitest';
import { frameHeaders } from '../../packages/frame/src/index.ts';
import { inventoryOf, purposeOf, sha384 } from './inventory.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'onfile-inventory-'));
  folders.push(made);
  return made;
};

/** A package as the build leaves it. */
function built(files: Record<string, string>): string {
  const root = folder();
  for (const name of ['src', 'dist/deep', 'src/deep']) mkdirSync(join(root, name), { recursive: true });
  const manifest = { name: '@onfile/invented', version: '1.0.0', description: 'An invented package.' };
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  return root;
}

const files = {
  'src/index.ts': "export { pay } from './deep/pay.ts';",
  'src/deep/pay.ts': '/**\n * Pays, once\n * and for all. Never twice.\n */\nexport const pay = () => {};',
  'dist/index.js': 'export { pay } from "./deep/pay.js";',
  'dist/deep/pay.js': 'export const pay = () => {};',
  'dist/deep/pay.js.map': '{}',
  'dist/deep/pay.d.ts': 'export declare const pay: () => void;',
};

it('names every script, with the hash of its bytes and the first sentence of its source', () => {
  expect(inventoryOf(built(files))).toEqual({
    package: '@onfile/invented',
    version: '1.0.0',
    scripts: [
      { file: 'dist/deep/pay.js', sha384: sha384(files['dist/deep/pay.js']), purpose: 'Pays, once and for all.' },
      { file: 'dist/index.js', sha384: sha384(files['dist/index.js']), purpose: 'An invented package.' },
    ],
  });
});

it('a script with one byte more has another hash, and only it', () => {
  const hashes = (some: typeof files) => inventoryOf(built(some)).scripts.map(({ sha384: hash }) => hash);
  const before = hashes(files);
  const after = hashes({ ...files, 'dist/deep/pay.js': `${files['dist/deep/pay.js']} ` });
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).toBe(before[1]);
});

it('a script that nobody wrote or nobody explains is not published', () => {
  expect(() => inventoryOf(built({ ...files, 'dist/planted.js': 'alert()' }))).toThrow(/planted\.js has no source/);
  expect(() => inventoryOf(built({ ...files, 'src/deep/pay.ts': 'export const pay = 1;' }))).toThrow(/pay\.js/);
});

it('a purpose is that of what the file is named after', () => {
  expect(purposeOf('/** Half a sentence */', 'x.js')).toBe('Half a sentence');
  const source = '/** Props of it. */ interface Props {}\n/** Pays an order. Once. */\nexport function payNow() {}';
  expect(purposeOf(source, 'dist/pay-now.js')).toBe('Pays an order.');
  expect(purposeOf(source, 'dist/pay-later.js')).toBe('Props of it.');
});

it('a build of the contract is in it whole', async () => {
  const root = resolve('packages/contract');
  const dist = folder();
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: {
      outDir: dist,
      minify: false,
      lib: { entry: { index: resolve(root, 'src/index.ts') }, formats: ['es'] },
      rolldownOptions: {
        external: ['valibot'],
        output: { entryFileNames: '[name].js', preserveModules: true, preserveModulesRoot: resolve(root, 'src') },
      },
    },
  });
  const { scripts } = inventoryOf(root, dist);
  expect(scripts.length).toBeGreaterThan(10);
  for (const { file, sha384: hash, purpose } of scripts) {
    expect(hash).toBe(sha384(readFileSync(join(dist, file.slice('dist/'.length)))));
    expect(purpose).toMatch(/^\S.{9,}/);
  }
  expect(scripts.map(({ file }) => file)).toEqual(expect.arrayContaining(['dist/index.js', 'dist/endpoints.js']));
});

it('the frame’s script and style are what its policy pins', () => {
  const { scripts } = inventoryOf(resolve('packages/frame'));
  const policy = frameHeaders([], { placement: 'own-origin' })['content-security-policy'];
  expect(scripts.map(({ file, inline }) => [file, inline])).toEqual([
    ['src/frame.js', true],
    ['src/frame.css', true],
  ]);
  expect(policy).toContain(`script-src '${scripts[0]?.sha384}'`);
  expect(policy).toContain(`style-src '${scripts[1]?.sha384}'`);
});
