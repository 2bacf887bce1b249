/** A colour as three numbers from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** A picture while it is drawn: 8 bits a channel, row by row, RGB (3) or RGBA (4, clear at first). */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Work in steps: each `yield` is a place where others may have the thread, a few milliseconds after the last one. See
 * `in-slices.ts`.
 */
export type Steps = Generator<void, void, void>;

/** An empty picture. */
export function createCanvas(width: number, height: number, channels: 3 | 4): Canvas {
  return { width, height, channels, pixels: new Uint8ClampedArray(width * height * channels) };
}

/** A colour from `#rrggbb`. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
