// CPU time of rendering 50 cards to text with their styles, beside the same markup in bare styled-components.
import { bundle, cache } from './lib/build.ts';
import { atMost, type Finding, type Report, rounded } from './lib/report.ts';
import { median, ratioOf, seeded, shuffled } from './lib/statistics.ts';

const cards = 50;
/** Many: a machine whose neighbours are busy is slow for seconds on end, and both sides must have their share of it. */
const rounds = 100;
/** How long one sample takes at least, in milliseconds: the clock of a thread may go in steps of four. */
const sampleTime = 100;
const limit = 1.3;

const names = ['ours', 'bare'] as const;
type Render = () => string;
type Pair = Record<(typeof names)[number], Render>;

/** Milliseconds of this thread alone for one rendering, over as many as fill a sample. */
function costOf(render: Render): number {
  const before = process.threadCpuUsage();
  for (let turn = 1; ; turn++) {
    render();
    const { user, system } = process.threadCpuUsage(before);
    const spent = (user + system) / 1000;
    if (spent >= sampleTime) return spent / turn;
  }
}

/** The words of a page, without its markup and styles. */
const wordsOf = (html: string) =>
  html
    .replaceAll(/<style[^>]*>.*?<\/style>/gs, '')
    .replaceAll(/<text.*?<\/text>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

function sameWords(what: string, { ours, bare }: Pair): Finding {
  const [kit, other] = [wordsOf(ours()), wordsOf(bare())];
  return {
    what: `words of ${what}`,
    measured: kit === other ? 'the same' : other,
    goal: 'the same',
    held: kit === other,
  };
}

function measure(what: string, pair: Pair): Report {
  const random = seeded(20261123);
  for (let turn = 0; turn < 200; turn++) for (const name of names) pair[name]();
  const samples: Record<keyof Pair, number[]> = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round++)
    for (const name of shuffled(names, random)) samples[name].push(costOf(pair[name]));
  const { ratio, low, high } = ratioOf(samples.ours, samples.bare);
  return {
    table: names.map((name) => ({
      what,
      app: name,
      'cpu ms': rounded(median(samples[name])),
      'html kB': rounded(pair[name]().length / 1024, 1),
      '× bare': rounded(median(samples[name]) / median(samples.bare)),
    })),
    findings: [
      sameWords(what, pair),
      atMost(`server: ${what}, ours ÷ bare (${low.toFixed(2)} to ${high.toFixed(2)})`, rounded(ratio, 3), limit),
    ],
  };
}

/** Renders on a server. */
export default async function ssr(): Promise<Report> {
  process.env['NODE_ENV'] = 'production';
  await bundle('bench/apps/server.tsx', 'server', { server: true });
  const { rendered }: typeof import('./apps/server.tsx') = await import(`${cache}server/own.js`);
  const reports = Object.entries(rendered).map(([name, { ours, bare }]) =>
    measure(name === 'rows' ? `${cards} rows` : `the screen of ${cards} cards`, {
      ours: ours(cards),
      bare: bare(cards),
    }),
  );
  return { table: reports.flatMap(({ table }) => table), findings: reports.flatMap(({ findings }) => findings) };
}
