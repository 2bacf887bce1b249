// What a shop downloads, gzipped, with React outside. `pnpm bench` prints each figure beside its goal and fails naming what is missed.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { fromSource, styledComponents } from '../scripts/vite-shared.ts';

const react = ['react', 'react-dom', 'react/jsx-runtime', 'react-dom/client'];

interface Measured {
  what: string;
  entry: string;
  /** Whether the libraries under us count too. */
  whole: boolean;
  /** Goal in bytes. */
  goal: number;
}

const hooks = 'bench/entries/hooks.ts';
const checkout = 'bench/entries/checkout.ts';
const measured: Measured[] = [
  { what: 'hooks alone, our own', entry: hooks, whole: false, goal: 6 * 1024 },
  {
    what: 'SavedCardCheckout with one language, our own',
    entry: checkout,
    whole: false,
    goal: 20 * 1024,
  },
  {
    what: 'the same with styled-components, TanStack Query, valibot',
    entry: checkout,
    whole: true,
    goal: 46 * 1024,
  },
];

async function bytes({ entry, whole }: Measured): Promise<number> {
  const built = await build({
    ...fromSource,
    ...styledComponents,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      // Not a library: that would keep the white space.
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: react,
        // As in a shop's own bundle: what nobody uses is dropped, and the libraries stand in a file of their own.
        output: { codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/ }] } },
        checks: { moduleLevelDirective: false },
      },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const code = outputs
    .flatMap((bundle) => ('output' in bundle ? bundle.output : []))
    .map((file) => (file.type === 'chunk' && (whole || file.name !== 'libraries') ? file.code : ''))
    .join('');
  return gzipSync(code, { level: 9 }).length;
}

const results = [];
for (const one of measured) {
  // oxlint-disable-next-line no-await-in-loop -- one build at a time
  const size = await bytes(one);
  results.push({ what: one.what, bytes: size, goal: one.goal, held: size <= one.goal });
}
console.table(results);
writeFileSync('bench/results.json', `${JSON.stringify({ sizes: results }, null, 2)}\n`);
const missed = results.filter(({ held }) => !held);
for (const { what, bytes: size, goal } of missed) console.error(`Missed: ${what}: ${size} bytes, goal ${goal}.`);
process.exit(missed.length ? 1 : 0);
