// CPU time from a press until what it does can be seen, among 200 cards.
import { type BenchPage, type Pages, withPages } from './lib/pages.ts';
import { atMost, type Report, rounded } from './lib/report.ts';
import { median, ratioOf, seeded, shuffled } from './lib/statistics.ts';

const names = ['nothing', 'react', 'styled', 'ours'] as const;
type Name = (typeof names)[number];
type Samples = Record<Name, number[]>;

const cards = 200;
const rounds = 30;
/** Radios that stand in the window, by their place among those that can be chosen. */
const presses = [3, 1, 6, 2, 7, 4, 5, 0];

/** No slower than plain React. */
const limit = 1;

const none = (): Samples => ({ nothing: [], react: [], styled: [], ours: [] });

/** Milliseconds of the main thread for some work in the page, and what the work returned. */
async function costOf<T>({ cpu, tidy }: BenchPage, work: () => Promise<T>): Promise<{ cost: number; answer: T }> {
  await tidy();
  const before = await cpu();
  const answer = await work();
  const after = await cpu();
  return { cost: after.task - before.task, answer };
}

async function chooseOnce(name: Name, bench: BenchPage) {
  const { cost, answer } = await costOf(bench, () =>
    bench.page.evaluate(
      ([isNothing, nths]) => (isNothing ? window.bench.idle(nths.length).then(() => [0]) : window.bench.choose(nths)),
      [name === 'nothing', presses] as const,
    ),
  );
  return { cost: cost / presses.length, clock: median(answer) };
}

async function removeOnce(name: Name, bench: BenchPage) {
  const { cost, answer } = await costOf(bench, () =>
    bench.page.evaluate(
      (isNothing) => (isNothing ? window.bench.idle(1).then(() => 0) : window.bench.remove(2)),
      name === 'nothing',
    ),
  );
  if (name !== 'nothing') await bench.page.evaluate(() => window.bench.undo());
  return { cost, clock: answer };
}

type Once = typeof chooseOnce;

async function sample(pages: Pages, once: Once, random: () => number) {
  const cost = none();
  const clock = none();
  for (let round = -3; round < rounds; round++)
    for (const name of shuffled(names, random)) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
      const seen = await once(name, pages(name));
      // The first three rounds warm up.
      if (round < 0) continue;
      cost[name].push(seen.cost);
      clock[name].push(seen.clock);
    }
  return { cost, clock };
}

function read(what: string, { cost, clock }: { cost: Samples; clock: Samples }): Report {
  const overhead = median(cost.nothing);
  const { ratio, low, high } = ratioOf(cost.ours, cost.react, overhead);
  return {
    table: names.slice(1).map((name) => ({
      what,
      app: name,
      'cpu ms': rounded(median(cost[name]) - overhead),
      'clock ms': rounded(median(clock[name]), 1),
      '× react': rounded((median(cost[name]) - overhead) / (median(cost.react) - overhead)),
    })),
    findings: [
      atMost(
        `${what} among ${cards}: ours ÷ react (${low.toFixed(2)} to ${high.toFixed(2)})`,
        rounded(ratio, 3),
        limit,
      ),
    ],
  };
}

/** Chooses and removes cards in real Chromium. */
export default async function interact(): Promise<Report> {
  return withPages(names, async (pages) => {
    const random = seeded(20261123);
    for (const name of names)
      // oxlint-disable-next-line no-await-in-loop -- one page at a time
      await pages(name).page.evaluate((count) => (window.bench.prepare(count), window.bench.mount(count)), cards);
    const chosen = read('choose → paint', await sample(pages, chooseOnce, random));
    const removed = read('remove → paint', await sample(pages, removeOnce, random));
    return { table: [...chosen.table, ...removed.table], findings: [...chosen.findings, ...removed.findings] };
  });
}
