// The script inventory of a package: what every published browser file is, and what it is for. Written by the build.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One script or style. */
export interface Entry {
  /** Where it stands in the package. */
  file: string;
  /** Of its bytes, as `integrity` and a policy write it: `sha384-…`. */
  sha384: string;
  /** What it is for: the first sentence about what it is named after, else of its source. */
  purpose: string;
  /** It stands inside a page, and is pinned by this hash. */
  inline?: true;
}

/** What `scripts.json` holds. */
export interface Inventory {
  package: string;
  version: string;
  scripts: Entry[];
}

interface Manifest {
  name: string;
  version: string;
  description: string;
}

/** The packages whose files reach a browser. The frame's reach it inside the page. */
export const browserPackages = ['contract', 'hooks', 'ui', 'frame'];

export const sha384 = (bytes: Buffer | string): string =>
  `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** The doc comment of what a file is named after (`composeFace` in `compose-face.ts`). */
function commentOn(text: string, file: string): string | undefined {
  const name = /([\w-]+)\.js$/.exec(file)?.[1]?.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const pattern = `/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*export (?:async )?(?:function|const|class) ${name}\\b`;
  return new RegExp(pattern).exec(text)?.[1];
}

/**
 * The first sentence of the doc comment of what a file is named after, else of its first one.
 *
 * @throws where there is none: a script that nobody can explain is not published
 */
export function purposeOf(text: string, file: string): string {
  const comment = commentOn(text, file) ?? /\/\*\*([\s\S]*?)\*\//.exec(text)?.[1];
  const words = comment
    ?.replace(/^\s*\* ?/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = words && (/^.*?[.!?](?= |$)/.exec(words)?.[0] ?? words);
  if (!sentence) throw new Error(`${file} does not say what it is for: its source has no doc comment.`);
  return sentence;
}

function sourceOf(root: string, file: string): string {
  const name = file.replace(/^dist\//, 'src/').replace(/\.js$/, '');
  const source = ['.ts', '.tsx'].map((ending) => `${name}${ending}`).find((path) => existsSync(join(root, path)));
  if (!source) throw new Error(`${file} has no source of ours, so nobody can say what it is for.`);
  return readFileSync(join(root, source), 'utf8');
}

/** The frame's script and style, as they stand in its page. */
function inFrame(root: string): Entry[] {
  const script = readFileSync(join(root, 'src/frame.js'), 'utf8');
  return [
    { file: 'src/frame.js', sha384: sha384(script), purpose: purposeOf(script, 'frame.js'), inline: true },
    {
      file: 'src/frame.css',
      sha384: sha384(readFileSync(join(root, 'src/frame.css'))),
      purpose: 'How the field looks: what a shop may choose comes in as values of a fixed list of names.',
      inline: true,
    },
  ];
}

/** The inventory of a package that was built. `dist` is where to. */
export function inventoryOf(root: string, dist = join(root, 'dist')): Inventory {
  const { name, version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const files = globSync('**/*.js', { cwd: dist })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
  const entries = files.map((file): Entry => {
    const path = `dist/${file}`;
    return {
      file: path,
      sha384: sha384(readFileSync(join(dist, file))),
      // The entry only hands on, and says nothing of itself: the package says it.
      purpose: file === 'index.js' ? description : purposeOf(sourceOf(root, path), path),
    };
  });
  return { package: name, version, scripts: name === '@onfile/frame' ? inFrame(root) : entries };
}

/** Writes `dist/scripts.json`. */
export function writeInventory(root: string): void {
  writeFileSync(join(root, 'dist/scripts.json'), `${JSON.stringify(inventoryOf(root), undefined, 2)}\n`);
}
