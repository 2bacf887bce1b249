import { rgbaToThumbHash } from 'thumbhash';
import type { ArtFacts } from './jobs.ts';

/** A small picture: four bytes a pixel, red, green, blue, alpha. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Text stands in this lower part of a face. */
const textFrom = 0.68;

function* opaque({ data, width, height }: Pixels, from = 0): Generator<[number, number, number]> {
  for (let at = Math.floor(height * from) * width * 4; at < data.length; at += 4)
    if ((data[at + 3] ?? 0) >= 128) yield [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

const linear = (channel: number) => {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};
const luminance = ([red, green, blue]: [number, number, number]) =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/**
 * Up to this relative luminance (a lightness, CIE L*, of 60) a card takes light text: the shade that light text stands in changes such
 * a card less than the veil that dark text would need.
 */
const middle = 0.281;

/**
 * What text suits most of the lower part. Its worst places do not decide: a dark card with a bright corner is a dark card, and what is
 * drawn under text has to hold on any picture.
 */
function toneOf(pixels: Pixels): 'light' | 'dark' {
  const lower = [...opaque(pixels, textFrom)];
  const seen = (lower.length ? lower : [...opaque(pixels)]).map(luminance).sort((a, b) => a - b);
  return (seen[Math.floor(seen.length / 2)] ?? 1) > middle ? 'dark' : 'light';
}

const hex = (value: number) => Math.round(value).toString(16).padStart(2, '0');

/** The mean of the fullest of 4096 boxes of colour. */
function dominantColorOf(pixels: Pixels): string {
  const boxes = new Map<number, [number, number, number, number]>();
  for (const [red, green, blue] of opaque(pixels)) {
    const box = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const [count, r, g, b] = boxes.get(box) ?? [0, 0, 0, 0];
    boxes.set(box, [count + 1, r + red, g + green, b + blue]);
  }
  let fullest: [number, number, number, number] = [0, 0, 0, 0];
  for (const box of boxes.values()) if (box[0] > fullest[0]) fullest = box;
  const [count, ...sums] = fullest;
  return `#${sums.map((sum) => hex(sum / Math.max(count, 1))).join('')}`;
}

/** Whether there is nothing to see: a renderer that fails may draw exactly that. */
export const isBlank = ({ data }: Pixels) => data.every((value, at) => at % 4 !== 3 || value < 8);

/** Measures a picture of at most 100 by 100 pixels. */
export const measure = (pixels: Pixels): Pick<ArtFacts, 'tone' | 'dominantColor' | 'placeholder'> => ({
  tone: toneOf(pixels),
  dominantColor: dominantColorOf(pixels),
  placeholder: btoa(String.fromCharCode(...rgbaToThumbHash(pixels.width, pixels.height, pixels.data))),
});
