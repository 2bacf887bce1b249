import * as v from 'valibot';
import { Refusal } from './problem.ts';

/** The most that a JSON body may weigh, in bytes. */
const jsonLimit = 8 * 1024;

/** @throws Refusal `bad_request` where it weighs more than `limit` bytes. */
export async function readText(request: Request, limit = jsonLimit): Promise<string> {
  if (!request.body) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let text = '';
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limit) throw new Refusal('bad_request');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * Reads a JSON body: its type, its size as counted and not as claimed, and its shape. A field that the contract does not
 * name is refused, not ignored. The parser's own messages quote the body, and go no further.
 *
 * @throws Refusal `bad_request`
 */
export async function readJson<const TSchema extends v.GenericSchema>(
  request: Request,
  schema: TSchema,
): Promise<v.InferOutput<TSchema>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) throw new Refusal('bad_request');
  try {
    const parsed = v.safeParse(schema, JSON.parse(await readText(request)));
    if (parsed.success) return parsed.output;
  } catch {
    // Falls to the refusal below.
  }
  throw new Refusal('bad_request');
}
