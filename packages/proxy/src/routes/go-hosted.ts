import { GoHosted } from '@onfile/contract';
import { json } from '../answer.ts';
import type { IntentRoute } from '../context.ts';
import { goToPage } from '../go-to-page.ts';
import { readJson } from '../read-json.ts';
import { lookBeforePaying } from '../reconcile.ts';

/** `POST /intents/{id}/hosted`: the form that takes the shopper to the payment page. */
export const goHosted: IntentRoute = async ({ request, intent }, context) => {
  const wish = await readJson(request, GoHosted);
  // The list is read for it, to see afterwards what was kept.
  if (wish.save) context.limiter.count('list', intent.customer);
  const seen = await lookBeforePaying(intent, context);
  const order = await context.orders.find(seen.order, { number: seen.customer });
  return json(await goToPage(seen, wish, order?.payer, context));
};
