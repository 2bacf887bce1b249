import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { clouds, noise, series } from '../noise.ts';
import { circle } from '../outline.ts';
import type { Pen } from '../pen.ts';

/** Where a ribbon of light hangs (0 to 1 down), how tall it is, its colour, and its seed. */
const ribbons = [
  { y: 0.5, tall: 0.34, color: [40, 214, 170], seed: 3 },
  { y: 0.4, tall: 0.42, color: [54, 150, 255], seed: 11 },
  { y: 0.3, tall: 0.36, color: [146, 92, 246], seed: 23 },
] as const;

/** A night with northern lights. A ground alone: the logos come beside it. */
export function* aurora(pen: Pen): Steps {
  yield* ground(pen.canvas, (u, v, into) => {
    into[0] = 6 + 10 * v;
    into[1] = 14 + 40 * v;
    into[2] = 56 + 74 * v;
    for (const { y, tall, color, seed } of ribbons) {
      const edge = y + (noise(u * 2.2 + seed, seed) - 0.5) * 0.5 + Math.sin(u * 6 + seed) * 0.035;
      const above = (edge - v) / tall;
      const rays = 0.55 + 0.45 * noise(u * 26 + seed * 5, v * 1.4);
      const fade = above > 0 ? Math.exp(-above * 2.6) : Math.exp(above * 16);
      const light = fade * rays * (0.35 + 0.65 * noise(u * 3 - seed, 4));
      into[0] += color[0] * light * 0.8;
      into[1] += color[1] * light * 0.8;
      into[2] += color[2] * light * 0.8;
    }
  });
  const next = series(5);
  const stars = Array.from({ length: 130 }, () => circle(next() * 1000, next() ** 1.4 * 420, 0.7 + next() ** 3 * 1.6));
  yield* pen.fill(stars.flat(), { color: '#ffffff', alpha: 0.75 });
  for (const [base, rough, color, seed] of [
    [500, 90, '#0a2a63', 2],
    [560, 70, '#06183f', 9],
  ] as const) {
    const crest = Array.from({ length: 126 }, (_, at) => [
      at * 8,
      base - (clouds(at / 14 + seed, seed, 4) - 0.4) * rough,
    ]);
    yield* pen.fill([[...crest.flat(), 1000, pen.height, 0, pen.height]], { color });
  }
}
