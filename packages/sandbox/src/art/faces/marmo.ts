import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { clouds } from '../noise.ts';
import type { Pen } from '../pen.ts';

/** White marble with veins of grey and gold: photographic and light, with dark text. A ground alone. */
export function* marmo(pen: Pen): Steps {
  yield* ground(
    pen.canvas,
    (u, v, into) => {
      const [x, y] = [u * 2.6 + v * 0.7, v * 1.64 - u * 0.5];
      const bend = clouds(x * 1.1 + 3, y * 1.1 + 8, 4) - 0.5;
      const cloud = clouds(x * 1.4 + bend * 2 + 31, y * 1.9 + bend + 5, 4) - 0.5;
      const broad = vein(clouds(x * 0.62 + bend * 1.5, y * 1.5 + bend * 0.9, 4), 7);
      const fine = vein(clouds(x * 1.5 + bend * 1.3 + 70, y * 2.6 - bend + 20, 4), 26);
      const gold = vein(clouds(x * 0.52 - bend * 1.1 + 44, y * 1.25 + bend * 1.2 + 12, 4), 58);
      const shade = 26 * cloud + 34 * broad * (0.6 + cloud) + 40 * fine * (0.35 + broad);
      into[0] = 241 - shade - 36 * gold;
      into[1] = 240 - shade - 74 * gold;
      into[2] = 239 - shade * 0.95 - 142 * gold;
    },
    3,
  );
}

/** 1 where the noise is in its middle, and down to 0 on both sides: the sharper, the thinner. */
const vein = (value: number, sharp: number) => Math.max(0, 1 - Math.abs(value - 0.5) * sharp);
