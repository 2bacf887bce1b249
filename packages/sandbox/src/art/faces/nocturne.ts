import type { Steps } from '../canvas.ts';
import { grain, ground } from '../ground.ts';
import { series } from '../noise.ts';
import { circle } from '../outline.ts';
import { circles, type Pen, signed } from '../pen.ts';

const lamps = ['#ffb454', '#ffc979', '#ff8a4c', '#ffe2b0', '#ff6b6b', '#5ad1dc', '#9a8cff'];

/** The lights of a city out of focus, in rain and at night: photographic, dark, busy. The issuer's whole art. */
export function* nocturne(pen: Pen): Steps {
  const next = series(12);
  const glows = Array.from({ length: 9 }, (_, at) => ({
    x: (at + next()) / 9,
    y: 0.38 + next() * 0.34,
    reach: 0.14 + next() * 0.16,
    color: at % 3 === 1 ? [22, 44, 70] : [92 + next() * 40, 44 + next() * 22, 26],
  }));
  yield* ground(pen.canvas, (u, v, into) => {
    into[0] = 14 + 16 * v;
    into[1] = 13 + 8 * v;
    into[2] = 30 + 22 * (1 - v);
    for (const { x, y, reach, color } of glows) {
      const away = Math.hypot(u - x, (v - y) * 0.63) / reach;
      if (away > 1) continue;
      const light = (1 - away * away) ** 2;
      into[0] += (color[0] ?? 0) * light;
      into[1] += (color[1] ?? 0) * light;
      into[2] += (color[2] ?? 0) * light;
    }
  });
  // Far lamps are small and bright, near ones large and pale.
  for (let at = 0; at < 96; at++) {
    const near = next();
    const radius = 7 + near ** 2 * 74;
    const [x, y] = [next() * 1040 - 20, 190 + (next() + next() + next()) * 110 + (next() - 0.5) * 40 * near];
    const color = lamps[Math.floor(next() ** 1.5 * lamps.length)] ?? '#ffb454';
    const alpha = 0.12 + 0.5 * (1 - near) ** 1.5 * (0.4 + next() * 0.6);
    const paint = { color, alpha: alpha * 0.7, to: { color, alpha, line: [x, y - radius, x, y + radius] as const } };
    yield* pen.fill(circle(x, y, radius), paint);
    yield* pen.fill(circle(x, y, radius, radius - 2.4), { color, alpha: alpha * 0.55 });
  }
  yield* pen.fill([[0, 420, 1000, 420, 1000, pen.height, 0, pen.height]], {
    color: '#0a0a16',
    alpha: 0,
    to: { color: '#0a0a16', alpha: 0.75, line: [0, 420, 0, pen.height] },
  });
  yield* grain(pen.canvas, 5);
  yield* signed(pen, 'nocturne', '#fff1dc', 42);
  yield* circles(pen);
}
