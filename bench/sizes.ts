// What a shop downloads, gzipped, with React outside. `.size-limit.json` has the goals, and size-limit holds them.
import { spawnSync } from 'node:child_process';
import { mkdir, rename } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { Rolldown } from 'vite';
import { bundle, cache } from './lib/build.ts';
import type { Finding, Report } from './lib/report.ts';

const react = ['react', 'react-dom', 'react/jsx-runtime', 'react-dom/client'];

/** What `size-limit --json` says of each bundle. */
const Measured = v.array(v.object({ name: v.string(), size: v.number(), sizeLimit: v.number(), passed: v.boolean() }));

/** What an entry comes to: the files that its page loads first, and those that it asks for when they are needed. */
interface Built {
  first: Rolldown.OutputChunk[];
  later: Rolldown.OutputChunk[];
}

const gzipped = (code: string) => gzipSync(code, { level: 9 }).length;

/** The chunks that come with the entry: what it imports, and what that imports. */
function firstLoad(chunks: readonly Rolldown.OutputChunk[]): Set<string> {
  const loaded = new Set<string>();
  const load = (fileName: string) => {
    if (loaded.has(fileName)) return;
    loaded.add(fileName);
    for (const next of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) load(next);
  };
  for (const { isEntry, fileName } of chunks) if (isEntry) load(fileName);
  return loaded;
}

/** Builds an entry. Its folder holds the first load, with the libraries in `libraries.js`; `later/` holds the rest. */
async function build(entry: string): Promise<Built> {
  const chunks = await bundle(`bench/entries/${entry}.ts`, entry, { external: react, split: true, sourcemap: true });
  const loaded = firstLoad(chunks);
  const built = {
    first: chunks.filter(({ fileName }) => loaded.has(fileName)),
    later: chunks.filter(({ fileName }) => !loaded.has(fileName)),
  };
  const folder = `${cache}${entry}/`;
  await mkdir(`${folder}later`, { recursive: true });
  await Promise.all(built.later.map(({ fileName }) => rename(folder + fileName, `${folder}later/${fileName}`)));
  return built;
}

/** Nobody downloads words that a shop did not ask for. */
function oneLanguage({ first, later }: Built): Finding {
  const found = [...first, ...later]
    .flatMap(({ moduleIds }) => moduleIds)
    .flatMap((id) => /messages\/(?:\w+\/)?(\w\w)\.ts$/.exec(id)?.[1] ?? []);
  const languages = [...new Set(found)].join(', ');
  return { what: 'languages in the bundle', measured: languages, goal: 'en', held: languages === 'en' };
}

/** Builds, and asks size-limit. */
export default async function sizes(): Promise<Report> {
  await build('hooks');
  const checkout = await build('checkout');
  const { stdout, stderr } = spawnSync('size-limit', ['--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (!stdout) throw new Error(`size-limit said nothing that can be read: ${stderr}`);
  const measured = v.parse(Measured, JSON.parse(stdout));
  return {
    table: [
      ...measured.map(({ name, size, sizeLimit }) => ({
        what: name,
        bytes: size,
        goal: sizeLimit,
        left: sizeLimit - size,
      })),
      ...checkout.later.map(({ name, code }) => ({ what: `loaded when needed: ${name}`, bytes: gzipped(code) })),
    ],
    findings: [
      ...measured.map(({ name, size, sizeLimit, passed }) => ({
        what: `bytes of ${name}`,
        measured: size,
        goal: sizeLimit,
        held: passed,
      })),
      oneLanguage(checkout),
    ],
  };
}

/** For each character of a chunk, the module that it comes from. */
function ownersOf({ code, map }: Rolldown.OutputChunk): (string | undefined)[] {
  if (!map) return [];
  const source = new SourceMap(JSON.parse(map.toString()));
  return code.split('\n').flatMap((line, row) =>
    Array.from({ length: line.length + 1 }, (_, column) => {
      const entry = source.findEntry(row, column);
      return 'originalSource' in entry ? entry.originalSource : undefined;
    }),
  );
}

/**
 * What each module of ours adds: `bytes` of minified code, and by how much the gzipped chunk shrinks without them. The shares do not
 * add up to the whole: what two modules have in common is paid for once.
 */
function weigh(entry: string, chunk: Rolldown.OutputChunk, when: string): Report['table'] {
  const { code } = chunk;
  const owners = ownersOf(chunk);
  const modules = new Set(owners.filter((owner) => owner !== undefined));
  return [...modules].map((module) => {
    const rest = owners.map((owner, index) => (owner === module ? '' : code[index])).join('');
    return {
      entry,
      when,
      module: module.replace(/^.*?packages\//, ''),
      bytes: code.length - rest.length,
      gzipped: gzipped(code) - gzipped(rest),
    };
  });
}

/** `pnpm bench --explain`: what each module of ours weighs. */
export async function explain(): Promise<Report['table']> {
  const table: Report['table'] = [];
  for (const entry of ['checkout', 'hooks']) {
    // oxlint-disable-next-line no-await-in-loop -- one build at a time
    const { first, later } = await build(entry);
    for (const [when, chunks] of Object.entries({ first, later }))
      for (const chunk of chunks) if (chunk.name !== 'libraries') table.push(...weigh(entry, chunk, when));
  }
  return table.toSorted((a, b) => Number(b['gzipped']) - Number(a['gzipped']));
}
