import { LRUCache } from 'lru-cache';

/**
 * Keeps what was made. It may forget at any time, and must never hand back other bytes than it was given. Where it throws, the event
 * `art.cache-failed` says so, and the picture is made all the same.
 */
export interface ArtCache {
  get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  set(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** A cache that lives as long as the process. `maxBytes`: default 64 MiB. */
export function createMemoryCache({ maxBytes = 64 * 1024 * 1024 }: { maxBytes?: number } = {}): ArtCache {
  const kept = new LRUCache<string, Uint8Array<ArrayBuffer>>({
    maxSize: maxBytes,
    sizeCalculation: (bytes) => bytes.byteLength + 1,
  });
  return {
    get: async (key) => kept.get(key),
    set: async (key, bytes) => void kept.set(key, bytes),
  };
}
