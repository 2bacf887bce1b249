import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import * as v from 'valibot';
import type { ArtAnswer, ArtDescription, ArtEvent, ArtFile, ArtService } from './art-service.ts';
import type { ArtCache } from './cache.ts';
import { JobFailed } from './child.ts';
import { download, type DownloadLimits, NoFile } from './download.ts';
import { createGate } from './gate.ts';
import type { ArtFetch } from './guarded-fetch.ts';
import { allows, type Guards } from './guards.ts';
import { ArtFacts } from './jobs.ts';
import { createSingleFlight } from './single-flight.ts';
import { isFair, pngSize, sniff } from './sniff.ts';
import { termsText } from './terms-text.ts';
import { chooseVariant, type Format, type Variant } from './variant.ts';
import type { Workshop } from './workshop.ts';

/** What the service is made of. */
export interface ArtParts {
  hosts: readonly string[];
  fetch: ArtFetch;
  guards: Guards;
  cache: ArtCache;
  onEvent: (event: ArtEvent) => void;
  limits: DownloadLimits;
  parallel: number;
  workshop: Workshop;
  failedForMs: number;
  disconnect: () => Promise<void>;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Part of every key: what an older way to draw has kept is not served. */
const drawnBy = 'v2';
const keyOf = (what: string, url: URL) => `${drawnBy} ${what} ${url.href}`;

const types: Record<Format, string> = { avif: 'image/avif', webp: 'image/webp', png: 'image/png' };
const pdfTypes: readonly string[] = ['application/pdf', 'image/pdf'];

function answerOf(type: string, bytes: Bytes): ArtAnswer {
  return { type, bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"` };
}

/** What is known of a picture that cannot be measured. */
const sizeAlone = (png: Bytes): ArtFacts => pngSize(png);
const packFacts = (facts: ArtFacts) => new TextEncoder().encode(JSON.stringify(facts));
const openFacts = (bytes: Bytes) => v.parse(ArtFacts, JSON.parse(new TextDecoder().decode(bytes)));

const isWord = (value: unknown) => typeof value === 'string' && /^\w{1,64}$/.test(value);

/** What may be said of a failure: a sentence of ours; else the error's name and its cause's code, because its own sentence may hold an address. */
function wordsOf(error: unknown): string {
  if (error instanceof NoFile || error instanceof JobFailed) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  const code: unknown = Reflect.get(Object(error.cause ?? error), 'code');
  return [error.name, code].filter(isWord).join(' ') || 'unknown';
}

/** Pictures to find out about that wait. More are not remembered: they are found out when a browser asks for them. */
const maxWanted = 500;

/** Joins network, cache and workshop into the service. */
export function serveArt({
  hosts,
  fetch,
  guards,
  cache,
  onEvent: listen,
  limits,
  parallel,
  workshop,
  failedForMs,
  disconnect,
}: ArtParts): ArtService {
  const known = new LRUCache<string, ArtFacts>({ max: 5000 });
  const ready = new LRUCache<string, ArtAnswer>({
    maxSize: 16 * 1024 * 1024,
    sizeCalculation: ({ bytes }) => bytes.byteLength + 1,
  });
  const failed = new LRUCache<string, true>({ max: 5000, ttl: failedForMs });
  const wanted = new Map<string, URL>();
  const keeping = new Set<Promise<void>>();
  const bring = createSingleFlight<Bytes>();
  const make = createSingleFlight<ArtAnswer | null>();
  const gate = createGate(parallel);
  const mayAsk = (url: URL) => allows(url, hosts, guards);
  const onEvent = (event: ArtEvent) => {
    try {
      listen(event);
    } catch {
      // A log that is full or gone is the log's trouble.
    }
  };
  let seeking = false;
  let closed = false;

  let tools: { sharp: boolean; pdf: boolean } | undefined;
  const toolsKnown = workshop
    .tools()
    .catch(() => ({ sharp: false, pdf: false }))
    .then((found) => {
      tools = found;
      if (closed) return found;
      if (!found.sharp) onEvent({ type: 'art.without', tool: 'sharp' });
      if (!found.pdf) onEvent({ type: 'art.without', tool: 'pdf' });
      return found;
    });

  const cacheFailed = (error: unknown) =>
    onEvent({ type: 'art.cache-failed', error: error instanceof Error ? error.name : 'unknown' });

  function keep(key: string, bytes: Bytes): void {
    const kept: Promise<void> = cache
      .set(key, bytes)
      .catch(cacheFailed)
      .finally(() => keeping.delete(kept));
    keeping.add(kept);
  }

  async function look(key: string): Promise<Bytes | undefined> {
    try {
      return await cache.get(key);
    } catch (error) {
      cacheFailed(error);
      return undefined;
    }
  }

  function remember(url: URL, facts: ArtFacts): void {
    known.set(url.href, facts);
    keep(keyOf('facts', url), packFacts(facts));
  }

  /** What a file is once it is a PNG of fair size; its pixels are still a stranger's. @throws NoFile, JobFailed */
  async function toPng(file: Bytes): Promise<Bytes> {
    const kind = sniff(file);
    const { pdf } = await toolsKnown;
    const png = kind === 'pdf' && pdf ? await workshop.draw(file) : file;
    if (sniff(png) !== 'png' || !isFair(pngSize(png))) throw new NoFile('The file is no picture that is drawn here.');
    return png;
  }

  const source = (url: URL) =>
    bring(url.href, async () => {
      const kept = await look(keyOf('source', url));
      return kept ?? gate(async () => toPng(await download(url, fetch, limits)));
    });

  /** One decoding gives all that is wanted of it. Only what could be opened is kept, so that a mended file is fetched again. */
  async function paint(url: URL, variant?: Variant): Promise<Bytes> {
    const png = await source(url);
    const { sharp } = await toolsKnown;
    const measure = !known.has(url.href);
    const { bytes = png, facts } = sharp
      ? await workshop.paint(png, { measure, ...(variant && { variant }) })
      : { bytes: png, facts: sizeAlone(png) };
    if (facts) remember(url, facts);
    keep(keyOf('source', url), png);
    return bytes;
  }

  /** Nothing that a stranger's file does is an exception to the shop. */
  async function attempt<T>(what: string, url: URL, work: () => Promise<T>): Promise<T | null> {
    const name = keyOf(what, url);
    if (closed || failed.has(name)) return null;
    try {
      return await work();
    } catch (error) {
      if (failedForMs > 0) failed.set(name, true);
      if (!closed) onEvent({ type: 'art.failed', host: url.hostname, error: wordsOf(error) });
      return null;
    }
  }

  /** What is made once is served also while its host is down. */
  async function serve(
    { what, type, as }: { what: string; type: string; as: 'picture' | 'text' },
    url: URL,
    work: () => Promise<Bytes>,
  ): Promise<ArtAnswer | null> {
    const key = keyOf(what, url);
    const hot = ready.get(key);
    if (hot) return hot;
    return make(key, async () => {
      const kept = await look(key);
      const bytes = kept ?? (await attempt(as, url, work));
      if (!bytes) return null;
      if (!kept) keep(key, bytes);
      const answer = answerOf(type, bytes);
      ready.set(key, answer);
      return answer;
    });
  }

  async function readFacts(url: URL): Promise<ArtFacts> {
    const kept = await look(keyOf('facts', url));
    if (kept) known.set(url.href, openFacts(kept));
    else await paint(url);
    const facts = known.get(url.href);
    if (!facts) throw new NoFile('The picture could not be measured.');
    return facts;
  }

  const factsOf = async (url: URL) =>
    mayAsk(url) ? (known.get(url.href) ?? attempt('picture', url, () => readFacts(url))) : null;

  /** One at a time, so that what a browser asks for meanwhile comes first. */
  async function seek(): Promise<void> {
    seeking = true;
    for (const [href, url] of wanted) {
      wanted.delete(href);
      await factsOf(url);
    }
    seeking = false;
  }

  function describe({ url, mediaType, width, height }: ArtFile): ArtDescription | null {
    if (!mayAsk(url) || failed.has(keyOf('picture', url))) return null;
    const facts = known.get(url.href);
    if (facts) return { mediaType: 'image/png', width: facts.width, height: facts.height, facts };
    const isPdf = pdfTypes.includes(mediaType);
    if (!isPdf && mediaType !== 'image/png') return null;
    if (isPdf && !tools?.pdf) return null;
    if (wanted.size < maxWanted) wanted.set(url.href, url);
    if (!seeking && !closed) void seek();
    return isPdf ? { mediaType: 'image/png', width: null, height: null } : { mediaType, width, height };
  }

  return {
    allows: mayAsk,
    describe,
    facts: factsOf,
    async picture(url, wish = {}) {
      if (!mayAsk(url)) return null;
      const { sharp } = await toolsKnown;
      const variant = sharp ? chooseVariant(wish) : undefined;
      const type = types[variant?.format ?? 'png'];
      const what = variant ? `${variant.width}.${variant.format}` : 'as it is';
      return serve({ what, type, as: 'picture' }, url, () => paint(url, variant));
    },
    async text(url) {
      if (!mayAsk(url)) return null;
      return serve({ what: 'text', type: 'text/plain; charset=utf-8', as: 'text' }, url, async () => {
        const text = termsText(await gate(() => download(url, fetch, limits)));
        if (text === undefined) throw new NoFile('The file is no text that is shown here.');
        return new TextEncoder().encode(text);
      });
    },
    async close() {
      closed = true;
      wanted.clear();
      workshop.close();
      await Promise.all([...keeping, disconnect()]);
    },
  };
}
