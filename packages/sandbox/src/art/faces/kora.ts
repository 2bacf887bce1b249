import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { circle } from '../outline.ts';
import { circles, type Pen, signed } from '../pen.ts';

/** The upper edge of a dune that fills all below it. */
function dune(pen: Pen, base: number, swing: number, length: number, shift: number): number[] {
  const crest = Array.from({ length: 81 }, (_, at) => {
    const x = at * 12.5;
    const wave = Math.sin(x / length + shift) + 0.35 * Math.sin(x / (length * 0.43) + shift * 2.3);
    return [x, base + wave * swing];
  }).flat();
  return [...crest, 1000, pen.height, 0, pen.height];
}

/** An evening over dunes. The issuer's whole art: its sign, and the payment system's. */
export function* kora(pen: Pen): Steps {
  yield* ground(pen.canvas, (u, v, into) => {
    const slope = Math.min(1, u * 0.45 + v * 0.75);
    const sun = Math.max(0, 1 - Math.hypot(u - 0.66, (v - 0.42) * 0.63) / 0.5) ** 2;
    const corner = Math.max(0, 1 - Math.hypot(u - 0.02, (v + 0.02) * 0.63) / 0.7) ** 2;
    into[0] = 255 - 26 * slope + 10 * sun;
    into[1] = 138 - 92 * slope + 84 * sun + 66 * corner;
    into[2] = 62 + 62 * slope + 30 * sun + 48 * corner;
  });
  yield* pen.fill(circle(660, 262, 118), {
    color: '#fff3cf',
    to: { color: '#ffc07a', alpha: 0.55, line: [660, 144, 660, 380] },
  });
  const dunes = [
    [344, 20, 150, 0.4, '#f4677c', '#e8457a'],
    [396, 26, 190, 2.2, '#e5487c', '#c72f78'],
    [462, 24, 170, 4.4, '#bd2d75', '#8f1f6c'],
    [536, 20, 210, 1.1, '#842068', '#4f1156'],
  ] as const;
  for (const [base, swing, length, shift, color, deep] of dunes)
    yield* pen.fill([dune(pen, base, swing, length, shift)], {
      color,
      to: { color: deep, line: [500, base - 30, 420, base + 150] },
    });
  yield* signed(pen, 'kora', '#ffffff', 46);
  yield* circles(pen);
}
