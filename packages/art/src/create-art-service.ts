import type { ArtEvent, ArtService } from './art-service.ts';
import { type ArtCache, createMemoryCache } from './cache.ts';
import { type ArtFetch, guardedFetch } from './guarded-fetch.ts';
import { guards } from './guards.ts';
import { serveArt } from './serve-art.ts';
import { openWorkshop } from './workshop.ts';

/** What a shop gives the art service. */
export interface ArtOptions {
  /** Hosts of the issuers' art: exact names, or `*.example` for one label more. */
  hosts: readonly string[];
  /** Brings a file. Default: over https, to public addresses alone. One of your own answers for the addresses that it goes to. */
  fetch?: ArtFetch;
  /** Keeps what was made. Default: in memory, 64 MiB. */
  cache?: ArtCache;
  /** Told what may be logged. Default: the console, and only of tools that are missing. */
  onEvent?: (event: ArtEvent) => void;
  /** The most that a file may weigh, in bytes. Default 2 MiB. */
  maxBytes?: number;
  /** How long a file may take to come, in milliseconds. Default 5000. */
  timeoutMs?: number;
  /** How many files come at once. Default 4. */
  parallel?: number;
  /** How many processes paint at once, and how many draw PDFs. Default 2. */
  processes?: number;
  /** How long one picture may take a process, in milliseconds. Default 2000. */
  jobMs?: number;
  /** How much memory such a process may take, in bytes. Default 256 MiB. */
  maxMemory?: number;
  /** How long a file that failed is not asked for again, in milliseconds. Default 60 000. */
  failedForMs?: number;
}

const missing = {
  sharp: 'sharp does not load, so pictures pass through as PNG, as large as they are. Install it.',
  pdf: 'pdfjs-dist or @napi-rs/canvas does not load, so cards whose art is PDF show a plate. Install both.',
};

/** What a shop that listens to nothing is told of, on the console. */
export function sayWhatIsMissing(event: ArtEvent): void {
  if (event.type === 'art.without') console.warn(`@onfile/art: ${missing[event.tool]}`);
}

/** Makes the art service: its `hosts` are all that it ever asks, and what it opens it opens in child processes. */
export function createArtService({
  hosts,
  fetch,
  cache = createMemoryCache(),
  onEvent = sayWhatIsMissing,
  maxBytes = 2 * 1024 * 1024,
  timeoutMs = 5000,
  parallel = 4,
  processes = 2,
  jobMs = 2000,
  maxMemory = 256 * 1024 * 1024,
  failedForMs = 60_000,
}: ArtOptions): ArtService {
  const network = guardedFetch({ guards });
  return serveArt({
    hosts,
    fetch: fetch ?? network,
    guards,
    cache,
    onEvent,
    limits: { maxBytes, timeoutMs },
    parallel,
    workshop: openWorkshop({ processes, jobMs, maxMemory }),
    failedForMs,
    disconnect: () => network.close(),
  });
}
