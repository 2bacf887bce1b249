import type { Steps } from '../canvas.ts';
import { grain, ground } from '../ground.ts';
import { clouds, ramp, series } from '../noise.ts';
import { circle } from '../outline.ts';
import { branded, type Pen, signed } from '../pen.ts';

/** A range: its height on the card, how high its hills are and how wide, the colour of its crest and of the haze at its foot. */
const ranges = [
  { base: 300, high: 130, wide: 300, crest: '#a9a3c4', foot: '#e9c3b4', seed: 3 },
  { base: 352, high: 140, wide: 240, crest: '#8389b3', foot: '#cfaeb6', seed: 8 },
  { base: 408, high: 130, wide: 200, crest: '#5b6a9c', foot: '#a796b4', seed: 15 },
  { base: 470, high: 120, wide: 170, crest: '#37507f', foot: '#6d759f', seed: 21 },
  { base: 540, high: 90, wide: 150, crest: '#1c3558', foot: '#33517a', seed: 30 },
] as const;

/** A dawn in the mountains, as a camera sees it: haze between the ranges, firs in front, a little grain. */
export function* ridge(pen: Pen): Steps {
  yield* ground(pen.canvas, (u, v, into) => {
    const low = ramp(0, 0.62, v);
    const sun = Math.max(0, 1 - Math.hypot(u - 0.7, (v - 0.4) * 0.63) / 0.55) ** 2;
    const streak = clouds(u * 3, v * 16, 4);
    const cloud = ramp(0.5, 0.8, streak) * (1 - low) * 0.5;
    into[0] = 62 + 176 * low + 50 * sun + 120 * cloud;
    into[1] = 96 + 92 * low + 56 * sun + 78 * cloud;
    into[2] = 158 + 8 * low + 4 * sun + 30 * cloud;
  });
  yield* pen.fill(circle(700, 250, 30), { color: '#fff6df', alpha: 0.95 });
  yield* pen.fill(circle(700, 250, 52), { color: '#ffe9c4', alpha: 0.28 });
  for (const { base, high, wide, crest, foot, seed } of ranges) {
    const line = Array.from({ length: 251 }, (_, at) => {
      const x = at * 4;
      const hills = clouds(x / wide + seed * 7, seed, 5);
      return [x, base - (hills - 0.42) * high * 2];
    });
    yield* pen.fill([[...line.flat(), 1000, pen.height, 0, pen.height]], {
      color: crest,
      to: { color: foot, line: [0, base - high * 0.6, 0, base + 110] },
    });
  }
  yield* pen.fill(firs(pen), { color: '#0b1d33', to: { color: '#0a1626', line: [0, 480, 0, pen.height] } });
  yield* grain(pen.canvas, 5);
  yield* signed(pen, 'summit', '#ffffff', 40);
  yield* branded(pen, 'visa', '#ffffff');
}

/** A wood's edge: firs of chance height on a slope, higher at both sides. */
function firs(pen: Pen): number[][] {
  const next = series(77);
  const floor = (x: number) => 612 - 58 * Math.abs(x / 1000 - 0.52) ** 1.5 * 2.4 - 8 * Math.sin(x / 90);
  const trees: number[][] = [
    [...Array.from({ length: 51 }, (_, at) => [at * 20, floor(at * 20)]).flat(), 1000, pen.height, 0, pen.height],
  ];
  for (let x = -10; x < 1010; x += 7 + next() * 13) {
    const tall = (34 + next() * 62) * (0.55 + Math.abs(x / 1000 - 0.52) * 1.3);
    const [half, foot] = [tall * 0.19, floor(x) + 8];
    for (let layer = 0; layer < 4; layer++) {
      const top = foot - tall * (1 - layer * 0.2);
      const wide = half * (0.4 + layer * 0.22);
      trees.push([x, top, x + wide, top + tall * 0.36, x - wide, top + tall * 0.36]);
    }
  }
  return trees;
}
