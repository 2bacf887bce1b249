import { isIP } from 'node:net';
import { isPublicAddress } from './is-public-address.ts';

/** What stands between a card's asset and a socket. Each part is apart, so that a test can take one away and see what it held. */
export interface Guards {
  /** Whether an address is for `https:`. */
  scheme: (url: URL) => boolean;
  /** Whether it is for that scheme's own port. */
  port: (url: URL) => boolean;
  /** Whether it is plainly a listed host's: nobody's name in it, and not too long. */
  host: (url: URL, hosts: readonly string[]) => boolean;
  /** Whether `connect` may dial what stands in the URL: a name, or an address that is public. No resolver sees the latter. */
  literal: (hostname: string) => boolean;
  /** Whether `lookup` may hand on what a name stands for. */
  resolved: (addresses: readonly string[]) => boolean;
  /** What is done with a redirect. */
  redirect: 'manual' | 'follow';
}

/** No address of an asset is longer, in characters. */
const maxLength = 2048;

function matches(hostname: string, host: string): boolean {
  if (!host.startsWith('*.')) return hostname === host;
  const label = hostname.slice(0, hostname.length - host.length + 1);
  return hostname.endsWith(host.slice(1)) && label !== '' && !label.includes('.');
}

/** The guards as they are used. */
export const guards: Guards = {
  scheme: (url) => url.protocol === 'https:',
  port: (url) => url.port === '',
  host: (url, hosts) =>
    url.href.length <= maxLength &&
    !url.username &&
    !url.password &&
    hosts.some((host) => matches(url.hostname, host.toLowerCase())),
  literal: (hostname) => isIP(hostname) === 0 || isPublicAddress(hostname),
  resolved: (addresses) => addresses.length > 0 && addresses.every(isPublicAddress),
  redirect: 'manual',
};

/** Whether a URL may be asked for at all. */
export const allows = (url: URL, hosts: readonly string[], { scheme, port, host }: Guards) =>
  scheme(url) && port(url) && host(url, hosts);
