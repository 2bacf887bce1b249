// Writes PNGs chunk by chunk, good and bad.
import { crc32, deflateSync } from 'node:zlib';

/** The eight bytes that every PNG begins with. */
export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** One chunk. `crc` and `length` may lie. */
export function chunk(
  name: string,
  data: Buffer = Buffer.alloc(0),
  lie: { crc?: number; length?: number } = {},
): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(lie.length ?? data.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(lie.crc ?? crc32(body));
  return Buffer.concat([head, body, tail]);
}

/** What the first chunk says. `type` is PNG's colour type. */
export interface Header {
  width: number;
  height: number;
  depth?: number;
  type?: number;
  interlaced?: boolean;
}

/** The first chunk. */
export function header({ width, height, depth = 8, type = 6, interlaced = false }: Header): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width >>> 0);
  data.writeUInt32BE(height >>> 0, 4);
  data.set([depth, type, 0, 0, interlaced ? 1 : 0], 8);
  return chunk('IHDR', data);
}

const channels: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const rowBytes = (width: number, { depth = 8, type = 6 }: Header) =>
  Math.ceil((width * (channels[type] ?? 4) * depth) / 8);

/** Adam7: first column, first row, column step, row step of each pass. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

function rows(columns: number, lines: number, shape: Header): Buffer {
  const size = rowBytes(columns, shape) + 1;
  const data = Buffer.alloc(columns ? size * lines : 0);
  // Something to see at each depth: an upper half and a lower one.
  for (let at = 0; at < data.length; at++) data[at] = at % size === 0 ? 0 : at < data.length / 2 ? 0xff : 0x55;
  return data;
}

/** Scan lines of a picture with bars. */
export function scanLines(shape: Header): Buffer {
  const { width, height, interlaced = false } = shape;
  if (!interlaced) return rows(width, height, shape);
  return Buffer.concat(
    passes.map(([x, y, dx, dy]) => rows(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy), shape)),
  );
}

/** A whole PNG; `more` stands before the pixels. */
export function png(shape: Header, more: Buffer[] = [], pixels = scanLines(shape)): Buffer {
  return Buffer.concat([pngSignature, header(shape), ...more, chunk('IDAT', deflateSync(pixels)), chunk('IEND')]);
}

/** A palette with as many colours as asked for. */
export const palette = (colors: number) =>
  chunk('PLTE', Buffer.from(Array.from({ length: colors * 3 }, (_, at) => (at * 37) % 256)));
