import sharp, { type Sharp } from 'sharp';
import type { JobAnswer } from './jobs.ts';
import { isBlank, measure } from './measure.ts';
import { shrink } from './shrink.ts';
import { isFair, maxPixels, pngSize, sniff } from './sniff.ts';
import type { Format, Variant } from './variant.ts';

/** Pictures are measured on a copy of at most this many pixels a side. */
const measuredSide = 32;

// This process opens PNG and nothing else, whatever a file pretends to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadPngBuffer'] });
sharp.concurrency(1);
sharp.cache(false);

const encode: Record<Format, (picture: Sharp) => Sharp> = {
  avif: (picture) => picture.avif({ quality: 60, effort: 3, chromaSubsampling: '4:4:4' }),
  webp: (picture) => picture.webp({ quality: 84, alphaQuality: 90, effort: 4 }),
  png: (picture) => picture.png({ compressionLevel: 9 }),
};

const isOpaque = (pixels: Uint8Array) => {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return false;
  return true;
};

/** What is wanted of one decoding. */
interface Wish {
  variant?: Variant;
  measure: boolean;
}

/** Redraws a PNG. Only pixels survive: colours in sRGB with 8 bits, no metadata, no second frame, nothing after the end. */
export async function paint(png: Uint8Array, { variant, measure: wanted }: Wish): Promise<JobAnswer> {
  const natural = sniff(png) === 'png' ? pngSize(png) : { width: 0, height: 0 };
  if (!isFair(natural)) return { kind: 'refused' };
  const width = Math.min(natural.width, variant?.width ?? measuredSide);
  const { data, info } = await sharp(png, { limitInputPixels: maxPixels, failOn: 'warning', sequentialRead: true })
    .resize({ width })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const drawn = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  const hasAlpha = info.channels === 4 && !isOpaque(data);

  const pixels = shrink({ data, ...info }, measuredSide);
  if (isBlank(pixels)) return { kind: 'refused' };
  const encoded = variant && encode[variant.format](hasAlpha ? drawn() : drawn().removeAlpha());
  return {
    kind: 'painted',
    ...(encoded && { bytes: new Uint8Array(await encoded.toBuffer()) }),
    ...(wanted && { facts: { ...natural, ...measure(pixels) } }),
  };
}
