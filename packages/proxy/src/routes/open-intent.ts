import { type OpenedIntent, OpenIntent } from '@onfile/contract';
import { json } from '../answer.ts';
import type { Context, SessionRoute } from '../context.ts';
import { intentView } from '../intent-view.ts';
import { type IntentRecord, openAttempt } from '../payment-store.ts';
import type { Customer, Order } from '../ports.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { reconcile } from '../reconcile.ts';

/** What an intent takes over from its order. */
export function terms({ amount, currency, description, language, delay, recurring }: Order) {
  return {
    amount,
    currency,
    ...(description && { description }),
    ...(language && { language }),
    ...(delay && { delay }),
    ...(recurring && { recurring }),
  };
}

/** A new intent of an order. */
export function newIntent(
  order: Order,
  customer: Customer,
  { now, randomId, intentLifetimeMs, engine }: Context,
): IntentRecord {
  return {
    id: randomId(),
    order: order.number,
    customer: customer.number,
    status: 'open',
    createdAt: now(),
    expiresAt: now() + intentLifetimeMs,
    nextLookAt: now() + intentLifetimeMs + engine.rules.expireAfterMs,
    version: 0,
    attempts: [],
    ...terms(order),
  };
}

/** An intent that nobody is paying follows its order: the sum as it is now, and more time. */
async function freshen(intent: IntentRecord, order: Order, context: Context): Promise<IntentRecord> {
  if (openAttempt(intent) || (intent.status !== 'open' && intent.status !== 'declined')) return intent;
  const { description: _, language: __, delay: ___, recurring, ...rest } = intent;
  // More time, and never less: a repeat's order has longer than a checkout.
  const expiresAt = Math.max(intent.expiresAt, context.now() + context.intentLifetimeMs);
  const fresh = { ...rest, ...terms(order), expiresAt };
  // Terms that the payment page may be showing are not changed under it.
  const next = intent.handedOverAt !== undefined && recurring ? { ...fresh, recurring } : fresh;
  return (await context.store.advance(next)) ?? (await context.store.get(intent.id)) ?? intent;
}

/** `POST /intents`: the intent of an order, as it stands: opened now, or long since paid. The merchant says what the order is. */
export const openIntent: SessionRoute = async ({ request, customer }, context) => {
  const { order: number } = await readJson(request, OpenIntent);
  const order = await context.orders.find(number, customer);
  if (!order) throw new Refusal('not_found');
  const kept = await context.store.createIntent(newIntent(order, customer, context));
  // An order that changed hands: the record belongs to whoever it was opened for.
  if (kept.customer !== customer.number) throw new Refusal('not_found');
  const isForgetful = context.engine.isRestored;
  const intent = await reconcile(await freshen(kept, order, context), context, { always: isForgetful });
  const opened: OpenedIntent = { ...intentView(intent), secret: await context.sealer.secret('intent', intent.id) };
  return json(opened);
};
