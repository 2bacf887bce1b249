import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { hash } from '../noise.ts';
import { branded, type Pen } from '../pen.ts';

const [columns, rows] = [10, 7];

/** A corner of the facets: a grid out of true, that reaches over the card's edges. */
function corner(pen: Pen, column: number, row: number): readonly [number, number] {
  const x = (column - 0.5 + (hash(column, row) - 0.5) * 0.85) * (1000 / (columns - 1));
  const y = (row - 0.5 + (hash(column + 50, row) - 0.5) * 0.85) * (pen.height / (rows - 1));
  return [x, y];
}

/** Cut dark stone: facets that catch the light, each a little otherwise. Carries the payment system's mark. */
export function* graphite(pen: Pen): Steps {
  yield* ground(pen.canvas, (_, __, into) => into.fill(36));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [a, b] = [corner(pen, column, row), corner(pen, column + 1, row)];
      const [c, d] = [corner(pen, column, row + 1), corner(pen, column + 1, row + 1)];
      const halves =
        hash(column, row + 90) > 0.5
          ? [
              [a, b, d],
              [a, d, c],
            ]
          : [
              [a, b, c],
              [b, d, c],
            ];
      for (const [half, points] of halves.entries()) {
        const light = hash(column * 2 + half, row + 300) ** 1.6;
        const near = Math.max(0, 1 - Math.hypot(column / columns - 0.85, row / rows - 0.1) / 0.95);
        const tone = (value: number) => grey(18 + value * 62 * (0.25 + near));
        yield* pen.fill([points.flat()], {
          color: tone(light),
          to: {
            color: tone(light * 0.35),
            line: [...(points[0] ?? a), ...(points[2] ?? c)] as [number, number, number, number],
          },
        });
      }
    }
  yield* branded(pen, 'visa', '#eef1f6');
}

/** A cool grey of some brightness. */
function grey(value: number): string {
  const channel = (add: number) =>
    Math.round(Math.min(255, value + add))
      .toString(16)
      .padStart(2, '0');
  return `#${channel(0)}${channel(2)}${channel(9)}`;
}
