import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { ArtCache } from './cache.ts';

/** Where pictures are kept, and how many. */
export interface DiskCacheOptions {
  /** A folder of its own. Made where it is missing. */
  folder: string;
  /** The most that its files may weigh together, in bytes. Default 256 MiB. */
  maxBytes?: number;
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const hashLength = 32;
const isName = (file: string) => /^[0-9a-f]{64}$/.test(file);

/** What a file holds, if it is whole: its first 32 bytes are the SHA-256 of the rest. */
function unpack(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const bytes = file.subarray(hashLength);
  return file.length >= hashLength && sha256(bytes).equals(file.subarray(0, hashLength)) ? bytes : undefined;
}

/** Another process that uses the folder may be faster. */
const gone = { size: 0, mtimeMs: 0 };
/** A file that is older than this is no longer being written, in milliseconds. */
const writtenWithin = 60_000;

async function filesOf(folder: string) {
  const names = await readdir(folder);
  const found = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name)).catch(() => gone);
      return { name, size, mtimeMs };
    }),
  );
  return found.filter(({ mtimeMs }) => mtimeMs > 0).sort((a, b) => a.mtimeMs - b.mtimeMs);
}

/**
 * A cache in a folder. It outlives the process, stays under its size (the longest unused goes first; after a restart, the
 * oldest), and writes beside and renames, so that a reader never sees half a file. What was damaged is made again.
 */
export function createDiskCache({ folder, maxBytes = 256 * 1024 * 1024 }: DiskCacheOptions): ArtCache {
  const remove = (name: string) => rm(join(folder, name), { force: true });
  const sizes = new LRUCache<string, number>({
    maxSize: maxBytes,
    sizeCalculation: (size) => Math.max(size, 1),
    dispose: (_, name, reason) => {
      // What cannot be removed is tried again after a restart; whoever asked for a picture has nothing to do with it.
      if (reason === 'evict') remove(name).catch(() => {});
    },
  });

  async function open(): Promise<void> {
    await mkdir(folder, { recursive: true });
    for (const { name, size, mtimeMs } of await filesOf(folder)) {
      if (isName(name) && size <= maxBytes) sizes.set(name, size);
      // Too large now, or left by a process that ended while it wrote.
      else if (isName(name) || (name.endsWith('.part') && mtimeMs < Date.now() - writtenWithin)) await remove(name);
    }
  }
  const opened = open();
  opened.catch(() => {});

  return {
    async get(key) {
      await opened;
      const name = sha256(key).toString('hex');
      try {
        const file = await readFile(join(folder, name));
        const bytes = unpack(new Uint8Array(file.buffer, file.byteOffset, file.byteLength));
        // Also what another process wrote into the folder is known from here on.
        if (bytes && sizes.get(name) === undefined) sizes.set(name, file.length);
        if (!bytes) await remove(name);
        return bytes;
      } catch {
        sizes.delete(name);
        return undefined;
      }
    },
    async set(key, bytes) {
      await opened;
      if (bytes.length + hashLength > maxBytes) return;
      const name = sha256(key).toString('hex');
      const part = `${name}.${randomUUID()}.part`;
      try {
        await writeFile(join(folder, part), [sha256(bytes), bytes]);
        await rename(join(folder, part), join(folder, name));
      } catch (error) {
        // Where the disk is full, halves would keep it so.
        await remove(part).catch(() => {});
        throw error;
      }
      sizes.set(name, bytes.length + hashLength);
    },
  };
}
