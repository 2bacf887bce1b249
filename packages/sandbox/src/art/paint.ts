import type { Design, Rgb } from './designs.ts';

type Point = readonly [number, number];
type Stroke = readonly Point[];

/** Distance from a point to a stretch of a line. */
function toSegment(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const dx = bx - ax;
  const dy = by - ay;
  const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function toStrokes(x: number, y: number, strokes: readonly Stroke[]): number {
  let nearest = Infinity;
  for (const stroke of strokes)
    for (let i = 1; i < stroke.length; i++) {
      const from = stroke[i - 1];
      const to = stroke[i];
      if (from && to) nearest = Math.min(nearest, toSegment(x, y, from, to));
    }
  return nearest;
}

/** Letters of a slanted wordmark, each in a box of 1 by 1, `y` downward. */
const letters: Record<'V' | 'I' | 'S' | 'A', readonly Stroke[]> = {
  V: [
    [
      [0.02, 0],
      [0.34, 1],
      [0.86, 0],
    ],
  ],
  I: [
    [
      [0.2, 0],
      [0.2, 1],
    ],
  ],
  S: [
    [
      [0.78, 0.1],
      [0.6, 0.01],
      [0.36, 0.01],
      [0.2, 0.12],
      [0.2, 0.28],
      [0.34, 0.42],
      [0.58, 0.54],
      [0.72, 0.68],
      [0.72, 0.86],
      [0.56, 0.98],
      [0.3, 1],
      [0.08, 0.92],
    ],
  ],
  A: [
    [
      [0, 1],
      [0.5, 0],
      [0.72, 0],
      [0.92, 1],
    ],
    [
      [0.22, 0.68],
      [0.82, 0.68],
    ],
  ],
};

/** "VISA"-like: where the ink is at a point of a box 4 wide and 1 high. `px` is one pixel in those units. */
function wordmark(x: number, y: number, px: number): number {
  const slanted = x - (0.5 - y) * 0.26;
  const word: [keyof typeof letters, number][] = [
    ['V', 0],
    ['I', 0.92],
    ['S', 1.32],
    ['A', 2.16],
  ];
  let nearest = Infinity;
  for (const [letter, at] of word)
    if (slanted > at - 0.3 && slanted < at + 1.3)
      nearest = Math.min(nearest, toStrokes(slanted - at, y, letters[letter]));
  return coverage(0.115 - nearest, px);
}

const coverage = (inside: number, px: number) => Math.min(1, Math.max(0, inside / px + 0.5));
const mix = (a: number, b: number, t: number) => a + (b - a) * t;
const over = (under: Rgb, ink: Rgb, t: number): Rgb =>
  t <= 0 ? under : [mix(under[0], ink[0], t), mix(under[1], ink[1], t), mix(under[2], ink[2], t)];

function circles(under: Rgb, x: number, y: number, px: number): Rgb {
  const left = coverage(0.5 - Math.hypot(x - 0.5, y - 0.5), px);
  const right = coverage(0.5 - Math.hypot(x - 1.15, y - 0.5), px);
  const red = over(under, [235, 0, 27], left);
  const both = Math.min(left, right);
  return over(over(red, [247, 158, 27], right), [255, 95, 0], both);
}

function ground(design: Design, u: number, v: number, ratio: number): Rgb {
  const t = Math.min(1, Math.max(0, u * 0.62 + v * 0.38));
  const reach = Math.hypot(u - design.glow.x, (v - design.glow.y) / ratio) / design.glow.reach;
  const light = reach >= 1 ? 0 : (1 - reach * reach) ** 2;
  const waves = (design.waves ?? 0) * Math.sin((u * 2.2 + Math.sin(v * 2.6 + u * 1.8) * 0.55) * 9) * (0.35 + v * 0.65);
  const stripe = Math.sin((u * ratio + v) * 76);
  const stripes = (design.stripes ?? 0) * Math.min(1, Math.max(-1, stripe * 2.5));
  const channel = (index: 0 | 1 | 2) =>
    mix(mix(design.from[index], design.to[index], t), design.glow.color[index], light) + waves + stripes;
  return [channel(0), channel(1), channel(2)];
}

/** A step of the ordered dither that keeps long gradients from banding: -0.5 to 0.5. */
const bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
const dither = (x: number, y: number) => ((bayer[(x & 3) + (y & 3) * 4] ?? 0) - 7.5) / 16;

/** A whole card face: ground, light, and the mark where the design carries it. RGB, row by row. */
export function paintFace(design: Design, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  const markHeight = height * (design.mark === 'visa' ? 0.125 : 0.2);
  const markWidth = markHeight * (design.mark === 'visa' ? 3.2 : 1.65);
  const left = width - markWidth - height * 0.1;
  const top = height * 0.1;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let color = ground(design, x / width, y / height, width / height);
      if (design.mark && x > left - markHeight && y > top - 4 && y < top + markHeight + 4) {
        const mx = (x - left) / markHeight;
        const my = (y - top) / markHeight;
        color =
          design.mark === 'visa'
            ? over(color, design.ink, wordmark(mx, my, 1 / markHeight))
            : circles(color, mx, my, 1 / markHeight);
      }
      const d = dither(x, y);
      for (const value of color) pixels[at++] = Math.min(255, Math.max(0, Math.round(value + d)));
    }
  return pixels;
}

/** The design as a square with rounded corners. RGBA. */
export function paintIcon(design: Design, size: number): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  const radius = size * 0.24;
  for (let y = 0, at = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const dx = Math.max(0, Math.abs(x + 0.5 - size / 2) - size / 2 + radius);
      const dy = Math.max(0, Math.abs(y + 0.5 - size / 2) - size / 2 + radius);
      for (const value of ground(design, x / size, y / size, 1))
        pixels[at++] = Math.min(255, Math.max(0, Math.round(value)));
      pixels[at++] = Math.round(255 * coverage(radius - Math.hypot(dx, dy), 1));
    }
  return pixels;
}

/** The issuer's sign on nothing: a ring, a peak in it, and two bars. RGBA. */
export function paintIssuerLogo(design: Design, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  const px = 1 / height;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const u = x / height;
      const v = y / height;
      const ring = 0.045 - Math.abs(Math.hypot(u - 0.5, v - 0.5) - 0.4);
      const peak =
        0.045 -
        toStrokes(u, v, [
          [
            [0.26, 0.66],
            [0.44, 0.36],
            [0.54, 0.52],
            [0.62, 0.42],
            [0.75, 0.66],
          ],
        ]);
      const bars =
        0.07 -
        toStrokes(u, v, [
          [
            [1.3, 0.34],
            [4.4, 0.34],
          ],
          [
            [1.3, 0.68],
            [3.2, 0.68],
          ],
        ]);
      for (const value of design.ink) pixels[at++] = value;
      pixels[at++] = Math.round(255 * coverage(Math.max(ring, peak, bars), px));
    }
  return pixels;
}
