import type { Route } from '../context.ts';
import { Refusal } from '../problem.ts';
import { reconcile } from '../reconcile.ts';

/**
 * `GET` and `POST /return`: where the payment page sends the browser back. What the address says proves nothing (gateway notes,
 * section 4.3): it is a reason to look, and the browser goes on to the shop's own page.
 */
export const returnPage: Route = async ({ request, waitUntil }, context) => {
  const intent = await context.store.get(new URL(request.url).searchParams.get('intent') ?? '');
  if (!intent) throw new Refusal('not_found');
  const looking = reconcile(intent, context, { force: true });
  waitUntil(looking.catch(() => {}));
  await looking;
  return new Response(null, { status: 303, headers: { location: context.returnTo(intent.order) } });
};
