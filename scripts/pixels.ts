// Every story, in every theme, direction and width, held against the pictures that were kept: `pnpm prove pixels`, and
// `pnpm prove pixels --update` to keep them anew. A word more names the stories to look at: `pnpm prove pixels paybutton`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { argv, exit, platform } from 'node:process';
import { type Baseline, baselineFile, readBaseline, writeBaseline } from './pixels/baseline.ts';
import { buildStorybook } from './pixels/build-storybook.ts';
import { differenceOf, fingerprint } from './pixels/fingerprint.ts';
import { serveFolder } from './pixels/serve-folder.ts';
import { launchBrowser, openStorybook, takePictures, views } from './pixels/take-pictures.ts';

const folder = 'node_modules/.cache/pixels/storybook';
const different = 'node_modules/.cache/pixels/different';
const isUpdate = argv.includes('--update');
const wanted = argv.slice(2).filter((word) => !word.startsWith('--'));

/** As many pages at a time as a small machine has cores. */
const pages = 2;

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
const started = Date.now();
const stories = buildStorybook(folder).filter((id) => !wanted.length || wanted.some((word) => id.includes(word)));
console.log(`${stories.length} stories, ${views.length} views each; built in ${seconds(started)}`);

const server = await serveFolder(folder, '/kit/');

/** A browser of its own for each page, so that one that dies takes down one story. */
async function openPlace() {
  const browser = await launchBrowser();
  return { browser, page: await openStorybook(browser, server.url) };
}

const places = await Promise.all(Array.from({ length: pages }, openPlace));
const file = baselineFile(places[0]?.browser.version() ?? '', platform);
const kept = readBaseline(file);
const seen: Baseline = new Map();
const problems: string[] = [];

rmSync(different, { recursive: true, force: true });
mkdirSync(different, { recursive: true });

function look(name: string, png: Buffer): void {
  const print = fingerprint(png);
  seen.set(name, print);
  if (isUpdate || !kept) return;
  const before = kept.get(name);
  const difference = before ? differenceOf(before, print) : 'nothing was kept of it';
  if (!difference) return;
  const picture = `${different}/${name.replaceAll(' ', '.')}.png`;
  writeFileSync(picture, png);
  problems.push(`${name}: ${difference}\n  ${picture}`);
}

const queue = [...stories];
const failed = new Set<string>();
const lost = new Set<string>();

await Promise.all(
  places.map(async (place) => {
    for (let story = queue.shift(); story; story = queue.shift())
      try {
        for (const { name, png } of await takePictures(place.page, story)) look(name, png);
      } catch (error) {
        // A browser that died says nothing about the story, which is shown once more in another one.
        const isGone = !place.browser.isConnected() && !lost.has(story);
        if (isGone) {
          console.log(`The browser died at ${story}; another one goes on.`);
          lost.add(story);
          queue.push(story);
        } else {
          failed.add(story);
          problems.push(error instanceof Error ? error.message : String(error));
        }
        if (!place.browser.isConnected()) place = await openPlace();
      }
    await place.browser.close();
  }),
);
await server.close();

if (kept && !isUpdate && !wanted.length)
  for (const name of kept.keys())
    if (!seen.has(name) && !failed.has(name.split(' ')[0] ?? '')) problems.push(`${name}: was kept, and is no more`);

console.log(`${seen.size} pictures in ${seconds(started)}`);
for (const problem of problems) console.error(problem);
if (problems.length) {
  // What failed half-way is nothing to hold others against: no baseline is written.
  console.log(`${problems.length} pictures are not what they were, or could not be taken.`);
} else if (isUpdate || !kept) {
  const rest = wanted.length && kept ? kept : new Map<string, never>();
  writeBaseline(file, new Map([...rest, ...seen]));
  console.log(
    kept ? `Kept in ${file}.` : `There was no baseline for this browser. It is now ${file}: look before you commit it.`,
  );
} else console.log('All as it was.');
console.log(`figure: ${seen.size} pictures, ${problems.length} not as they were`);
exit(problems.length ? 1 : 0);
