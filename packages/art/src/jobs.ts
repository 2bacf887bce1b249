import * as v from 'valibot';
import type { Variant } from './variant.ts';

/** What a child process is asked to do. The stranger's bytes, so many of them, come by its standard input: a message would copy them over and over. */
export type Job =
  /** Says which tools are installed and load. */
  | { kind: 'tools'; length: 0 }
  /** Redraws a PNG in a variant, or measures it, or both in one decoding. */
  | { kind: 'paint'; length: number; variant?: Variant; measure: boolean }
  /** Draws the first page of a PDF as a PNG. */
  | { kind: 'draw'; length: number };

/** What a child process is started for. It loads what that needs before it sees any of a stranger's bytes. */
export type Task = Job['kind'];

/** What is known of a picture. */
export const ArtFacts = v.object({
  /** Natural size in pixels. */
  width: v.pipe(v.number(), v.integer(), v.minValue(1)),
  height: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Whether text on its lower part is to be light or dark. Left out where nothing can measure it. */
  tone: v.optional(v.picklist(['light', 'dark'])),
  /** `#rrggbb`. Left out where nothing can measure it. */
  dominantColor: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))),
  /** ThumbHash, base64. Left out where nothing can measure it. */
  placeholder: v.optional(v.pipe(v.string(), v.regex(/^[\w+/=]{4,60}$/))),
});
/** What is known of a picture. */
export type ArtFacts = v.InferOutput<typeof ArtFacts>;

const Bytes = v.instance(Uint8Array<ArrayBuffer>);

/** What a child process may answer. It has handled a stranger's bytes, so its words are parsed like a stranger's. */
export const JobAnswer = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('tools'), sharp: v.boolean(), pdf: v.boolean() }),
  v.object({ kind: v.literal('painted'), bytes: v.optional(Bytes), facts: v.optional(ArtFacts) }),
  v.object({ kind: v.literal('drawn'), png: Bytes }),
  v.object({ kind: v.literal('refused') }),
]);
/** What a child process may answer. */
export type JobAnswer = v.InferOutput<typeof JobAnswer>;
