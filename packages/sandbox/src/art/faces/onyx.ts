import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { circle } from '../outline.ts';
import { branded, type Pen } from '../pen.ts';

/** Almost black, with engraved rings in a cold light. Carries the payment system's mark, as `digitalCardArt` does. */
export function* onyx(pen: Pen): Steps {
  yield* ground(pen.canvas, (u, v, into) => {
    const slope = u * 0.6 + v * 0.4;
    const light = Math.max(0, 1 - Math.hypot(u - 0.92, (v + 0.04) * 0.63) / 0.72) ** 2;
    const ember = Math.max(0, 1 - Math.hypot(u + 0.05, (v - 1.05) * 0.63) / 0.6) ** 2;
    into[0] = 10 + 18 * slope + 74 * light + 30 * ember;
    into[1] = 11 + 19 * slope + 78 * light + 18 * ember;
    into[2] = 15 + 24 * slope + 94 * light + 16 * ember;
  });
  const rings = (x: number, y: number, from: number) =>
    Array.from({ length: 54 }, (_, at) => circle(x, y, from + at * 17 + 0.9, from + at * 17 - 0.9)).flat();
  yield* pen.fill(rings(980, -60, 170), {
    color: '#ffffff',
    alpha: 0.2,
    to: { color: '#ffffff', alpha: 0.015, line: [900, 0, 300, 560] },
  });
  yield* pen.fill(rings(1060, 40, 150), {
    color: '#c9b48a',
    alpha: 0.16,
    to: { color: '#c9b48a', alpha: 0, line: [960, 60, 360, 520] },
  });
  yield* branded(pen, 'visa', '#ffffff');
}
