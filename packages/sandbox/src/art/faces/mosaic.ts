import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { series } from '../noise.ts';
import { circles, type Pen, signed } from '../pen.ts';

const colors = ['#e4572e', '#17a3a0', '#ffb914', '#2e3440', '#6fa83c', '#4361a8', '#f19a94', '#8d5a97'];

/** A chip of stone: a few corners at about one distance from its middle. */
function chip(next: () => number, x: number, y: number, size: number): number[] {
  const corners = 4 + Math.floor(next() * 4);
  const turn = next() * 6;
  return Array.from({ length: corners }, (_, at) => {
    const angle = turn + ((at + (next() - 0.5) * 0.6) / corners) * Math.PI * 2;
    const reach = size * (0.65 + next() * 0.5);
    return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach * 0.86];
  }).flat();
}

/** Terrazzo, light and very busy; quiet only round its sign and the payment system's. The issuer's whole art. */
export function* mosaic(pen: Pen): Steps {
  yield* ground(pen.canvas, (u, v, into) => {
    into[0] = 248 - 5 * v;
    into[1] = 243 - 6 * v - 2 * u;
    into[2] = 234 - 8 * v;
  });
  const next = series(41);
  const placed: [number, number, number][] = [];
  for (let tried = 0; tried < 4000 && placed.length < 190; tried++) {
    const size = tried < 500 ? 26 + next() * 30 : 7 + next() * 19;
    const [x, y] = [next() * 1060 - 30, next() * 690 - 30];
    const quiet = y < 150 + size && (x < 400 + size || x > 780 - size);
    if (quiet || placed.some(([px, py, other]) => Math.hypot(px - x, py - y) < (size + other) * 1.06)) continue;
    placed.push([x, y, size]);
    const color = colors[Math.floor(next() * colors.length)] ?? '#2e3440';
    yield* pen.fill([chip(next, x, y, size)], { color });
  }
  yield* signed(pen, 'mosaic', '#2e3440', 42);
  yield* circles(pen);
}
