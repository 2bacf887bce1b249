import type { ArtPort } from './ports.ts';

/** What may be fetched, and how. */
export interface PassThroughArtOptions {
  /** Exact host names. */
  hosts: readonly string[];
  /** Default: the platform's `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** The most that a picture may weigh, in bytes. Default 2 MiB. */
  maxBytes?: number;
  /** How long it may take, in milliseconds. Default 5000. */
  timeoutMs?: number;
}

const pngMagic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** No side of a picture may be longer, in pixels. */
const maxSide = 4096;

function isSafePng(bytes: Uint8Array): boolean {
  if (bytes.length < 33 || pngMagic.some((byte, index) => bytes[index] !== byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return view.getUint32(16) <= maxSide && view.getUint32(20) <= maxSide;
}

async function readBytes(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function etagOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes), 0, 18);
  return `"${btoa(String.fromCharCode(...digest))}"`;
}

/**
 * Pictures as they are, under guards: listed hosts, https on its own port, nobody's name in the address, no redirect, a limit of
 * time, weight and pixels, and PNG by its first bytes, whatever it is called. Anything else is no picture.
 */
export function passThroughArt({
  hosts,
  fetch: get = (request) => fetch(request),
  maxBytes = 2 * 1024 * 1024,
  timeoutMs = 5000,
}: PassThroughArtOptions): ArtPort {
  const allows = (url: URL) =>
    url.protocol === 'https:' && url.port === '' && !url.username && !url.password && hosts.includes(url.hostname);
  return {
    allows,
    describe: ({ mediaType, width, height }) => (mediaType === 'image/png' ? { mediaType, width, height } : null),
    async picture(url) {
      if (!allows(url)) return null;
      try {
        const request = new Request(url, {
          redirect: 'manual',
          credentials: 'omit',
          headers: { accept: 'image/png' },
          signal: AbortSignal.timeout(timeoutMs),
        });
        const response = await get(request);
        if (response.status !== 200) return null;
        const bytes = await readBytes(response, maxBytes);
        return bytes && isSafePng(bytes) ? { type: 'image/png', bytes, etag: await etagOf(bytes) } : null;
      } catch {
        return null;
      }
    },
  };
}
