// What 50 cards keep in memory, and what is left of them when they are gone.
import { type BenchPage, withPages } from './lib/pages.ts';
import { atMost, type Report, rounded } from './lib/report.ts';
import { median, slope } from './lib/statistics.ts';

const names = ['html', 'react', 'floor', 'ours', 'leaky'] as const;

const cards = 50;
const cycles = 20;
const warmUp = 10;
/** Ours beside the floor. */
const limit = 1.2;
/**
 * What a cycle of mounting and unmounting may add, in cards of the floor: the counters of `innerHTML` wander by a kilobyte too. One
 * card that stays would be seen.
 */
const leakLimit = 0.5;

/** Bytes in use after the garbage is gone: JavaScript's, and those of the document's own objects. */
async function used({ cdp }: BenchPage): Promise<{ script: number; document: number; nodes: number }> {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const usage = await cdp.send('Runtime.getHeapUsage');
  const { nodes } = await cdp.send('Memory.getDOMCounters');
  return { script: usage.usedSize, document: usage.embedderHeapUsedSize, nodes };
}

async function cycle(bench: BenchPage) {
  const { page } = bench;
  await page.evaluate((count) => window.bench.prepare(count), cards);
  const before = await used(bench);
  await page.evaluate((count) => window.bench.mount(count), cards);
  const mounted = await used(bench);
  await page.evaluate(() => window.bench.unmount());
  await page.evaluate(() => window.bench.prepare(0));
  const after = await used(bench);
  return { script: mounted.script - before.script, document: mounted.document - before.document, after };
}

async function cyclesOf(bench: BenchPage) {
  const seen = [];
  for (let turn = -warmUp; turn < cycles; turn++) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const one = await cycle(bench);
    // The first ones fill what stays: compiled code, style rules.
    if (turn >= 0) seen.push(one);
  }
  return {
    script: median(seen.map(({ script }) => script)),
    document: median(seen.map(({ document }) => document)),
    left: slope(seen.map(({ after }) => after.script + after.document)),
    nodesLeft: slope(seen.map(({ after }) => after.nodes)),
  };
}

/** Mounts and unmounts 50 cards again and again in real Chromium. */
export default async function heap(): Promise<Report> {
  return withPages(names, async (pages) => {
    const html = await cyclesOf(pages('html'));
    const react = await cyclesOf(pages('react'));
    const floor = await cyclesOf(pages('floor'));
    const ours = await cyclesOf(pages('ours'));
    const leaky = await cyclesOf(pages('leaky'));
    const card = (floor.script + floor.document) / cards;
    const kilobytes = (bytes: number) => rounded(bytes / 1024, 1);
    return {
      table: Object.entries({ html, react, floor, ours, leaky }).map(
        ([app, { script, document, left, nodesLeft }]) => ({
          app,
          'script kB': kilobytes(script),
          'document kB': kilobytes(document),
          'both kB': kilobytes(script + document),
          'left per cycle, bytes': rounded(left, 0),
          'nodes left per cycle': rounded(nodesLeft),
        }),
      ),
      findings: [
        atMost(
          `heap of ${cards} cards: ours ÷ floor`,
          rounded((ours.script + ours.document) / (floor.script + floor.document), 3),
          limit,
        ),
        atMost('left by each mount and unmount, in cards of the floor', rounded(ours.left / card, 3), leakLimit),
        atMost('DOM nodes left by each mount and unmount', rounded(ours.nodesLeft), 0),
        {
          what: 'negative control: what a page leaves that lets nothing go, in cards',
          measured: rounded(leaky.left / card),
          goal: `more than ${leakLimit}`,
          held: leaky.left / card > leakLimit && leaky.nodesLeft > 0,
        },
      ],
    };
  });
}
