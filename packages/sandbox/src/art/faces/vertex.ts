import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { circle } from '../outline.ts';
import { circles, type Pen, signed } from '../pen.ts';

/** An upright card: great arches that fan out from a corner. The issuer's whole art. */
export function* vertex(pen: Pen): Steps {
  yield* ground(pen.canvas, (u, v, into) => {
    const slope = Math.min(1, v * 0.8 + u * 0.2);
    into[0] = 40 + 26 * slope;
    into[1] = 16 + 12 * (1 - slope);
    into[2] = 92 + 50 * (1 - slope);
  });
  const arches = [
    [1180, '#5b2bd6', '#3a1a9c'],
    [960, '#8b3df0', '#5b2bd6'],
    [740, '#d346c8', '#8b2fd0'],
    [520, '#ff5c8a', '#d8389c'],
    [310, '#ff9a5a', '#ff5577'],
    [130, '#ffd27a', '#ff9a5a'],
  ] as const;
  for (const [radius, color, deep] of arches)
    yield* pen.fill(circle(1000, pen.height, radius), {
      color,
      to: { color: deep, line: [1000 - radius, pen.height - radius, 1000, pen.height] },
    });
  yield* signed(pen, 'vertex', '#ffffff', 46);
  yield* circles(pen);
}
