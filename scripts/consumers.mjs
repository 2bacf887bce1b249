// Installs the packages as they would be published, by npm, into fresh applications outside the workspace. `pnpm prove consumers`
// runs all of them; `node scripts/consumers.mjs jest` those whose name has the word.
import { argv, exit } from 'node:process';
import { consumeJest, consumeVitest, jestFiles, vitestFiles } from './consumers/consume-examples.mjs';
import { consumeNext } from './consumers/consume-next.mjs';
import { consumeVite } from './consumers/consume-vite.mjs';
import { withFreshApp } from './consumers/fresh-app.mjs';
import { pack } from './consumers/pack.mjs';

const rendered = 'types, build, server rendering, hydration and a paid order';
const consumers = [
  { name: 'Vite and React 18', app: 'vite', react: '18.3.1', consume: consumeVite, shows: rendered },
  { name: 'Vite and React 19', app: 'vite', react: '19.2.0', consume: consumeVite, shows: rendered },
  { name: 'Next and React 19', app: 'next', react: '19.2.0', consume: consumeNext, shows: rendered },
  {
    name: 'Vitest',
    app: 'vitest',
    react: '19.2.0',
    files: vitestFiles,
    consume: consumeVitest,
    shows: 'the documented examples',
  },
  {
    name: 'Jest',
    app: 'jest',
    react: '18.3.1',
    files: jestFiles,
    consume: consumeJest,
    shows: 'the documented examples',
  },
];

const word = (argv[2] ?? '').toLowerCase();
const archives = pack();
let missed = 0;
let held = 0;
for (const { name, app, react, files, consume, shows } of consumers) {
  if (!name.toLowerCase().includes(word)) continue;
  const started = Date.now();
  try {
    await withFreshApp({ app, react, archives, files: files?.() }, consume);
    held++;
    console.log(`${name}: ${shows} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    missed++;
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(`figure: ${held} of ${held + missed} applications`);
exit(missed ? 1 : 0);
