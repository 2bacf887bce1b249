import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { fromPath, place, stroke } from '../outline.ts';
import type { Pen } from '../pen.ts';

/** Half a leaf, from its stalk at 0, 0 to its tip at 100, 0. */
const upper = fromPath('M0 0C22 -26 66 -26 100 0Z');
const lower = fromPath('M0 0C22 24 66 24 100 0Z');

/** A frond: a bent stem with leaves on both sides, smaller toward its tip. */
function* frond(pen: Pen, x: number, y: number, size: number, heading: number, bend: number, alpha: number): Steps {
  const steps = 17;
  let [px, py, angle] = [x, y, heading];
  const stem = [px, py];
  for (let at = 0; at < steps; at++) {
    angle += bend / steps;
    px += Math.cos(angle) * (size / steps);
    py += Math.sin(angle) * (size / steps);
    stem.push(px, py);
    const length = size * 0.36 * Math.sin(((at + 2) / (steps + 2)) * Math.PI) ** 0.7;
    for (const side of [-1, 1]) {
      const put = { x: px, y: py, scale: length / 100, turn: angle + side * (1.05 - at * 0.02) };
      yield* pen.fill(place(upper, put), { color: side < 0 ? '#d8f5a8' : '#8fd97a', alpha });
      yield* pen.fill(place(lower, put), { color: side < 0 ? '#7fcb6f' : '#4fae63', alpha });
    }
  }
  yield* pen.fill(stroke(stem, size * 0.011), { color: '#e6fbc4', alpha: Math.min(1, alpha * 1.6) });
}

/** Fronds in deep green. A ground alone. */
export function* fern(pen: Pen): Steps {
  yield* ground(pen.canvas, (u, v, into) => {
    const slope = u * 0.5 + v * 0.5;
    const light = Math.max(0, 1 - Math.hypot(u - 0.85, (v - 0.9) * 0.63) / 0.75) ** 2;
    into[0] = 6 + 12 * slope + 70 * light;
    into[1] = 58 + 48 * slope + 84 * light;
    into[2] = 44 + 22 * slope + 6 * light;
  });
  yield* frond(pen, 420, 760, 760, -2.15, 1.1, 0.07);
  yield* frond(pen, 1040, 700, 640, -2.5, -0.7, 0.16);
  yield* frond(pen, 1010, 690, 560, -2.0, -0.55, 0.3);
  yield* frond(pen, 985, 690, 520, -1.62, 0.35, 0.55);
  yield* frond(pen, 700, 720, 300, -1.9, -0.5, 0.24);
}
