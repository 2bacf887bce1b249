/** A POST to the gateway as data: what a transport does not need is not made. */
export interface GatewayRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What came back, its body read or still to be read; `null`: it has none. A `Response` is one. */
export interface GatewayResponse {
  status: number;
  body: string | ReadableStream<Uint8Array> | null;
}

/**
 * What became of a request. `not-sent`: it provably never reached the gateway, and may be tried again. `unknown`: it may have
 * been read, so whoever moves money must look before doing anything else.
 */
export type TransportAnswer =
  | { type: 'response'; response: GatewayResponse }
  | { type: 'not-sent'; cause: unknown }
  | { type: 'unknown'; cause: unknown };

/** How requests reach the gateway. `fresh` asks for a connection that nobody used before. */
export type Transport = (
  request: GatewayRequest,
  call: { signal: AbortSignal; fresh: boolean },
) => Promise<TransportAnswer>;

/** Work that fails when the deadline is over, whether or not whoever does it listens to it. */
export function within<TValue>(signal: AbortSignal, work: Promise<TValue>): Promise<TValue> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** Asks a transport once. One that throws, or that outstays the deadline, has proved nothing. */
export async function ask(
  transport: Transport,
  request: GatewayRequest,
  call: { signal: AbortSignal; fresh: boolean },
): Promise<TransportAnswer> {
  try {
    return await within(call.signal, transport(request, call));
  } catch (cause) {
    return { type: 'unknown', cause };
  }
}

/** The same as a `Request`, for what speaks those. A redirect is not followed. */
export const asRequest = ({ url, headers, body }: GatewayRequest, signal: AbortSignal | null = null): Request =>
  new Request(url, { method: 'POST', headers, body, redirect: 'manual', signal });

/**
 * A transport over any `fetch`. `fetch` cannot tell what was sent, so every failure is `unknown`. Redirects are refused: a 307
 * would post the login again, to somebody else.
 */
export function fetchTransport(fetch: (request: Request) => Promise<Response>): Transport {
  return async (request, { signal }) => {
    try {
      const answer = fetch(asRequest(request, signal));
      return { type: 'response', response: await within(signal, answer) };
    } catch (cause) {
      return { type: 'unknown', cause };
    }
  };
}
