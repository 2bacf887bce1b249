import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, fetch } from 'undici';
import type { Guards } from './guards.ts';

/** Asks for one file. What `fetch` is to the platform: an answer of 200 with a body is a file, and any other is none. */
export type ArtFetch = (request: Request) => Promise<Response>;

/** Opens sockets, and finds a name's addresses by the given function alone. */
export type MakeConnector = (lookup: LookupFunction) => buildConnector.connector;

/** How the guarded `fetch` reaches the network. */
export interface NetworkOptions {
  guards: Guards;
  /** Default: the system's resolver. */
  resolve?: LookupFunction;
  /** Default: undici's connector, with TLS. */
  makeConnector?: MakeConnector;
  /** How long a connection may take, in milliseconds. Default 3000. */
  connectMs?: number;
}

class RefusedAddress extends Error {
  readonly code = 'ART_ADDRESS_REFUSED';
}

const list = (address: string | LookupAddress[], family: number | undefined): LookupAddress[] =>
  typeof address === 'string' ? [{ address, family: family ?? 4 }] : address;

/** A resolver that hands on public addresses alone. The socket goes to the very address that was looked at: nothing resolves again. */
function guardedLookup(resolve: LookupFunction, { resolved }: Guards): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, options, (error, address, family) => {
      if (error) return callback(error, address, family);
      const found = list(address, family);
      if (resolved(found.map((one) => one.address))) return callback(null, address, family);
      callback(new RefusedAddress('The name stands for an address that is not public.'), []);
    });
  };
}

/** Node asks no `lookup` about a literal address, so that one is looked at here. */
function guardedConnector(open: buildConnector.connector, { literal }: Guards): buildConnector.connector {
  return (options, callback) => {
    if (literal(options.hostname)) return open(options, callback);
    callback(new RefusedAddress('The address is not public.'), null);
  };
}

/** `fetch` over sockets that open to public addresses alone, and that follows no redirect. */
export function guardedFetch({
  guards,
  resolve = systemLookup,
  connectMs = 3000,
  makeConnector = (lookup) => buildConnector({ lookup, timeout: connectMs }),
}: NetworkOptions): ArtFetch & { close(): Promise<void> } {
  const connect = guardedConnector(makeConnector(guardedLookup(resolve, guards)), guards);
  const dispatcher = new Agent({ connect, pipelining: 1, connections: 4, maxHeaderSize: 8192 });
  const get: ArtFetch = async ({ url, headers, signal }) => {
    const { status, body } = await fetch(url, {
      headers: Object.fromEntries(headers),
      signal,
      redirect: guards.redirect,
      credentials: 'omit',
      dispatcher,
    });
    if (status !== 200 || !body) {
      await body?.cancel();
      return new Response(null, { status: status === 200 ? 204 : 502 });
    }
    return new Response(body);
  };
  return Object.assign(get, { close: () => dispatcher.destroy() });
}
