/**
 * What a route answers, as data: whoever takes it on makes a `Response` of it, or writes it to a socket. A `Response` costs more than all
 * that is said in it.
 */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** What a page reads. */
export const json = (value: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** An answer that is all in its status and headers. */
export const bare = (status: number, headers: Answer['headers'] = {}): Answer => ({ status, headers, body: null });

/** What may stand in a header. An address that a shop gives may hold anything. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Holds an answer to what can be written, while it can still be another. @throws TypeError */
export function writable(answer: Answer): Answer {
  for (const [name, value] of Object.entries(answer.headers))
    if (!headerValue.test(value)) throw new TypeError(`The header ${name} cannot be written.`);
  return answer;
}

/** For platforms that speak in those. */
export const toResponse = ({ status, headers, body }: Answer): Response => new Response(body, { status, headers });

type AsData<TCall> = (request: Request, call?: TCall) => Promise<Answer>;
type AsResponse<TCall> = (request: Request, call?: TCall) => Promise<Response>;

const data = new WeakMap<AsResponse<never>, AsData<never>>();

/** A function of a `Request` that also answers with data, for whoever asks `asData` for it. */
export function answering<TCall>(answer: AsData<TCall>): AsResponse<TCall> {
  const respond: AsResponse<TCall> = async (request, call) => toResponse(await answer(request, call));
  data.set(respond, answer);
  return respond;
}

/** What a function answers, as data. Of one that is not ours, or that somebody has put around ours, the response is read. */
export const asData = <TCall>(respond: AsResponse<TCall>): AsData<TCall> =>
  (data.get(respond) as AsData<TCall> | undefined) ??
  (async (request, call) => fromResponse(await respond(request, call)));

/** Reads what somebody else has made. */
export async function fromResponse(response: Response): Promise<Answer> {
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), body: new Uint8Array(await response.arrayBuffer()) };
}
