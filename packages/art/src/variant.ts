/** A format that a picture is served in. */
export const formats = ['avif', 'webp', 'png'] as const;
/** A format that a picture is served in. */
export type Format = (typeof formats)[number];

/** The widths that pictures are made in: the small art of an option and the large face, at densities 1, 2 and 3. In pixels. */
export const artWidths: readonly number[] = [68, 136, 204, 340, 680, 1020];

/** One way to serve a picture. */
export interface Variant {
  /** In pixels. A smaller picture stays as wide as it is. */
  width: number;
  format: Format;
}

/** What a browser wishes for. */
export interface ArtWish {
  /** In pixels; the nearest of `artWidths` is meant. Default: the widest. */
  width?: number;
  /** The request's `Accept`. Default: PNG. */
  accept?: string;
}

/** Formats that are named and not refused. A star is no promise: every browser sends one, also those that know PNG alone. */
function accepted(accept: string): Format[] {
  const named = accept
    .toLowerCase()
    .split(',')
    .filter((entry) => !/;\s*q=0(\.0*)?\s*($|;)/.test(entry))
    .map((entry) => entry.split(';', 1)[0]?.trim());
  return formats.filter((format) => named.includes(`image/${format}`));
}

/** The variant that fits a wish. Only those of a short list are ever made, so a stranger cannot fill the cache. */
export function chooseVariant({ width = Infinity, accept = '' }: ArtWish): Variant {
  const [format = 'png'] = accepted(accept.slice(0, 1024));
  const distance = (candidate: number) => Math.abs(candidate - Math.min(width, 10_000));
  const nearest = artWidths.toSorted((a, b) => distance(a) - distance(b) || b - a)[0] ?? 1020;
  return { width: nearest, format };
}
