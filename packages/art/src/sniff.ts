/** What a file is, by its own first bytes. */
export type FileKind = 'png' | 'pdf' | 'other';

const pngMagic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const pdfMagic = [0x25, 0x50, 0x44, 0x46, 0x2d];
const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);

/** Says what a file is, whatever it is called. */
export function sniff(bytes: Uint8Array): FileKind {
  if (startsWith(bytes, pngMagic) && bytes.length >= 33) return 'png';
  return startsWith(bytes, pdfMagic) ? 'pdf' : 'other';
}

/** A size in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** The size that a PNG says it has, in its first chunk. */
export function pngSize(bytes: Uint8Array): Size {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** No side of a picture may be longer, in pixels. */
const maxSide = 4096;
/** No picture may have more pixels. */
export const maxPixels = 4_194_304;

/** Whether a picture of this size is worth opening. */
export const isFair = ({ width, height }: Size) =>
  width > 0 && height > 0 && width <= maxSide && height <= maxSide && width * height <= maxPixels;
