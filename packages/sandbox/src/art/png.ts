import type { Canvas } from './canvas.ts';
import { turn } from './in-slices.ts';

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (table[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** What a PNG says of itself (PNG specification, third edition, 11.2.1). */
interface Header {
  width: number;
  height: number;
  depth: 4 | 8;
  /** 2: RGB; 3: numbers of colours in `palette`; 6: RGBA. */
  colorType: 2 | 3 | 6;
  /** Red, green, blue, red, green, blue … */
  palette?: Uint8Array;
}

function assemble({ width, height, depth, colorType, palette }: Header, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([depth, colorType, 0, 0, 0], 8);
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', palette)] : []),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Makes `count` pieces of rows, one in a turn, and presses them; the platform does that beside the thread where it can. */
async function deflated(count: number, piece: (index: number) => Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new CompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const pressed = new Response(stream.readable).arrayBuffer();
  for (let index = 0; index < count; index++) {
    await Promise.all([writer.ready, turn()]);
    void writer.write(piece(index));
  }
  await writer.close();
  return new Uint8Array(await pressed);
}

/** Rows that go to the press together. */
const rowsAtOnce = 64;

/** Writes a picture as PNG, each row as its difference from the one above: soft gradients become almost nothing. */
export async function encodePng({ width, height, channels, pixels }: Canvas): Promise<Uint8Array<ArrayBuffer>> {
  const stride = width * channels;
  const data = await deflated(Math.ceil(height / rowsAtOnce), (index) => {
    const top = index * rowsAtOnce;
    const rows = Math.min(rowsAtOnce, height - top);
    const bytes = new Uint8Array((stride + 1) * rows);
    for (let row = 0; row < rows; row++) {
      const to = row * (stride + 1);
      const from = (top + row) * stride;
      bytes[to] = 2;
      if (from === 0) bytes.set(pixels.subarray(0, stride), 1);
      else
        for (let x = 0; x < stride; x++) bytes[to + 1 + x] = (pixels[from + x] ?? 0) - (pixels[from - stride + x] ?? 0);
    }
    return bytes;
  });
  return assemble({ width, height, depth: 8, colorType: channels === 3 ? 2 : 6 }, data);
}

/**
 * Writes a picture of at most sixteen colours that are even across each row, four bits a pixel: very many pixels in very few
 * bytes.
 */
export async function encodeBands(
  width: number,
  height: number,
  palette: Uint8Array,
  colorOfRow: (y: number) => number,
): Promise<Uint8Array<ArrayBuffer>> {
  const stride = Math.ceil(width / 2);
  const data = await deflated(Math.ceil(height / rowsAtOnce), (index) => {
    const top = index * rowsAtOnce;
    const rows = Math.min(rowsAtOnce, height - top);
    const bytes = new Uint8Array((stride + 1) * rows);
    for (let row = 0; row < rows; row++)
      bytes.fill(colorOfRow(top + row) * 17, row * (stride + 1) + 1, (row + 1) * (stride + 1));
    return bytes;
  });
  return assemble({ width, height, depth: 4, colorType: 3, palette }, data);
}
