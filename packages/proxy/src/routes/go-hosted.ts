import { GoHosted } from '@onfile/contract';
import type { IntentRoute } from '../context.ts';
import { openAttempt } from '../payment-store.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { lookBeforePaying } from '../reconcile.ts';

/** How long after the shopper left for the payment page the order is first looked at, in milliseconds. */
const firstLook = 60_000;

/**
 * `POST /intents/{id}/hosted`: the form that takes the shopper to the payment page. With `save: false` the page is not told who
 * the customer is, because a customer number preselects its offer to keep the card.
 */
export const goHosted: IntentRoute = async ({ request, intent }, context) => {
  const { save } = await readJson(request, GoHosted);
  const seen = await lookBeforePaying(intent, context);
  if (openAttempt(seen)) throw new Refusal('processing');
  if (seen.status !== 'open' && seen.status !== 'declined') throw new Refusal('order_closed');
  const now = context.now();
  const kept = await context.store.advance({ ...seen, handedOverAt: now, nextLookAt: now + firstLook, looks: 0 });
  if (!kept) throw new Refusal('processing');
  const order = await context.orders.find(kept.order, { number: kept.customer });
  const back = `${context.publicUrl.href}/return?intent=${encodeURIComponent(kept.id)}`;
  const form = context.assist.payPageForm({
    order: kept.order,
    amount: kept.amount,
    currency: kept.currency,
    returnOk: back,
    returnNo: back,
    ...(save && { customer: kept.customer }),
    ...(kept.language && { language: kept.language }),
    ...(kept.delay && { delay: true }),
    ...(kept.description && { comment: kept.description.slice(0, 256) }),
    ...(order?.payer && { payer: order.payer }),
  });
  return Response.json(form);
};
