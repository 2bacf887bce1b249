import type { Deps } from '../deps.ts';
import type { OpenVisit } from './visit-bill.ts';

/** Sends the browser on. */
export const see = (location: string, status: 302 | 303 = 303): Response =>
  new Response(null, { status, headers: { location, 'cache-control': 'no-store' } });

/** An address with the two names that every return carries (gateway notes, section 4.3). */
export function withNumbers(address: string, bill: string, order: string): string {
  const url = new URL(address);
  url.searchParams.set('billnumber', bill);
  url.searchParams.set('ordernumber', order);
  return url.href;
}

/** Back to the shop, or to the gateway's own last page where the shop named no address. It is no proof of anything (section 4.3). */
export function leave({ visit, bill }: OpenVisit, isPaid: boolean, { origin }: Deps): Response {
  const target = isPaid ? visit.returnOk : (visit.returnNo ?? visit.returnOk);
  if (!target) return see(`${origin}/pay/result.cfm?CFSID=${encodeURIComponent(visit.id)}`);
  return see(withNumbers(target, bill.bill, bill.order));
}
