import { AssistInvalid } from './errors.ts';

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);

/** Whether what goes to an address can be read on the way: https, or plain http that does not leave this machine. */
export const isPrivate = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));

/**
 * The gateway's address. A login goes there.
 *
 * @throws AssistInvalid where it would go over plain http to another machine, or where the address itself holds one.
 */
export function readBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !isPrivate(url))
    throw new AssistInvalid('baseUrl', 'an https address (plain http only on this machine): a login goes there');
  if (url.username || url.password) throw new AssistInvalid('baseUrl', 'an address without a user or a password in it');
  return url;
}

/** A path that somebody configured stays at the gateway: `//evil.test` and `https://evil.test` are other places. @throws AssistInvalid */
export function holdPath(field: string, path: string, baseUrl: URL): string {
  const isOwn = path.startsWith('/') && URL.canParse(path, baseUrl) && new URL(path, baseUrl).origin === baseUrl.origin;
  if (!isOwn) throw new AssistInvalid(field, 'a path at the gateway, beginning with "/"');
  return path;
}

/**
 * An address that a browser is to be sent to, as the gateway gave it: absolute, at most 2048 characters, private on the way.
 * `undefined` for any other.
 */
export function readBrowserAddress(text: unknown, baseUrl: URL): string | undefined {
  if (typeof text !== 'string' || text.length > 2048 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  // Plain http is for a gateway that is itself on this machine.
  const isFit = url.protocol === 'https:' || (baseUrl.protocol === 'http:' && isPrivate(url));
  return isFit && !url.username && !url.password ? url.href : undefined;
}
