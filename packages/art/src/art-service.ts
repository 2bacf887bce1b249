import type { ArtFacts } from './jobs.ts';
import type { ArtWish } from './variant.ts';

/** A file of a card's design as the gateway names it: sizes in pixels, `null` where it gives none. */
export interface ArtFile {
  url: URL;
  mediaType: string;
  width: number | null;
  height: number | null;
}

/** What can be said of a file now. */
export interface ArtDescription {
  /** What will be served, in the words of a list: `image/png`, whichever format a browser is then given. */
  mediaType: string;
  /** Natural size in pixels; as the gateway says, until it is measured. */
  width: number | null;
  height: number | null;
  /** Left out until it is measured. */
  facts?: ArtFacts;
}

/** Something to serve. */
export interface ArtAnswer {
  /** The media type. */
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** A strong validator of exactly these bytes, in quotes. */
  etag: string;
}

/** Makes safe, small, known pictures of strangers' files. Nothing of it throws for what a file is or does. */
export interface ArtService {
  /** Whether an address may be asked for at all. */
  allows(url: URL): boolean;
  /** What can be said of a file now, without waiting; `null` where there is nothing to show. What is not known yet is found out meanwhile. */
  describe(file: ArtFile): ArtDescription | null;
  /** The picture at the wished width, redrawn; `null` where there is none. */
  picture(url: URL, wish?: ArtWish): Promise<ArtAnswer | null>;
  /** Terms as plain text; `null` where there are none. */
  text(url: URL): Promise<ArtAnswer | null>;
  /** What is known of a picture, found out where it is not; `null` where there is none. */
  facts(url: URL): Promise<ArtFacts | null>;
  /** Ends processes and connections, and waits for what is being kept. */
  close(): Promise<void>;
}

/** What may be logged. No address is in it. */
export type ArtEvent =
  /** A tool is not installed, or does not load here. Without `sharp` pictures pass through as PNG; without `pdf` no PDF is drawn. */
  | { type: 'art.without'; tool: 'sharp' | 'pdf' }
  /** There is no picture, or no text. `error`: our sentence, or an error's name and code. It is asked for again when `failedForMs` is over. */
  | { type: 'art.failed'; host: string; error: string }
  /** The cache could not keep what was made. */
  | { type: 'art.cache-failed'; error: string };
