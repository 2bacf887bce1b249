import { Refusal } from './problem.ts';

/** Methods that change nothing: what another site makes a browser read, it cannot see. */
const isSafe = (method: string) => method === 'GET' || method === 'HEAD';

/** The origin of a page that may call; `undefined` for any other. Compared whole: no suffix, no case, no pattern. */
export function listedOrigin(request: Request, origins: readonly string[]): string | undefined {
  const origin = request.headers.get('origin');
  return origin !== null && origins.includes(origin) ? origin : undefined;
}

/**
 * Refuses what another site makes a browser send. Fetch metadata first: the browser's own word, which no script can set. Where it
 * says another site, or nothing, the exact origin. Where there is neither, only what changes nothing passes, and what carries an
 * intent's own secret (which no browser adds by itself).
 *
 * @throws Refusal `forbidden`
 */
export function refuseForeign(request: Request, origins: readonly string[], hasSecret: boolean): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin' || listedOrigin(request, origins)) return;
  const saysNothing = site === null && request.headers.get('origin') === null;
  if (saysNothing && (hasSecret || isSafe(request.method))) return;
  throw new Refusal('forbidden');
}
