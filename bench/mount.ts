// CPU time from the first `render` until N cards stand and the page rests, beside what the same screen costs by other means.
import type { Page } from 'playwright';
import { type BenchPage, type Cpu, type Pages, withPages } from './lib/pages.ts';
import { atMost, type Finding, type Report, rounded } from './lib/report.ts';
import { median, ratioOf, seeded, shuffled } from './lib/statistics.ts';

const names = ['nothing', 'html', 'react', 'styled', 'floor', 'ours', 'cached'] as const;
type Name = (typeof names)[number];

/** How many cards, in how many browsers one after another, and how often each app draws them there: one browser alone says other ratios (decision 15). */
const plan = [
  { cards: 3, browsers: 3, rounds: 16 },
  { cards: 10, browsers: 3, rounds: 10 },
  { cards: 50, browsers: 2, rounds: 9 },
  { cards: 200, browsers: 3, rounds: 8 },
  { cards: 1000, browsers: 3, rounds: 8 },
];
const mostBrowsers = Math.max(...plan.map(({ browsers }) => browsers));

/** Ours beside the floor, and ours with the list in the cache beside plain styled-components, which are given their order (decision 15). */
const goals = [
  { ours: 'ours', beside: 'floor', limit: 1.15 },
  { ours: 'cached', beside: 'styled', limit: 1.2 },
] as const;

/** Draws the screen once and takes it away. Returns what it cost. */
async function mountOnce({ page, cpu, tidy }: BenchPage, cards: number): Promise<Cpu> {
  await page.evaluate((count) => window.bench.prepare(count), cards);
  await tidy();
  const before = await cpu();
  await page.evaluate((count) => window.bench.mount(count), cards);
  const after = await cpu();
  await page.evaluate(() => window.bench.unmount());
  return {
    task: after.task - before.task,
    script: after.script - before.script,
    style: after.style - before.style,
    layout: after.layout - before.layout,
  };
}

async function screenOf(page: Page): Promise<string> {
  await page.evaluate(() => window.bench.prepare(50));
  await page.evaluate(() => window.bench.mount(50));
  const tree = await page.locator('body').ariaSnapshot();
  await page.evaluate(() => window.bench.unmount());
  return tree;
}

/** No baseline is cheaper because it says less: the accessibility tree of 50 cards is the kit's, word for word. */
async function sameScreen(pages: Pages): Promise<Finding[]> {
  const kit = (await screenOf(pages('ours').page)).split('\n');
  const findings: Finding[] = [];
  for (const name of ['html', 'react', 'styled', 'floor'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one page at a time
    const lines = (await screenOf(pages(name).page)).split('\n');
    const differs = kit.findIndex((line, index) => line !== lines[index]);
    const isSame = differs < 0 && kit.length === lines.length;
    const measured = isSame ? 'the same' : `${lines[differs]?.trim()} where the kit has ${kit[differs]?.trim()}`;
    findings.push({ what: `screen of "${name}"`, measured, goal: 'the same', held: isSame });
  }
  return findings;
}

type Samples = Record<Name, Cpu[]>;

const noSamples = (): Samples => ({
  nothing: [],
  html: [],
  react: [],
  styled: [],
  floor: [],
  ours: [],
  cached: [],
});

/** Adds rounds in which every app draws once, in an order that changes from round to round. */
async function sample(pages: Pages, cards: number, rounds: number, random: () => number, samples: Samples) {
  for (let round = -2; round < rounds; round++)
    for (const name of shuffled(names, random)) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
      const cost = await mountOnce(pages(name), cards);
      // The first two rounds warm up.
      if (round >= 0) samples[name].push(cost);
    }
}

function read(cards: number, samples: Samples): Report {
  const of = (name: Name, part: keyof Cpu) => samples[name].map((cost) => cost[part]);
  const cost = (name: Name, part: keyof Cpu) => median(of(name, part)) - median(of('nothing', part));
  const table = names.slice(1).map((name) => ({
    cards,
    app: name,
    'cpu ms': rounded(cost(name, 'task')),
    script: rounded(cost(name, 'script')),
    style: rounded(cost(name, 'style')),
    layout: rounded(cost(name, 'layout')),
    '× styled': rounded(cost(name, 'task') / cost('styled', 'task')),
    '× react': rounded(cost(name, 'task') / cost('react', 'task')),
    '× floor': rounded(cost(name, 'task') / cost('floor', 'task')),
  }));
  const findings = goals.map(({ ours, beside, limit }) => {
    const { ratio, low, high } = ratioOf(of(ours, 'task'), of(beside, 'task'), median(of('nothing', 'task')));
    const between = `${low.toFixed(2)} to ${high.toFixed(2)}`;
    return atMost(`mount of ${cards}: ${ours} ÷ ${beside} (${between})`, rounded(ratio, 3), limit);
  });
  return { table, findings };
}

async function warmUp(pages: Pages) {
  for (let turn = 0; turn < 8; turn++)
    // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
    for (const name of names) await mountOnce(pages(name), 50);
}

/** Mounts 3, 10, 50, 200 and 1000 cards in real Chromium. */
export default async function mount(): Promise<Report> {
  const random = seeded(20261123);
  const findings: Finding[] = [];
  const sizes = plan.map((size) => ({ ...size, samples: noSamples() }));
  for (let turn = 0; turn < mostBrowsers; turn++)
    // oxlint-disable-next-line no-await-in-loop -- one browser at a time
    await withPages(names, async (pages) => {
      if (!turn) findings.push(...(await sameScreen(pages)));
      await warmUp(pages);
      for (const { cards, rounds, samples } of sizes.filter(({ browsers }) => turn < browsers))
        // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
        await sample(pages, cards, rounds, random, samples);
    });
  const reports = sizes.map(({ cards, samples }) => read(cards, samples));
  return {
    table: reports.flatMap(({ table }) => table),
    findings: [...findings, ...reports.flatMap((report) => report.findings)],
  };
}
