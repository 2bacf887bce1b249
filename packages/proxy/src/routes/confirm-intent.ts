import type { StoredCard } from '@onfile/assist';
import { ConfirmIntent, IdempotencyKey, idempotencyKeyHeader } from '@onfile/contract';
import * as v from 'valibot';
import { cardToken, readCards } from '../cards.ts';
import type { Context, IntentRoute } from '../context.ts';
import { troubleRefusal } from '../gateway-trouble.ts';
import { intentView } from '../intent-view.ts';
import { pay } from '../pay.ts';
import { decideClaim, type IntentRecord } from '../payment-store.ts';
import { Refusal } from '../problem.ts';
import { readBills } from '../read-bills.ts';
import { readJson } from '../read-json.ts';
import { reconcile } from '../reconcile.ts';

/** The card behind a name, from the gateway's own list: still there, chargeable, and without a code to ask for. */
async function payableCard(id: string, intent: IntentRecord, context: Context): Promise<StoredCard> {
  const token = await cardToken(id, intent.customer, context);
  if (!token) throw new Refusal('not_found');
  const { cards } = await readCards({ number: intent.customer }, context);
  const card = cards.find((stored) => stored.token === token);
  if (!card) throw new Refusal('card_gone');
  if (!card.active) throw new Refusal('card_not_payable');
  if (card.needCVC) throw new Refusal('cvc_required');
  return card;
}

/** Bills that the order has already. There can be none before the first attempt or visit to the payment page. */
async function knownBills(intent: IntentRecord, context: Context): Promise<string[]> {
  if (!intent.attempts.length && !intent.handedOverAt) return [];
  try {
    return (await readBills(intent, context)).map(({ billNumber }) => billNumber);
  } catch (error) {
    throw troubleRefusal(error, 'orderresult', context);
  }
}

/** What a claim would come to, before anything is asked of the gateway: a second click costs nothing. */
async function answerEarly(
  intent: IntentRecord,
  key: string,
  card: string,
  context: Context,
): Promise<IntentRecord | undefined> {
  const attempt = { key, card, submittedAt: 0, knownBills: [], emptyReads: 0 };
  const { type } = decideClaim(intent, attempt);
  if (type === 'replayed') return reconcile(intent, context);
  if (type === 'key_reused' || type === 'processing') throw new Refusal(type);
  if (type === 'closed' || intent.expiresAt < context.now()) throw new Refusal('order_closed');
  return undefined;
}

/**
 * `POST /intents/{id}/confirm`: pays with a card on file. The attempt is committed before the gateway hears of it; the same
 * key again answers with how it stands; a browser that goes away does not stop a call that was sent.
 */
export const confirmIntent: IntentRoute = async ({ request, intent, clientIp, waitUntil }, context) => {
  const key = v.safeParse(IdempotencyKey, request.headers.get(idempotencyKeyHeader));
  if (!key.success) throw new Refusal('bad_request');
  const { card: id, browser, cvc } = await readJson(request, ConfirmIntent);
  // In this mode no code is ever taken here: a page that sends one is refused, and the code goes nowhere.
  if (cvc !== undefined) throw new Refusal('bad_request');
  // A series begins on the payment page: a payment with a token carries no terms (gateway notes, sections 3.2 and 9.1).
  if (intent.recurring) throw new Refusal('bad_request');
  const early = await answerEarly(intent, key.output, id, context);
  if (early) return Response.json(intentView(early));

  // The shopper may have paid on the payment page meanwhile: look before paying.
  const seen = await reconcile(intent, context, { force: true });
  if (seen.status !== 'open' && seen.status !== 'declined') throw new Refusal('order_closed');
  const card = await payableCard(id, seen, context);
  const order = await context.orders.find(seen.order, { number: seen.customer });
  const claim = await context.store.claim(seen.id, {
    key: key.output,
    card: id,
    submittedAt: context.now(),
    knownBills: await knownBills(seen, context),
    emptyReads: 0,
  });
  if (claim.type === 'replayed') return Response.json(intentView(claim.intent));
  if (claim.type === 'closed') throw new Refusal('order_closed');
  if (claim.type !== 'claimed') throw new Refusal(claim.type);

  context.onEvent({ type: 'payment.claimed', intent: seen.id, attempt: claim.intent.attempts.length });
  const userAgent = request.headers.get('user-agent') ?? '';
  const accept = request.headers.get('accept') ?? '*/*';
  const paying = pay(
    claim.intent,
    { card, browser: { ...browser, userAgent, accept }, clientIp, payer: order?.payer },
    context,
  );
  waitUntil(paying.catch(() => {}));
  return Response.json(intentView(await paying));
};
