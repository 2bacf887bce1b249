import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { clouds } from '../noise.ts';
import { circle } from '../outline.ts';
import type { Pen } from '../pen.ts';

/** A red sun over waves of rings, printed on pale paper: light, with dark text. A ground alone. */
export function* paper(pen: Pen): Steps {
  yield* ground(
    pen.canvas,
    (u, v, into) => {
      const fibre = (clouds(u * 26, v * 64, 3) - 0.5) * 5 - v * 6;
      into[0] = 247 + fibre;
      into[1] = 240 + fibre;
      into[2] = 226 + fibre;
    },
    3,
  );
  yield* pen.fill(circle(728, 300, 168), {
    color: '#e2553d',
    to: { color: '#c9342f', line: [700, 132, 760, 470] },
  });
  const radius = 56;
  for (let row = 0; row < 13; row++)
    for (let column = -1; column < 11; column++) {
      const [x, y] = [(column + (row % 2) / 2) * radius * 2, 372 + row * (radius / 2)];
      const faint = Math.max(0.16, 0.5 - row * 0.045);
      yield* pen.fill(circle(x, y, radius), { color: '#f5eddd' });
      const rings = [1, 0.72, 0.46, 0.2].flatMap((share) => circle(x, y, radius * share, radius * share - 3.4));
      yield* pen.fill(rings, { color: '#2d4a7c', alpha: faint });
    }
}
