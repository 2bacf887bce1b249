import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { hash } from '../noise.ts';
import { arc, circle, polygon } from '../outline.ts';
import { branded, type Pen, signed } from '../pen.ts';

const colors = ['#ff8a1f', '#ffffff', '#14532d', '#ffb800', '#e4472b', '#9bc53d'];
const quarter = Math.PI / 2;

/** One tile of the pattern: a quarter of a fruit, two halves, or a whole one. */
function* tile(pen: Pen, x: number, y: number, size: number, seed: number): Steps {
  // Three colours, each other than the one before it.
  const first = Math.floor(hash(seed, 1) * colors.length);
  const second = first + 1 + Math.floor(hash(seed, 2) * (colors.length - 1));
  const third = second + 1 + Math.floor(hash(seed, 3) * (colors.length - 1));
  const [back, front, core] = [first, second, third].map((at) => colors[at % colors.length] ?? '#ffffff');
  if (!back || !front || !core) return;
  yield* pen.fill(polygon(x, y, x + size, y, x + size, y + size, x, y + size), { color: back });
  const turn = Math.floor(hash(seed, 4) * 4);
  const kind = hash(seed, 5);
  const [cx, cy] = [turn === 0 || turn === 3 ? x : x + size, turn < 2 ? y : y + size];
  if (kind < 0.5) {
    const from = [0, 1, 2, 3][turn] ?? 0;
    yield* pen.fill(arc(cx, cy, size, 0, from * quarter, (from + 1) * quarter), { color: front });
    yield* pen.fill(arc(cx, cy, size * 0.55, 0, from * quarter, (from + 1) * quarter), { color: core });
  } else if (kind < 0.75) {
    yield* pen.fill(arc(x + size / 2, y, size / 2, 0, 0, Math.PI), { color: front });
    yield* pen.fill(arc(x + size / 2, y + size, size / 2, 0, Math.PI, Math.PI * 2), { color: core });
  } else {
    yield* pen.fill(circle(x + size / 2, y + size / 2, size / 2), { color: front });
    yield* pen.fill(circle(x + size / 2, y + size / 2, size * 0.22), { color: core });
  }
}

/** Bold shapes in the colours of fruit: bright, flat, busy. The issuer's whole art. */
export function* citrus(pen: Pen): Steps {
  yield* ground(pen.canvas, (_, v, into) => into.set([255, 205 - 8 * v, 40 - 10 * v]));
  const size = 125;
  const top = pen.height - size * 3.55;
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 8; column++)
      // The pattern climbs to the right, and leaves the sign its place.
      if (column + row * 2 > 3) yield* tile(pen, column * size, top + row * size, size, column * 31 + row * 7);
  yield* signed(pen, 'citrus', '#14532d', 44);
  yield* branded(pen, 'mir', '#14532d');
}
