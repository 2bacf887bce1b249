import type { Canvas, Steps } from './canvas.ts';
import { hash } from './noise.ts';

/** The colour at a place of the picture (0 to 1 across, 0 to 1 down), as three numbers from 0 to 255, written into `into`. */
export type Shade = (u: number, v: number, into: Float32Array) => void;

/**
 * Less than half a step of brightness, other in each of eight columns and as unlike its neighbours as can be: long gradients
 * show no bands, and no lines either. The same in all rows, so that it compresses.
 */
const dither = Float32Array.from([0, 4, 2, 6, 1, 5, 3, 7], (step) => (step + 0.5) / 8 - 0.5);

/**
 * Fills the whole picture with soft colour: the shade is asked every `coarse` pixels (default 4) and between them it is
 * mixed, which nobody sees in what is soft and which is many times faster.
 */
export function* ground(canvas: Canvas, shade: Shade, coarse = 4): Steps {
  const { width, height } = canvas;
  const columns = Math.ceil(width / coarse) + 1;
  const askRow = (row: number, into: Float32Array) => {
    const color = new Float32Array(3);
    for (let column = 0; column < columns; column++) {
      shade((column * coarse) / width, (row * coarse) / height, color);
      into.set(color, column * 3);
    }
  };
  let upper = new Float32Array(columns * 3);
  let lower = new Float32Array(columns * 3);
  const line = new Float32Array(columns * 3);
  askRow(0, lower);
  for (let row = 0; row * coarse < height; row++) {
    [upper, lower] = [lower, upper];
    askRow(row + 1, lower);
    for (let step = 0; step < coarse && row * coarse + step < height; step++) {
      const share = step / coarse;
      for (let at = 0; at < line.length; at++) line[at] = (upper[at] ?? 0) * (1 - share) + (lower[at] ?? 0) * share;
      writeRow(canvas, row * coarse + step, line, coarse);
    }
    yield;
  }
}

/** One row of the picture from colours that stand `coarse` pixels apart. */
function writeRow({ width, channels, pixels }: Canvas, y: number, line: Float32Array, coarse: number): void {
  let at = y * width * channels;
  for (let column = 0, x = 0; x < width; column += 3) {
    let red = line[column] ?? 0;
    let green = line[column + 1] ?? 0;
    let blue = line[column + 2] ?? 0;
    const redStep = ((line[column + 3] ?? red) - red) / coarse;
    const greenStep = ((line[column + 4] ?? green) - green) / coarse;
    const blueStep = ((line[column + 5] ?? blue) - blue) / coarse;
    for (let end = Math.min(width, x + coarse); x < end; x++, at += channels) {
      const shift = dither[x & 7] ?? 0;
      pixels[at] = red + shift;
      pixels[at + 1] = green + shift;
      pixels[at + 2] = blue + shift;
      if (channels === 4) pixels[at + 3] = 255;
      red += redStep;
      green += greenStep;
      blue += blueStep;
    }
  }
}

/** Grain as of film over the whole picture: light and dark specks of two pixels, at most `amount` of 255. */
export function* grain({ width, height, channels, pixels }: Canvas, amount: number): Steps {
  for (let y = 0; y < height; y++) {
    let speck = 0;
    for (let x = 0, at = y * width * channels; x < width; x++, at += channels) {
      if (x % 2 === 0) speck = (hash(x >> 1, y >> 1) - 0.5) * 2 * amount;
      pixels[at] = (pixels[at] ?? 0) + speck;
      pixels[at + 1] = (pixels[at + 1] ?? 0) + speck;
      pixels[at + 2] = (pixels[at + 2] ?? 0) + speck;
    }
    if (y % 32 === 31) yield;
  }
}
