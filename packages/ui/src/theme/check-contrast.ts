import type { Tokens } from './tokens.ts';

type ColorName = keyof Tokens['color'];

/** Which ink stands on which ground, and the least ratio that WCAG 2.2 asks for: 4.5 for text, 3 for a control's edge. */
const pairs: readonly (readonly [ColorName, ColorName, number])[] = [
  ['text', 'surface', 4.5],
  ['text', 'surfaceRaised', 4.5],
  ['text', 'accentSubtle', 4.5],
  ['text', 'dangerSubtle', 4.5],
  ['textMuted', 'surface', 4.5],
  ['textMuted', 'surfaceRaised', 4.5],
  ['textMuted', 'accentSubtle', 4.5],
  ['onAccent', 'accent', 4.5],
  ['accent', 'surface', 4.5],
  ['accent', 'surfaceRaised', 4.5],
  ['accent', 'accentSubtle', 4.5],
  // The way to try again, in what says that it did not work.
  ['accent', 'dangerSubtle', 4.5],
  ['danger', 'dangerSubtle', 4.5],
  // Under the chosen card: what is wrong with its code, the edge of the field, and the ring of the row.
  ['danger', 'accentSubtle', 4.5],
  ['borderStrong', 'accentSubtle', 3],
  ['focus', 'accentSubtle', 3],
  ['surface', 'danger', 4.5],
  ['success', 'successSubtle', 4.5],
  ['warning', 'warningSubtle', 4.5],
  ['borderStrong', 'surface', 3],
  ['focus', 'surface', 3],
];

/** A pair of colours that cannot be read, or that cannot be judged. */
export interface ContrastFailure {
  ink: ColorName;
  ground: ColorName;
  /** What it is, rounded to two places; `null` where a colour is not `#rrggbb`. */
  ratio: number | null;
  /** What it has to be. */
  least: number;
}

/** Relative luminance of `#rrggbb` (WCAG 2.2); `undefined` for any other way to write a colour. */
export function luminance(color: string): number | undefined {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return undefined;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratioOf(ink: string, ground: string): number | null {
  const [one, other] = [luminance(ink), luminance(ground)];
  if (one === undefined || other === undefined) return null;
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Names every pair of a theme that is hard to read. Empty: all is well. A colour that is not `#rrggbb` is named too: nobody judged it. */
export function checkContrast({ color }: Pick<Tokens, 'color'>): ContrastFailure[] {
  return pairs.flatMap(([ink, ground, least]) => {
    const ratio = ratioOf(color[ink], color[ground]);
    if (ratio !== null && ratio >= least) return [];
    return [{ ink, ground, least, ratio: ratio === null ? null : Math.floor(ratio * 100) / 100 }];
  });
}
