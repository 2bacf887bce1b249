import { type Canvas, createCanvas, rgb, type Rgb, type Steps } from './canvas.ts';
import { fill } from './fill.ts';
import { ground } from './ground.ts';
import { along, fromPath, place, roundBox } from './outline.ts';
import { drawPdf } from './pdf.ts';
import { signs } from './signs.ts';
import { type Word, words } from './words.ts';

type SignName = keyof typeof signs;
type WordName = keyof typeof words;

/** The height of a logo's picture, in pixels, as the documents' sample has it. */
export const logoHeight = 283;

/** Where sign and word stand: a sign of 240, a gap, and a word whose letters are `size` high. */
const signSize = 240;
const gap = 56;
const inset = (logoHeight - signSize) / 2;

/** How wide the picture of a logo is, in pixels. */
export function logoWidth(word: WordName, size: number): number {
  return Math.ceil(signSize + gap + (words[word].width * size) / 400 + inset);
}

/** An issuer's sign and word in one colour on nothing. */
export function* logo(canvas: Canvas, sign: SignName, word: WordName, size: number, color: string): Steps {
  const paint = { color: rgb(color) };
  yield* fill(canvas, place(fromPath(signs[sign], 20), { y: inset, scale: signSize / 100 }), paint);
  const at = { x: signSize + gap, y: (logoHeight - size) / 2, scale: size / 400 };
  yield* fill(canvas, place(fromPath(words[word].d, 12), at), paint);
}

/** How large an icon is, in pixels, as the documents' samples are. */
export const iconSize = 100;

/** An icon: a sign on a square with round corners that goes from one colour to another. */
export function* icon(canvas: Canvas, sign: SignName, from: string, to: string, color: string): Steps {
  const size = canvas.width;
  const square = createCanvas(size, size, 4);
  const [start, end]: [Rgb, Rgb] = [rgb(from), rgb(to)];
  yield* ground(square, (u, v, into) => {
    const slope = u * 0.5 + v * 0.5;
    for (const channel of [0, 1, 2] as const) into[channel] = start[channel] + (end[channel] - start[channel]) * slope;
  });
  yield* fill(canvas, roundBox(0, 0, size, size, size * 0.24), { color: rgb('#000000') });
  // The corners are those of the box just filled, the colours those of the square.
  for (let at = 0; at < canvas.pixels.length; at += 4)
    for (let channel = 0; channel < 3; channel++) canvas.pixels[at + channel] = square.pixels[at + channel] ?? 0;
  const put = { x: size * 0.22, y: size * 0.22, scale: (size * 0.56) / 100 };
  yield* fill(canvas, place(fromPath(signs[sign]), put), { color: rgb(color) });
}

/** A path through points. */
const closed = (points: readonly number[]) =>
  `M${Array.from({ length: points.length / 2 }, (_, at) => `${points[at * 2]} ${points[at * 2 + 1]}`).join('L')}Z`;

/** Two circles that overlap, as a page of 182 by 120 points. */
export function circlesPdf(): Uint8Array<ArrayBuffer> {
  const half = Math.acos(31 / 48);
  const disc = (x: number) => closed(along(x, 60, 48, 0, Math.PI * 2));
  const lens = closed([...along(60, 60, 48, -half, half), ...along(122, 60, 48, Math.PI - half, Math.PI + half)]);
  return drawPdf(182, 120, [
    { d: disc(60), color: rgb('#eb001b') },
    { d: disc(122), color: rgb('#f79e1b') },
    { d: lens, color: rgb('#ff5f00') },
  ]);
}

/** A word in one colour, as a page that fits it with a margin of ten points. */
export function wordPdf(word: WordName, color: string): Uint8Array<ArrayBuffer> {
  const { d, width }: Word = words[word];
  const lowest = Math.max(...fromPath(d).flatMap((line) => line.filter((_, at) => at % 2 === 1)));
  return drawPdf(width / 10 + 20, lowest / 10 + 20, [{ d, color: rgb(color), x: 10, y: 10, scale: 0.1 }]);
}

/** An issuer's sign and word in one colour, as a page that fits them. */
export function logoPdf(sign: SignName, word: WordName, size: number, color: string): Uint8Array<ArrayBuffer> {
  return drawPdf(logoWidth(word, size), logoHeight, [
    { d: signs[sign], color: rgb(color), y: inset, scale: signSize / 100 },
    { d: words[word].d, color: rgb(color), x: signSize + gap, y: (logoHeight - size) / 2, scale: size / 400 },
  ]);
}
