import type { StoredCard } from '@onfile/assist';
import { ConfirmIntent, IdempotencyKey, idempotencyKeyHeader } from '@onfile/contract';
import * as v from 'valibot';
import { json } from '../answer.ts';
import { cardToken, readCards } from '../cards.ts';
import type { Context, IntentCall, IntentRoute } from '../context.ts';
import { withinLimits } from '../count-payment.ts';
import { by, timeToPay } from '../deadline.ts';
import { holdClaims, whileOut } from '../engine.ts';
import { intentView } from '../intent-view.ts';
import { giveBack, pay } from '../pay.ts';
import { decideClaim, type IntentRecord } from '../payment-store.ts';
import { NotSent, Refusal } from '../problem.ts';
import { bodyLimits, readJson } from '../read-json.ts';
import { lookBeforePaying, reconcile } from '../reconcile.ts';
import { finalStatuses } from '../transitions.ts';

/** The card behind a name, from the gateway's own list: still there, chargeable, and without a code to ask for. */
async function payableCard(id: string, hasCode: boolean, intent: IntentRecord, context: Context): Promise<StoredCard> {
  const token = await cardToken(id, intent.customer, context);
  if (!token) throw new Refusal('not_found');
  const { cards } = await readCards({ number: intent.customer }, context);
  const card = cards.find((stored) => stored.token === token);
  if (!card) throw new Refusal('card_gone');
  if (!card.active) throw new Refusal('card_not_payable');
  if (card.needCVC && !hasCode) throw new Refusal('cvc_required');
  // A code that nobody asked for goes nowhere.
  if (hasCode && !card.needCVC) throw new Refusal('bad_request');
  return card;
}

/** What an attempt needs to know before it is claimed: the order as it stands at the gateway, and the card. Reads only. */
async function prepare(intent: IntentRecord, cardId: string, hasCode: boolean, context: Context) {
  // The shopper may have paid on the payment page meanwhile, or an earlier attempt may have been slower than anybody thought.
  const seen = await lookBeforePaying(intent, context);
  if (finalStatuses.has(seen.status)) throw new Refusal('order_closed');
  const card = await payableCard(cardId, hasCode, seen, context);
  const order = await context.orders.find(seen.order, { number: seen.customer });
  return { seen, card, order };
}

/** What somebody wishes to pay with. */
type Wish = v.InferOutput<typeof ConfirmIntent> & { key: string };

async function readWish({ request, intent }: IntentCall, context: Context): Promise<Wish> {
  const key = v.safeParse(IdempotencyKey, request.headers.get(idempotencyKeyHeader));
  if (!key.success) throw new Refusal('bad_request');
  const wish = await readJson(request, ConfirmIntent, bodyLimits.confirm);
  // Only the frame sends one. Where there is none, a page that does is refused, and the code goes nowhere.
  if (wish.cvc !== undefined && !context.codeFrame) throw new Refusal('bad_request');
  // A series begins on the payment page: a payment with a token carries no terms (gateway notes, sections 3.2 and 9.1).
  if (intent.recurring) throw new Refusal('bad_request');
  return { ...wish, key: key.output };
}

/** An attempt as a claim is decided by. */
const attemptOf = ({ key, card }: Wish) => ({ key, card, submittedAt: 0, knownBills: [], emptyReads: 0 });

/** What a claim would come to, before anything is asked of the gateway: a second click costs nothing. */
async function answerEarly(intent: IntentRecord, wish: Wish, context: Context): Promise<IntentRecord | undefined> {
  const { type } = decideClaim(intent, attemptOf(wish));
  if (type === 'replayed') return reconcile(intent, context);
  if (type === 'key_reused' || type === 'processing') throw new Refusal(type);
  if (type === 'closed' || intent.expiresAt < context.now()) throw new Refusal('order_closed');
  return undefined;
}

/** Claims an attempt and pays. @throws Refusal where nothing was claimed, NotSent where nothing was sent */
async function payAnew(
  { request, intent, clientIp, waitUntil, deadline }: IntentCall,
  { key, card: id, browser, cvc }: Wish,
  context: Context,
): Promise<IntentRecord> {
  const { engine, now } = context;
  if (engine.isClosing || engine.breakers.of('pay').state() === 'open') throw new Refusal('unavailable');
  const tries = await withinLimits({ request, intent, key, card: id, clientIp, hasCode: cvc !== undefined }, context);
  const claimBy = deadline - timeToPay(engine.answerWithinMs);
  const { seen, card, order } = await by(claimBy, now, prepare(intent, id, cvc !== undefined, context), () => {
    throw new Refusal('unavailable');
  });
  await tries.count();
  // Asked after the reads: one of them may have found the gateway to be back.
  holdClaims(engine);
  const claiming = context.store.claim(seen.id, {
    key,
    card: id,
    submittedAt: now(),
    knownBills: (seen.bills ?? []).map(({ bill }) => bill),
    emptyReads: 0,
  });
  // From here on a process that is closing waits for what comes of it.
  const claim = await whileOut(engine, claiming);
  if (claim.type === 'replayed') return claim.intent;
  if (claim.type === 'closed') throw new Refusal('order_closed');
  if (claim.type !== 'claimed') throw new Refusal(claim.type);
  if (claim.intent.handedOverAt !== seen.handedOverAt) {
    // Sent to the payment page since we looked, in another tab: what was paid there would be paid twice.
    await giveBack(claim.intent, context);
    throw new NotSent();
  }

  const userAgent = request.headers.get('user-agent') ?? '';
  const accept = request.headers.get('accept') ?? '*/*';
  const payment = { card, browser: { ...browser, userAgent, accept }, clientIp, payer: order?.payer, cvc };
  const paying = pay(claim.intent, payment, context, deadline);
  waitUntil(paying.catch(() => {}));
  const answerBy = deadline - 1;
  const stands = async () => (await context.store.get(seen.id)) ?? claim.intent;
  const noted = paying.then(
    async (paid) => {
      await tries.note(paid);
      return paid;
    },
    (error: unknown): IntentRecord => {
      // What was claimed stands: nobody may hear that nothing was charged, unless the call provably never left.
      if (error instanceof NotSent) throw error;
      return { ...claim.intent, status: 'unconfirmed' };
    },
  );
  return by(answerBy, now, noted, stands);
}

/**
 * `POST /intents/{id}/confirm`: pays with a card on file. The attempt is committed before the gateway hears of it; the same
 * key again answers with how it stands; a browser that goes away does not stop a call that was sent.
 */
export const confirmIntent: IntentRoute = async (call, context) => {
  const { intent } = call;
  const wish = await readWish(call, context);
  const early = await answerEarly(intent, wish, context);
  if (early) return json(intentView(early));
  try {
    return json(intentView(await payAnew(call, wish, context)));
  } catch (error) {
    if (error instanceof NotSent) throw error;
    // A refusal reads as "nothing was charged". Where a twin of this request has claimed meanwhile, it hears how that stands.
    const seen = await context.store.get(intent.id);
    if (!seen || decideClaim(seen, attemptOf(wish)).type !== 'replayed') throw error;
    return json(intentView(seen));
  }
};
