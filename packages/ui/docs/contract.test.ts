import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as hooks from '@onfile/hooks';
import * as ui from '../src/index.ts';
import { lightTokens } from '../src/theme/tokens.ts';
import { fieldsOf } from './fields.ts';
import { classesOf, dataOf, partList, tokensOf } from './contract.ts';

const files = globSync('packages/ui/src/**/*.tsx').filter((file) => !/\.(stories|test|case)\.tsx$/.test(file));
const folderOf = (folder: string) =>
  files
    .filter((file) => basename(dirname(file)) === folder)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

/** All that makes a part: its folder, the hook that says on a picture whether it is there, and the plate in its place. */
function sourceOf(folder: string): string {
  const own = folderOf(folder);
  const picture = /useCardArt\(/.test(own) ? readFileSync('packages/hooks/src/useCardArt.ts', 'utf8') : '';
  return [own, picture, own.includes('brandPlate(') ? folderOf('BrandPlate') : ''].join('\n');
}

const slots = readFileSync('packages/ui/src/slots.ts', 'utf8');

const exported = [...readFileSync('packages/ui/src/index.ts', 'utf8').matchAll(/\{ (\w+).*from '\.\/(\w+)\/\1\.tsx'/g)];

it('every component that is exported has its row', () => {
  expect(exported.length).toBeGreaterThan(5);
  expect(new Set(partList.map(([name]) => name))).toEqual(new Set(exported.map(([, name]) => name)));
});

/** What the parts of a folder say they set, together. */
const documentedOf = (folder: string) =>
  partList
    .filter(([, part]) => part.folder === folder)
    .flatMap(([, { data }]) => Object.values(data).flatMap((attributes) => Object.keys(attributes)));

const tokens = Object.entries(lightTokens).flatMap(([group, values]) =>
  Object.keys(values).map((name) => `${group}.${name}`),
);

const everything = [...files, 'packages/ui/src/theme/theme.ts'].map((file) => readFileSync(file, 'utf8')).join('\n');

describe.each(partList)('%s', (name, { folder, className, slot }) => {
  const source = sourceOf(folder);

  it('sets the attributes that are documented, and no other', () => {
    expect([...new Set(documentedOf(folder))].toSorted()).toEqual(dataOf(source));
  });

  it('has the class that is documented', () => {
    expect(classesOf(everything)).toContain(className);
  });

  it('is replaced by the slot that is documented', () => {
    const [, found] = new RegExp(`(\\w+): ComponentType<${name}Props>`).exec(slots) ?? [];
    expect(slot).toBe(found);
  });

  it('reads tokens that there are', () => {
    expect(tokens).toEqual(expect.arrayContaining(tokensOf(source)));
  });
});

it('every token is read somewhere, and none that is not there', () => {
  expect(tokensOf(everything)).toEqual(tokens.toSorted());
});

describe('props that come from hooks', () => {
  const hooksSource = globSync('packages/hooks/src/*.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const picked = partList.flatMap(([part, { inherited = {} }]) =>
    Object.entries(inherited).map(([from, names]) => [part, from, names] as const),
  );

  it.each(picked)('%s has from %s what is there', (_, from, names) => {
    const fields = fieldsOf(hooksSource, from);
    expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
  });

  it('are read with their types and their words', () => {
    const source =
      'export interface Some<T> extends Other {\n  /**\n   * What it\n   * is. */\n  one?: (() => void) | undefined;\n  two: T;\n}';
    expect(fieldsOf(source, 'Some')).toEqual([
      { name: 'one', type: '() => void', isOptional: true, says: 'What it is.' },
      { name: 'two', type: 'T', isOptional: false, says: '' },
    ]);
  });
});

describe('the reading of a source', () => {
  const source = `
    /* data-comment= */
    return <Row ref={ref} onClick={() => a > b} data-one={one} data-two {...rest} />;
    const Row = styled.div.withConfig({ componentId: 'onfile-row' })\`
      color: var(--onfile-color-text); &[data-three='x'] { gap: var(--onfile-radius-art) }\`;
    const show = (img) => void (img.dataset['four'] = 'true');`;

  it('finds what is set and not what is only read', () =>
    expect(dataOf(source)).toEqual(['data-four', 'data-one', 'data-two']));
  it('finds tokens', () => expect(tokensOf(source)).toEqual(['color.text', 'radius.art']));
  it('finds classes', () => expect(classesOf(source)).toEqual(['onfile-row']));
});

describe('the code on the pages', () => {
  const pages = [
    ...globSync('packages/ui/docs/*.mdx'),
    'README.md',
    'packages/ui/README.md',
    'packages/hooks/README.md',
  ];
  const imports = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/^import \{([^}]+)\} from '@onfile\/(ui|hooks)';/gm)].map(
      ([, names = '', from = '']) => [page, from, names.split(',').map((name) => name.trim())] as const,
    ),
  );

  it('is there', () => expect(imports.length).toBeGreaterThan(3));

  it.each(imports)('%s imports from %s what there is', (_, from, names) => {
    expect(Object.keys(from === 'ui' ? ui : hooks)).toEqual(expect.arrayContaining(names));
  });
});
