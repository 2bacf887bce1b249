import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { fromSource } from '../vite-shared.ts';

const folder = fileURLToPath(new URL('../../node_modules/.cache/proofs/', import.meta.url));

const made = new Map<string, Promise<string>>();

async function make(file: URL): Promise<string> {
  const built = await build({
    ...fromSource,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(file),
      target: 'esnext',
      minify: false,
      write: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
    // Libraries too: opening their files is what a start is spent on.
    ssr: { ...fromSource.ssr, noExternal: true, external: ['pg-native'] },
  });
  const [output, ...more] = 'output' in built ? built.output : [];
  if (output?.type !== 'chunk' || more.length) throw new Error(`${file.href} could not be put into one file.`);
  // By what is in it: whoever makes the same at the same time makes the same file, and Node keeps what it has made of it.
  const path = `${folder}${createHash('sha256').update(output.code).digest('hex').slice(0, 16)}.mjs`;
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.${process.pid}`, output.code);
  renameSync(`${path}.${process.pid}`, path);
  return path;
}

/**
 * A source with all that it imports, as one file. Processes of proofs are started thousands of times, and most of a start is reading
 * three hundred sources.
 *
 * @returns the path of the file
 */
export function oneFile(source: URL): Promise<string> {
  const known = made.get(source.href) ?? make(source);
  made.set(source.href, known);
  return known;
}
