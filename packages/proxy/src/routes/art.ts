import type { Route } from '../context.ts';
import { Refusal } from '../problem.ts';

/** `GET /art/{ref}`: one picture under a reference that this proxy made. The browser cannot name an address. */
export const art: Route = async ({ params, request }, context) => {
  const ref = params['ref'] ?? '';
  const address = await context.sealer.open('art', '', ref);
  if (!address || !context.art?.allows(new URL(address))) throw new Refusal('not_found');
  // The reference is made from the address, and what stands there does not change: it is its own validator.
  const etag = `"${ref.slice(-24)}"`;
  const headers = {
    etag,
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'same-origin',
  };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const picture = await context.art.picture(new URL(address));
  if (!picture) throw new Refusal('not_found');
  return new Response(picture.bytes, {
    headers: { ...headers, 'content-type': picture.type, 'content-disposition': 'inline; filename="card.png"' },
  });
};
