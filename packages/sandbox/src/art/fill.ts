import type { Canvas, Rgb, Steps } from './canvas.ts';
import type { Outline } from './outline.ts';

/** What a shape is filled with: one colour, or from one to another along a line of the picture. */
export interface Paint {
  color: Rgb;
  /** How much of it covers what is below: 0 to 1. Default 1. */
  alpha?: number;
  /** The other end of a gradient, and the line that it goes along, in pixels. */
  to?: { color: Rgb; alpha?: number; line: readonly [number, number, number, number] };
}

/** Rows that are worked on together: one step. */
const band = 48;

/** Where coverage is reckoned: between one step and the next nothing stays in it. */
let scratch = new Float32Array(0);

/**
 * Fills a shape, given in pixels, with soft edges. Lines that go round the same way add up to one shape, and one that goes
 * round the other way cuts a hole.
 */
export function* fill(canvas: Canvas, outline: Outline, paint: Paint): Steps {
  const [left, top, right, bottom] = bounds(outline, canvas);
  if (left >= right || top >= bottom) return;
  const width = right - left;
  if (scratch.length < (width + 2) * band) scratch = new Float32Array((width + 2) * band);
  for (let y = top; y < bottom; y += band) {
    const height = Math.min(band, bottom - y);
    const cover = scratch.subarray(0, (width + 2) * height);
    cover.fill(0);
    for (const line of outline) addLine(cover, line, { left, top: y, width, height });
    lay(canvas, cover, { left, top: y, width, height }, paint);
    yield;
  }
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

function bounds(outline: Outline, { width, height }: Canvas): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of outline)
    for (let at = 0; at < line.length; at += 2) {
      const [x, y] = [line[at] ?? 0, line[at + 1] ?? 0];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  return [
    Math.max(0, Math.floor(left)),
    Math.max(0, Math.floor(top)),
    Math.min(width, Math.ceil(right)),
    Math.min(height, Math.ceil(bottom)),
  ];
}

/** Adds a closed line's edges to the differences of coverage from each pixel to the next. */
function addLine(cover: Float32Array, line: readonly number[], box: Box): void {
  let x = (line.at(-2) ?? 0) - box.left;
  let y = (line.at(-1) ?? 0) - box.top;
  for (let at = 0; at < line.length; at += 2) {
    const toX = (line[at] ?? 0) - box.left;
    const toY = (line[at + 1] ?? 0) - box.top;
    if (Math.max(y, toY) > 0 && Math.min(y, toY) < box.height) addEdge(cover, box, x, y, toX, toY);
    x = toX;
    y = toY;
  }
}

/** One edge: in each row, the signed area to the right of it, spread over the pixels that it crosses. */
function addEdge(cover: Float32Array, { width, height }: Box, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return;
  const way = y0 < y1 ? 1 : -1;
  const [upX, upY, downX, downY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (downX - upX) / (downY - upY);
  const end = Math.min(height, downY);
  for (let y = Math.max(0, upY); y < end;) {
    const row = Math.floor(y);
    const next = Math.min(row + 1, end);
    const from = Math.min(width, Math.max(0, upX + (y - upY) * slope));
    const to = Math.min(width, Math.max(0, upX + (next - upY) * slope));
    addRow(cover, row * (width + 2), Math.min(from, to), Math.max(from, to), (next - y) * way);
    y = next;
  }
}

function addRow(cover: Float32Array, at: number, left: number, right: number, area: number): void {
  const first = Math.floor(left);
  const last = Math.ceil(right);
  if (last <= first + 1) {
    const middle = (left + right) / 2 - first;
    cover[at + first] = (cover[at + first] ?? 0) + area * (1 - middle);
    cover[at + first + 1] = (cover[at + first + 1] ?? 0) + area * middle;
    return;
  }
  // What lies right of the edge grows from pixel to pixel: by a triangle, by even steps, by a triangle.
  let before = 0;
  for (let x = first; x <= last; x++) {
    const share = sharePast(x + 1, left, right);
    cover[at + x] = (cover[at + x] ?? 0) + area * (share - before);
    before = share;
  }
}

/** How much of the pixel that ends at `x` lies right of an edge that leans from `left` to `right`: 0 to 1. */
function sharePast(x: number, left: number, right: number): number {
  const lean = right - left;
  const area = (until: number) => {
    if (until <= left) return 0;
    return until >= right ? until - (left + right) / 2 : (until - left) ** 2 / (2 * lean);
  };
  return area(x) - area(x - 1);
}

/** Lays the paint where the shape covers. Whole numbers where it matters: a face has a million and a half pixels. */
function lay(canvas: Canvas, cover: Float32Array, box: Box, paint: Paint): void {
  const { width, channels, pixels } = canvas;
  const { color, alpha = 1, to } = paint;
  const { line = [0, 0, 1, 0], color: end = color, alpha: endAlpha = alpha } = to ?? {};
  const [lineX, lineY, dx, dy] = [line[0], line[1], line[2] - line[0], line[3] - line[1]];
  const length = dx * dx + dy * dy || 1;
  let [red, green, blue] = color;
  let strength = alpha * 256;
  for (let y = 0; y < box.height; y++) {
    let sum = 0;
    let at = ((box.top + y) * width + box.left) * channels;
    const row = y * (box.width + 2);
    for (let x = 0; x < box.width; x++, at += channels) {
      sum += cover[row + x] ?? 0;
      const covered = sum < 0 ? -sum : sum;
      if (covered < 0.002) continue;
      if (to) {
        const along = ((box.left + x - lineX) * dx + (box.top + y - lineY) * dy) / length;
        const t = along < 0 ? 0 : along > 1 ? 1 : along;
        red = (color[0] + (end[0] - color[0]) * t + 0.5) | 0;
        green = (color[1] + (end[1] - color[1]) * t + 0.5) | 0;
        blue = (color[2] + (end[2] - color[2]) * t + 0.5) | 0;
        strength = (alpha + (endAlpha - alpha) * t) * 256;
      }
      let part = ((covered < 1 ? covered : 1) * strength + 0.5) | 0;
      if (channels === 4) part = overClear(pixels, at, part);
      const [r, g, b] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
      pixels[at] = r + (((red - r) * part + 128) >> 8);
      pixels[at + 1] = g + (((green - g) * part + 128) >> 8);
      pixels[at + 2] = b + (((blue - b) * part + 128) >> 8);
    }
  }
}

/** Lays `part` of 256 over what may be clear; how much of the colour that is there then is the new one. */
function overClear(pixels: Uint8ClampedArray, at: number, part: number): number {
  const below = pixels[at + 3] ?? 0;
  const both = part * 255 + below * (256 - part);
  pixels[at + 3] = (both + 128) >> 8;
  return both > 0 ? Math.round((part * 255 * 256) / both) : 0;
}
