export type { ArtAnswer, ArtDescription, ArtEvent, ArtFile, ArtService } from './art-service.ts';
export { type ArtCache, createMemoryCache } from './cache.ts';
export { type ArtOptions, createArtService } from './create-art-service.ts';
export { createDiskCache, type DiskCacheOptions } from './disk-cache.ts';
export type { ArtFetch } from './guarded-fetch.ts';
export type { ArtFacts } from './jobs.ts';
export { artWidths, type ArtWish } from './variant.ts';
