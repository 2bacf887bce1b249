import type { Steps } from '../canvas.ts';
import { ground } from '../ground.ts';
import { branded, type Pen } from '../pen.ts';

/** Mother of pearl: folds of silk in pale colours. Light, with dark text. Carries the payment system's mark. */
export function* pearl(pen: Pen): Steps {
  yield* ground(pen.canvas, (u, v, into) => {
    const x = u + 0.16 * Math.sin(v * 3.1 + u * 1.3);
    const y = v * 0.63 + 0.12 * Math.sin(u * 4.2 + 0.6);
    const fold = Math.sin((x * 1.5 - y * 2.1) * 5.4 + Math.sin(x * 3 + y * 2) * 1.2);
    const shine = Math.max(0, fold) ** 6 * 12 - Math.max(0, -fold) ** 5 * 13;
    const [rose, mint, sky] = [0, 2.1, 4.2].map((phase) => 0.5 + 0.5 * Math.sin((x * 1.1 + y * 1.6) * 4.6 + phase));
    into[0] = 236 + 14 * (rose ?? 0) - 14 * (mint ?? 0) + shine;
    into[1] = 228 + 12 * (mint ?? 0) - 6 * (rose ?? 0) + shine;
    into[2] = 236 + 12 * (sky ?? 0) - 8 * (mint ?? 0) + shine;
  });
  yield* branded(pen, 'visa', '#2a2f57');
}
