import type { ArtFetch } from './guarded-fetch.ts';

/** How much of a stranger's answer is taken. */
export interface DownloadLimits {
  /** Bytes. */
  maxBytes: number;
  /** Milliseconds from the question to the last byte. */
  timeoutMs: number;
}

/** An asset's host did not answer with a file within the limits. */
export class NoFile extends Error {}

const headers = {
  accept: 'image/png, application/pdf;q=0.9, text/*;q=0.5',
  'accept-encoding': 'identity',
  'user-agent': 'onfile-art',
};

async function readBytes(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  // Leaving the loop cancels the stream, and with it the connection.
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new NoFile('The file is too large.');
    chunks.push(chunk);
  }
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Brings a file. What its host says of it (type, name, date) is not listened to. @throws NoFile, or what `fetch` throws */
export async function download(
  url: URL,
  fetch: ArtFetch,
  { maxBytes, timeoutMs }: DownloadLimits,
): Promise<Uint8Array<ArrayBuffer>> {
  const signal = AbortSignal.timeout(timeoutMs);
  const gone = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new NoFile('The file did not come in time.')), { once: true });
  });
  gone.catch(() => {});
  const read = async () => {
    const answer = await fetch(new Request(url, { redirect: 'manual', credentials: 'omit', headers, signal }));
    if (answer.status !== 200 || !answer.body) throw new NoFile('The host answers without a file.');
    return readBytes(answer.body, maxBytes);
  };
  // A `fetch` that does not heed its signal cannot hold a place either.
  return Promise.race([read(), gone]);
}
