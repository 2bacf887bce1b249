import { bare } from '../answer.ts';
import type { Call, Context, Route } from '../context.ts';
import type { ArtAnswer } from '../ports.ts';
import { Refusal } from '../problem.ts';

/** `GET /art/{ref}?w=136`: one picture, or terms as text, under a reference that this proxy made. The browser cannot name an address. */
export const art: Route = async (call, context) => {
  context.limiter.count('art', call.clientIp);
  const answer = await find(call, context);
  if (!answer) throw new Refusal('not_found');
  const { type, bytes, etag } = answer;
  const headers = {
    etag,
    // What stands at an issuer's address does not change; a new design has a new one.
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'same-origin',
    vary: 'Accept',
  };
  if (isFresh(call.request, etag)) return bare(304, headers);
  const inline = { 'content-type': type, 'content-disposition': `inline; filename="${fileName(type)}"` };
  return { status: 200, headers: { ...headers, ...inline }, body: bytes };
};

async function find({ params, request }: Call, { art: port, sealer }: Context): Promise<ArtAnswer | null> {
  const ref = params['ref'] ?? '';
  const picture = await sealer.open('art', '', ref);
  if (picture && port?.allows(new URL(picture))) return port.picture(new URL(picture), wishOf(request));
  const terms = picture ? undefined : await sealer.open('terms', '', ref);
  return terms && port?.allows(new URL(terms)) ? ((await port.text?.(new URL(terms))) ?? null) : null;
}

function wishOf({ url, headers }: Request): { width?: number; accept?: string } {
  const width = /^\d{1,5}$/.exec(new URL(url).searchParams.get('w') ?? '')?.[0];
  const accept = headers.get('accept');
  return { ...(width && { width: Number(width) }), ...(accept && { accept }) };
}

/** A cache on the way may have made the validator weak. */
const isFresh = ({ headers }: Request, etag: string) =>
  (headers.get('if-none-match') ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);

const fileName = (type: string) =>
  type.startsWith('text/') ? 'terms.txt' : `card.${/^image\/([a-z]+)$/.exec(type)?.[1] ?? 'png'}`;
