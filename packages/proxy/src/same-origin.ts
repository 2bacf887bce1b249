import { Refusal } from './problem.ts';

/**
 * Refuses what another site makes a browser send. Fetch metadata first; where a browser has none, the exact origin; where
 * there is neither, only a request that changes nothing or that carries an intent's own secret passes.
 *
 * @throws Refusal `forbidden`
 */
export function refuseForeign(request: Request, origins: readonly string[], hasSecret: boolean): void {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  const isListed = origin !== null && origins.includes(origin);
  if (isListed || site === 'same-origin') return;
  if (site === null && origin === null && (hasSecret || request.method === 'GET')) return;
  throw new Refusal('forbidden');
}
