import * as v from 'valibot';
import { Refusal } from './problem.ts';

/** The most that a body may weigh, in bytes: a confirmation, and any other. */
export const bodyLimits = { confirm: 1024, other: 8 * 1024 } as const;

/** How deep a body may nest. The contract's deepest is two. */
const deepest = 8;

/** The contract's type and no other. A charset may be named where it is the only one that JSON has. */
const isJson = /^application\/json(\s*;\s*charset="?utf-8"?)?$/i;

/** The text of a body, weighed as it comes in. @throws Refusal `bad_request` where it weighs more than `limit` bytes */
export async function readText(request: Request, limit: number = bodyLimits.other): Promise<string> {
  const reader = request.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let text = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > limit) {
      // Not waited for: of a request that somebody has cloned, it comes back only when the clone is given up too.
      reader.cancel().catch(() => {});
      throw new Refusal('bad_request');
    }
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}

/** Counts brackets outside of strings, so that the parser is never given a tower. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [piece] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (piece === '{' || piece === '[') depth++;
    else if (piece === '}' || piece === ']') depth--;
    if (depth > deepest) return true;
  }
  return false;
}

/** Names that every object has: a schema would take them for fields that it knows, and let them pass in silence. */
function refuseInherited(this: unknown, key: string, value: unknown): unknown {
  if (key in Object.prototype) throw new Refusal('bad_request');
  return value;
}

/**
 * Reads a JSON body: its type, its size as counted and not as claimed, its depth and its shape. A field that the contract does
 * not name is refused, not ignored. The parser's own messages quote the body, and go no further.
 *
 * @throws Refusal `bad_request`
 */
export async function readJson<const TSchema extends v.GenericSchema>(
  request: Request,
  schema: TSchema,
  limit: number = bodyLimits.other,
): Promise<v.InferOutput<TSchema>> {
  if (!isJson.test(request.headers.get('content-type') ?? '')) throw new Refusal('bad_request');
  try {
    const text = await readText(request, limit);
    if (isDeep(text)) throw new Refusal('bad_request');
    const parsed = v.safeParse(schema, JSON.parse(text, refuseInherited));
    if (parsed.success) return parsed.output;
  } catch {
    // Falls to the refusal below.
  }
  throw new Refusal('bad_request');
}
