import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Fingerprint } from './fingerprint.ts';

/** The fingerprints of every picture, by the picture's name. */
export type Baseline = Map<string, Fingerprint>;

type Index = Record<string, [width: number, height: number, bytes: number]>;

/** Where the baseline of a browser stands: what a browser draws changes with its major version and with the system that it runs on. */
export const baselineFile = (version: string, system: string, what = 'packages/ui/looks/pixels'): string =>
  `${what}.chromium-${version.split('.')[0]}.${system}.br`;

/** Green, and how far red and blue are from it: most of what a page shows is grey, and nothing compresses better than nothing. */
function toPlanes(cells: Uint8Array): Uint8Array {
  const count = cells.length / 3;
  return Uint8Array.from(cells, (_, at) => {
    const cell = (at % count) * 3;
    const green = cells[cell + 1] ?? 0;
    if (at < count) return green;
    return (cells[cell + (at < 2 * count ? 0 : 2)] ?? 0) - green;
  });
}

/** The other way round. */
function fromPlanes(planes: Uint8Array): Uint8Array {
  const count = planes.length / 3;
  return Uint8Array.from(planes, (_, at) => {
    const cell = Math.floor(at / 3);
    const green = planes[cell] ?? 0;
    if (at % 3 === 1) return green;
    return (planes[cell + (at % 3 === 0 ? count : 2 * count)] ?? 0) + green;
  });
}

/** One file for all: an index as a line of JSON, then the cells of each picture, all of it compressed together. */
export function writeBaseline(file: string, baseline: Baseline): void {
  const sorted = [...baseline].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const index: Index = Object.fromEntries(
    sorted.map(([name, { width, height, cells }]) => [name, [width, height, cells.length]]),
  );
  const raw = Buffer.concat([
    Buffer.from(`${JSON.stringify(index)}\n`),
    ...sorted.map(([, { cells }]) => toPlanes(cells)),
  ]);
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 11 };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, brotliCompressSync(raw, { params }));
}

/** The baseline in a file; nothing where there is none. */
export function readBaseline(file: string): Baseline | undefined {
  if (!existsSync(file)) return undefined;
  const raw = brotliDecompressSync(readFileSync(file));
  const end = raw.indexOf('\n');
  const index: Index = JSON.parse(raw.toString('utf8', 0, end));
  const baseline: Baseline = new Map();
  let at = end + 1;
  for (const [name, [width, height, bytes]] of Object.entries(index)) {
    baseline.set(name, { width, height, cells: fromPlanes(raw.subarray(at, at + bytes)) });
    at += bytes;
  }
  return baseline;
}
