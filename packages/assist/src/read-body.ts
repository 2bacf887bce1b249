import { AssistMalformed, AssistRateLimited } from './errors.ts';
import { readFault, readTextFault } from './read-fault.ts';
import { readXml } from './read-xml.ts';
import { type GatewayResponse, within } from './transport.ts';

/** The most that the gateway may answer, in bytes. */
const limit = 256 * 1024;

/** A body as text, read no further than it may be long. @throws AssistMalformed */
export async function readText(stream: ReadableStream<Uint8Array> | null, most = limit): Promise<string> {
  if (!stream) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > most) throw new AssistMalformed(`it is longer than ${most} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** What a transport has read itself, held to the same weight. A character is one to three bytes. */
function holdText(text: string): string {
  const mayBeLonger = text.length * 3 > limit;
  if (mayBeLonger && new TextEncoder().encode(text).length > limit)
    throw new AssistMalformed(`it is longer than ${limit} bytes`);
  return text;
}

function parse(text: string): unknown {
  if (/^\s*<(!doctype\s+html|html)[\s>]/i.test(text)) throw new AssistMalformed('it is a web page');
  if (/^\s*</.test(text)) return readXml(text.trim());
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body; it goes no further.
    throw new AssistMalformed('it is not JSON');
  }
}

/** Makes something of an answer whose text is there. */
export type Reader<TValue> = (text: string, status: number) => TValue;

/**
 * Reads an answer of the gateway: the body first, the status second, because faults come under any status (gateway notes,
 * sections 8.3 and 18). JSON and XML become the same kind of data. An empty body is `null`.
 *
 * @throws AssistFault, AssistMalformed
 */
export function readData(text: string, status: number): unknown {
  const textFault = readTextFault(text, status);
  if (textFault) throw textFault;
  const body = status >= 400 ? parseTrouble(text, status) : text.trim() === '' ? null : parse(text);
  const fault = readFault(body, status);
  if (fault) throw fault;
  if (status < 200 || status >= 300) throw new AssistMalformed(`status ${status} without a fault`);
  return body;
}

/**
 * Reads what came back. A body that is still coming is waited for until the signal.
 *
 * @throws AssistRateLimited, AssistMalformed and what the reader throws
 */
export async function readBody<TValue>(
  { status, body }: GatewayResponse,
  signal: AbortSignal,
  reader: Reader<TValue>,
): Promise<TValue> {
  if (status === 429) throw new AssistRateLimited();
  if (status >= 300 && status < 400) throw new AssistMalformed('it is a redirect, which is not followed');
  return reader(typeof body === 'string' ? holdText(body) : await within(signal, readText(body)), status);
}

/** What came with a bad status: where it cannot be read, the status is the news. */
function parseTrouble(text: string, status: number): unknown {
  try {
    return parse(text);
  } catch {
    throw new AssistMalformed(`status ${status}`);
  }
}
