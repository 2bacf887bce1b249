import { GoHosted } from '@onfile/contract';
import { json } from '../answer.ts';
import type { SessionRoute } from '../context.ts';
import { goToPage } from '../go-to-page.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { newIntent } from './open-intent.ts';

/**
 * `POST /cards/hosted`: the form that takes the shopper to add a card, where the merchant has a verification order for it. How the
 * gateway is asked for a registration without a payment is not documented (gateway notes, section 14.4): what the order is over is
 * the merchant's to say.
 */
export const addCard: SessionRoute = async ({ request, customer }, context) => {
  if (!context.orders.verification) throw new Refusal('not_found');
  // The list is read for it, to see afterwards what was kept.
  context.limiter.count('list', customer.number);
  const wish = await readJson(request, GoHosted);
  // A card that is not kept is not added.
  if (!wish.save) throw new Refusal('bad_request');
  const order = await context.orders.verification(customer);
  if (!order) throw new Refusal('forbidden');
  const { recurring: _, ...intent } = newIntent(order, customer, context);
  const opened: typeof intent = { ...intent, verifies: true };
  const kept = await context.store.createIntent(opened);
  // The merchant's numbers must be new: an order that somebody pays is not a way to add a card.
  if (kept.id !== opened.id) throw new Refusal('unavailable');
  return json(await goToPage(kept, wish, order.payer, context));
};
