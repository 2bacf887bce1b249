/**
 * What became of a request. `not-sent`: it provably never reached the gateway, and may be tried again. `unknown`: it may have
 * been read, so whoever moves money must look before doing anything else.
 */
export type TransportAnswer =
  | { type: 'response'; response: Response }
  | { type: 'not-sent'; cause: unknown }
  | { type: 'unknown'; cause: unknown };

/** How requests reach the gateway. `fresh` asks for a connection that nobody used before. */
export type Transport = (request: Request, call: { signal: AbortSignal; fresh: boolean }) => Promise<TransportAnswer>;

/** Fails when the deadline is over, whether or not whoever is asked listens to it. */
function deadline(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * A transport over any `fetch`. `fetch` cannot tell what was sent, so every failure is `unknown`. Redirects are refused: a 307
 * would post the login again, to somebody else.
 */
export function fetchTransport(fetch: (request: Request) => Promise<Response>): Transport {
  return async (request, { signal }) => {
    try {
      const answer = fetch(new Request(request, { redirect: 'manual', signal }));
      return { type: 'response', response: await Promise.race([answer, deadline(signal)]) };
    } catch (cause) {
      return { type: 'unknown', cause };
    }
  };
}
