import type { Pixels } from './measure.ts';

/** Rows of pixels without gaps; 1 or 2 channels are grey, 2 or 4 end in alpha. */
interface Raw {
  data: Uint8Array;
  width: number;
  height: number;
  channels: number;
}

/** A copy of at most `side` pixels a side, each the mean of those that it stands for: of all, or of some sixteen where they are many. */
export function shrink({ data, width, height, channels }: Raw, side: number): Pixels {
  const scale = Math.max(1, width / side, height / side);
  const step = Math.max(1, Math.floor(scale / 4));
  const columns = Math.max(1, Math.round(width / scale));
  const rows = Math.max(1, Math.round(height / scale));
  const sums = new Float64Array(columns * rows * 5);
  const hasAlpha = channels === 2 || channels === 4;
  const [green, blue] = channels > 2 ? [1, 2] : [0, 0];
  for (let y = 0; y < height; y += step) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x += step) {
      const from = (y * width + x) * channels;
      const to = (row + Math.floor((x * columns) / width)) * 5;
      // What is clear has no colour to give.
      const alpha = hasAlpha ? (data[from + channels - 1] ?? 0) : 255;
      sums[to] = (sums[to] ?? 0) + (data[from] ?? 0) * alpha;
      sums[to + 1] = (sums[to + 1] ?? 0) + (data[from + green] ?? 0) * alpha;
      sums[to + 2] = (sums[to + 2] ?? 0) + (data[from + blue] ?? 0) * alpha;
      sums[to + 3] = (sums[to + 3] ?? 0) + alpha;
      sums[to + 4] = (sums[to + 4] ?? 0) + 1;
    }
  }
  const means = new Uint8Array(columns * rows * 4);
  for (let at = 0; at < columns * rows; at++) {
    const alpha = sums[at * 5 + 3] ?? 0;
    for (let channel = 0; channel < 3; channel++)
      means[at * 4 + channel] = alpha ? Math.round((sums[at * 5 + channel] ?? 0) / alpha) : 0;
    means[at * 4 + 3] = Math.round(alpha / (sums[at * 5 + 4] ?? 1));
  }
  return { data: means, width: columns, height: rows };
}
