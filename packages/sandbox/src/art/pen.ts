import type { Canvas, Steps } from './canvas.ts';
import { rgb } from './canvas.ts';
import { fill } from './fill.ts';
import { along, circle, fromPath, type Outline, place } from './outline.ts';
import { signs } from './signs.ts';
import { type Word, words } from './words.ts';

/** What a shape is filled with: colours as `#rrggbb`; a gradient's line in the pen's units. */
export interface Ink {
  color: string;
  /** 0 to 1. Default 1. */
  alpha?: number;
  to?: { color: string; alpha?: number; line: readonly [number, number, number, number] };
}

/** Draws on a picture in thousandths of its width, whatever its size. */
export interface Pen {
  readonly canvas: Canvas;
  /** The picture's height in those units: 631 for a card, 1000 for an icon. */
  readonly height: number;
  fill(outline: Outline, ink: Ink): Steps;
}

/** A pen for a picture. */
export function createPen(canvas: Canvas): Pen {
  const unit = canvas.width / 1000;
  return {
    canvas,
    height: canvas.height / unit,
    fill: (outline, { color, alpha = 1, to }) =>
      fill(canvas, place(outline, { scale: unit }), {
        color: rgb(color),
        alpha,
        ...(to && {
          to: {
            color: rgb(to.color),
            alpha: to.alpha ?? 1,
            line: [to.line[0] * unit, to.line[1] * unit, to.line[2] * unit, to.line[3] * unit],
          },
        }),
      }),
  };
}

/** A word whose capitals are `size` high, their upper left corner at `x`, `y`; the upper right one with `end`. */
export function lettering(name: keyof typeof words, x: number, y: number, size: number, end = false): Outline {
  const { d, width }: Word = words[name];
  const scale = size / 400;
  return place(fromPath(d, 6), { x: end ? x - width * scale : x, y, scale });
}

/** How wide `lettering` of that size is. */
export const lengthOf = (name: keyof typeof words, size: number): number => (words[name].width * size) / 400;

/** A sign, `size` high and wide, its upper left corner at `x`, `y`. */
export const emblem = (name: keyof typeof signs, x: number, y: number, size: number): Outline =>
  place(fromPath(signs[name], 16), { x, y, scale: size / 100 });

/** Where the sign and the word of an issuer stand on a whole art, and where the payment system's mark does. */
const edge = { left: 62, right: 938, top: 58, height: 56 };

/** The issuer's sign and word, in the upper left corner. */
export function* signed(pen: Pen, name: keyof typeof signs & keyof typeof words, color: string, size = 44): Steps {
  const { left, top, height } = edge;
  yield* pen.fill(emblem(name, left, top, height), { color });
  yield* pen.fill(lettering(name, left + height + 16, top + (height - size) / 2, size), { color });
}

/** A payment system's mark in one colour, in the upper right corner. */
export function* branded(pen: Pen, name: 'visa' | 'mir', color: string): Steps {
  const size = name === 'visa' ? 58 : 50;
  yield* pen.fill(lettering(name, edge.right, edge.top + (edge.height - size) / 2, size, true), { color });
}

/** Two circles that overlap, in the upper right corner. */
export function* circles(pen: Pen): Steps {
  const radius = 37;
  const y = edge.top + edge.height / 2;
  const [left, right] = [edge.right - radius * 2.24, edge.right - radius];
  yield* pen.fill(circle(left, y, radius), { color: '#eb001b' });
  yield* pen.fill(circle(right, y, radius), { color: '#f79e1b' });
  const half = Math.acos((right - left) / 2 / radius);
  const lens = [...along(left, y, radius, -half, half), ...along(right, y, radius, Math.PI - half, Math.PI + half)];
  yield* pen.fill([lens], { color: '#ff5f00' });
}
