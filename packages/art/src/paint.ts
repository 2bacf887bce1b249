import sharp, { type Sharp } from 'sharp';
import type { Job, JobAnswer } from './jobs.ts';
import { isBlank, measure, type Pixels } from './measure.ts';
import { isFair, maxPixels, pngSize, sniff } from './sniff.ts';
import type { Format } from './variant.ts';

/** Pictures are measured on a copy of at most this many pixels a side. */
const measuredSide = 64;

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

/** Redraws a PNG. Only pixels survive: colours in sRGB with 8 bits, no metadata, no second frame, nothing after the end. */
export async function paint({ png, variant, measure: wanted }: Extract<Job, { kind: 'paint' }>): Promise<JobAnswer> {
  const natural = sniff(png) === 'png' ? pngSize(png) : { width: 0, height: 0 };
  if (!isFair(natural)) return { kind: 'refused' };
  const width = Math.min(natural.width, variant?.width ?? measuredSide);
  const { data, info } = await sharp(png, { limitInputPixels: maxPixels, failOn: 'warning', sequentialRead: true })
    .resize({ width })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const drawn = () => sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } });

  const small = await drawn()
    .resize({ width: measuredSide, height: measuredSide, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels: Pixels = { data: small.data, width: small.info.width, height: small.info.height };
  if (isBlank(pixels)) return { kind: 'refused' };
  const encoded = variant && encode[variant.format](isOpaque(data) ? drawn().removeAlpha() : drawn());
  return {
    kind: 'painted',
    ...(encoded && { bytes: new Uint8Array(await encoded.toBuffer()) }),
    ...(wanted && { facts: { ...natural, ...measure(pixels) } }),
  };
}
