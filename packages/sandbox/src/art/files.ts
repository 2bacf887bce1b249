import { type Canvas, createCanvas, rgb, type Steps } from './canvas.ts';
import { inSlices } from './in-slices.ts';
import { icon, iconSize, logo, logoHeight, logoWidth } from './logos.ts';
import { createPen, type Pen } from './pen.ts';
import { encodeBands, encodePng } from './png.ts';
import type { signs } from './signs.ts';
import type { words } from './words.ts';

/** A file of a card's design, as the card list names it and as its host answers it. */
export interface ArtFile {
  mediaType: 'image/png' | 'image/pdf' | 'application/pdf';
  /** In pixels; null for a PDF, as the documents have it. */
  width: number | null;
  height: number | null;
  make: () => Promise<Uint8Array<ArrayBuffer>>;
  /** How long its host lets everybody wait for it, in milliseconds. Default 0. */
  delayMs?: number;
}

function png(width: number, height: number, channels: 3 | 4, draw: (canvas: Canvas) => Steps): ArtFile {
  const make = async () => {
    const canvas = createCanvas(width, height, channels);
    await inSlices(draw(canvas));
    return encodePng(canvas);
  };
  return { mediaType: 'image/png', width, height, make };
}

/** A whole face in the documents' size, or the other way up. */
export function face(draw: (pen: Pen) => Steps, stands: 'wide' | 'upright' = 'wide'): ArtFile {
  const [width, height] = stands === 'wide' ? [1536, 969] : [969, 1536];
  return png(width, height, 3, (canvas) => draw(createPen(canvas)));
}

/** An issuer's logo: its sign, and a word whose letters are `size` of 283 pixels high. */
export function logoFile(sign: keyof typeof signs, word: keyof typeof words, size: number, color: string): ArtFile {
  return png(logoWidth(word, size), logoHeight, 4, (canvas) => logo(canvas, sign, word, size, color));
}

/** An icon: a sign in a colour on a ground that goes from one colour to another. */
export function iconFile(sign: keyof typeof signs, from: string, to: string, color = '#ffffff'): ArtFile {
  return png(iconSize, iconSize, 4, (canvas) => icon(canvas, sign, from, to, color));
}

/** A PDF under one of the two names that the gateway has for it. */
export function pdf(mediaType: 'image/pdf' | 'application/pdf', draw: () => Uint8Array<ArrayBuffer>): ArtFile {
  return { mediaType, width: null, height: null, make: async () => draw() };
}

/** A face that breaks off in the middle. */
export function torn(draw: (pen: Pen) => Steps): ArtFile {
  const whole = face(draw);
  const make = async () => {
    const bytes = await whole.make();
    return bytes.slice(0, Math.floor(bytes.length / 2));
  };
  return { ...whole, make };
}

/** A face whose host takes longer than anybody waits for a picture, and less than until it is given up. */
export function slow(draw: (pen: Pen) => Steps): ArtFile {
  return { ...face(draw), delayMs: 4000 };
}

/** Thirty megapixels, sixteen colours, and a few kilobytes: small to fetch, and 120 megabytes for whoever opens it. */
export function giant(from: string, to: string): ArtFile {
  const [width, height] = [6898, 4352];
  const [start, end] = [rgb(from), rgb(to)];
  const palette = new Uint8Array(48);
  for (let color = 0; color < 16; color++)
    for (const channel of [0, 1, 2] as const)
      palette[color * 3 + channel] = start[channel] + ((end[channel] - start[channel]) * color) / 15;
  const make = () => encodeBands(width, height, palette, (y) => Math.floor((y * 16) / height));
  return { mediaType: 'image/png', width, height, make };
}
