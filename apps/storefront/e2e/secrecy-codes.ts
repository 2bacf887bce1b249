// Codes to type, and codes that nobody types: a short number turns up by chance, so what a place holds of the one is held against what
// it holds of the others.

/** Numbers that look random and are the same for a seed (mulberry32). */
export function dice(seed: number) {
  let state = seed >>> 0;
  return (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Every number of three or four digits that a text holds, with no digit before or after it. */
export const runsIn = (text: string): string[] => text.match(/(?<!\d)\d{3,4}(?!\d)/g) ?? [];

/**
 * A text without what is random or a time, and so holds any digits by chance: signs, seals and keys of 16 characters and more, instants,
 * and this order's number. That a code is not inside one of those is what the long codes say.
 */
export const steady = (text: string, order: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, ' ')
    .replace(/[\w-]{16,}/g, ' ')
    .replaceAll(new RegExp(`(?<!\\d)${order}(?!\\d)`, 'g'), ' ');

/** `count` different codes that are not among `loud`: what a page holds of digits before anything is typed. */
export function drawCodes(roll: (below: number) => number, digits: 3 | 4, count: number, loud: ReadonlySet<string>) {
  const drawn = new Set<string>();
  const below = 10 ** digits;
  for (let tries = 0; drawn.size < count && tries < 100 * below; tries++) {
    const code = String(roll(below)).padStart(digits, '0');
    // The bank of the sandbox says no to it.
    if (code !== '000' && !loud.has(code)) drawn.add(code);
  }
  if (drawn.size < count) throw new Error(`Only ${drawn.size} codes of ${digits} digits are not in the page anyway.`);
  return [...drawn];
}

/** A code that nothing holds by chance, in any form: 15 digits, which are a number too. */
export const drawLongCode = (roll: (below: number) => number): string =>
  [1 + roll(9), ...Array.from({ length: 14 }, () => roll(10))].join('');

/** A long code in the forms in which it could be hidden, and every part of it of ten digits. */
export function formsOf(code: string): string[] {
  const bytes = Buffer.from(code);
  const parts = Array.from({ length: code.length - 9 }, (_, at) => code.slice(at, at + 10));
  // What stands before it in a base64 text moves it by nothing, one or two bytes; the signs at its ends depend on its neighbours.
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [
    ...parts,
    ...base64,
    bytes.toString('hex'),
    code.replace(/\d/g, (digit) => `%3${digit}`),
    code.split('').join(','),
    code.split('').join('\0'),
    code.split('').toReversed().join(''),
  ];
}

/** What came of one code: whether a place holds it, and of how many decoys it holds how many. */
export interface Trial {
  real: boolean;
  decoys: number;
  held: number;
}

/**
 * How likely it is that so many of the typed codes are held, or more, if the place cannot tell a typed code from a decoy: exact, given how
 * many of each trial's codes it holds. (Each of `decoys + 1` codes of a trial is then as likely as any other to be the typed one.)
 */
export function chanceOf(trials: readonly Trial[]): number {
  let likely = [1];
  for (const { real, decoys, held } of trials) {
    const one = (held + Number(real)) / (decoys + 1);
    likely = [...likely, 0].map((same, at) => same * (1 - one) + (likely[at - 1] ?? 0) * one);
  }
  const seen = trials.filter(({ real }) => real).length;
  return Math.min(
    1,
    likely.slice(seen).reduce((sum, part) => sum + part, 0),
  );
}

/** A place tells codes from decoys where this happens once in a thousand by chance. */
export const toldApart = 0.001;
