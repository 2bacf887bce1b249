import { PNG } from 'pngjs';

/** Side of a cell, in CSS pixels. */
const side = 16;

/** Means are kept in steps of this many of 255. */
const step = 4;

/** What a picture looks like from a step back: its size, and the mean colour of every 16 by 16 pixels. */
export interface Fingerprint {
  width: number;
  height: number;
  /** Red, green and blue of each cell, row by row. */
  cells: Uint8Array;
}

/** How far two pictures may be apart and still be the same. */
export const tolerance = {
  /** Pixels in width and height. */
  size: 1,
  /** Of 255, in each channel of a cell's mean: one step, which a rounding may make of next to nothing. */
  channel: step,
  /** Cells that may be further apart than that. */
  cells: 1,
};

/** The fingerprint of a PNG. `density`: how many of its pixels a CSS pixel has. */
export function fingerprint(png: Buffer, density = 1): Fingerprint {
  const { width, height, data } = PNG.sync.read(png);
  const reach = side * density;
  const columns = Math.ceil(width / reach);
  const cells = new Uint8Array(columns * Math.ceil(height / reach) * 3);
  for (let cell = 0; cell < cells.length / 3; cell++) {
    const [left, top] = [(cell % columns) * reach, Math.floor(cell / columns) * reach];
    cells.set(mean(data, width, left, top, Math.min(left + reach, width), Math.min(top + reach, height)), cell * 3);
  }
  return { width: Math.ceil(width / density), height: Math.ceil(height / density), cells };
}

function mean(
  data: Uint8Array,
  width: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): [number, number, number] {
  let [red, green, blue] = [0, 0, 0];
  for (let y = top; y < bottom; y++)
    for (let at = (y * width + left) * 4; at < (y * width + right) * 4; at += 4) {
      red += data[at] ?? 0;
      green += data[at + 1] ?? 0;
      blue += data[at + 2] ?? 0;
    }
  const count = (right - left) * (bottom - top);
  const rounded = (sum: number) => Math.min(252, Math.round(sum / count / step) * step);
  return [rounded(red), rounded(green), rounded(blue)];
}

const hex = (cells: Uint8Array, at: number) => `#${Buffer.from(cells.subarray(at, at + 3)).toString('hex')}`;

/** What is different between two pictures, in words; nothing where they are the same within the tolerance. */
export function differenceOf(kept: Fingerprint, seen: Fingerprint): string | undefined {
  const apart = Math.max(Math.abs(kept.width - seen.width), Math.abs(kept.height - seen.height));
  const columns = Math.ceil(seen.width / side);
  if (apart > tolerance.size || Math.ceil(kept.width / side) !== columns)
    return `${seen.width}x${seen.height}, was ${kept.width}x${kept.height}`;
  let [count, worst, most] = [0, 0, 0];
  for (let at = 0; at < Math.min(kept.cells.length, seen.cells.length); at += 3) {
    const by = Math.max(...[0, 1, 2].map((i) => Math.abs((kept.cells[at + i] ?? 0) - (seen.cells[at + i] ?? 0))));
    if (by > tolerance.channel) count++;
    if (by > most) [worst, most] = [at, by];
  }
  if (count <= tolerance.cells) return undefined;
  const [x, y] = [((worst / 3) % columns) * side, Math.floor(worst / 3 / columns) * side];
  return `${count} places, most at ${x},${y}: ${hex(seen.cells, worst)}, was ${hex(kept.cells, worst)}`;
}
