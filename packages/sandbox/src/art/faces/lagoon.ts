import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { type Outline, stroke } from '../outline.ts';
import type { Pen } from '../pen.ts';

/** The corners of a star of eight points. */
function star(x: number, y: number, radius: number): number[] {
  return Array.from({ length: 16 }, (_, at) => {
    const angle = (at + 1) * (Math.PI / 8);
    const reach = at % 2 ? radius * 0.765 : radius;
    return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach];
  }).flat();
}

const closed = (points: readonly number[]) => [...points, points[0] ?? 0, points[1] ?? 0];

/** Tiles of the old towns of the Silk Road, in turquoise that fades. A ground alone. */
export function* lagoon(pen: Pen): Steps {
  yield* ground(pen.canvas, (u, v, into) => {
    const slope = u * 0.55 + v * 0.45;
    const light = Math.max(0, 1 - Math.hypot(u - 0.9, (v - 0.1) * 0.63) / 0.8) ** 1.6;
    into[0] = 2 + 8 * slope + 60 * light;
    into[1] = 74 + 44 * slope + 100 * light;
    into[2] = 96 + 34 * slope + 92 * light;
  });
  const step = 118;
  const lines: Outline[number][] = [];
  const inner: Outline[number][] = [];
  for (let row = -1; row < 7; row++)
    for (let column = -1; column < 10; column++) {
      const [x, y] = [column * step + 40, row * step + 18];
      lines.push(...stroke(closed(star(x, y, step * 0.54)), 2.4, false));
      lines.push(...stroke(closed(star(x, y, step * 0.34)), 1.6, false));
      inner.push(star(x, y, step * 0.22));
      // Lines from star to star, and the small square between four.
      const [mx, my, reach] = [x + step / 2, y + step / 2, step * 0.17];
      lines.push(...stroke(closed([mx, my - reach, mx + reach, my, mx, my + reach, mx - reach, my]), 1.8, false));
    }
  const fade = { line: [940, 20, 120, 560] as const };
  yield* pen.fill(inner, { color: '#f4d58a', alpha: 0.85, to: { color: '#f4d58a', alpha: 0, ...fade } });
  yield* pen.fill(lines, { color: '#eafff6', alpha: 0.75, to: { color: '#eafff6', alpha: 0, ...fade } });
}
