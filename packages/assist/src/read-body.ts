import * as v from 'valibot';
import { AssistFault, AssistMalformed, AssistRateLimited } from './errors.ts';

/** The most that the gateway may answer, in bytes. */
const limit = 256 * 1024;

async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > limit) throw new AssistMalformed(`it is longer than ${limit} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const Code = v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number))]), v.integer());
const Fault = v.union([
  v.pipe(
    v.object({ fault: v.object({ faultcode: Code, faultstring: Code }) }),
    v.transform(({ fault }) => new AssistFault(fault.faultcode, fault.faultstring)),
  ),
  v.pipe(
    v.object({ firstcode: Code, secondcode: Code }),
    v.transform((fault) => new AssistFault(fault.firstcode, fault.secondcode)),
  ),
]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body; it goes no further.
    throw new AssistMalformed(/^\s*</.test(text) ? 'it is a web page' : 'it is not JSON');
  }
}

/**
 * Reads an answer of the gateway: the body first, the status second, because faults come under any status (gateway notes,
 * section 18). An empty body is `null`.
 *
 * @throws AssistRateLimited, AssistFault, AssistMalformed
 */
export async function readBody(response: Response): Promise<unknown> {
  if (response.status === 429) throw new AssistRateLimited();
  if (response.status >= 300 && response.status < 400)
    throw new AssistMalformed('it is a redirect, which is not followed');
  const text = await readText(response);
  if (response.status >= 500) throw new AssistMalformed(`status ${response.status}`);
  if (text.trim() === '') return null;
  const body = parseJson(text);
  const fault = v.safeParse(Fault, body);
  if (fault.success && fault.output.first !== 0) throw fault.output;
  if (!response.ok) throw new AssistMalformed(`status ${response.status} without a fault`);
  return body;
}
