import { AssistInvalid, type PaymentAnswer, type StoredCard } from '@onfile/assist';
import type { BrowserData } from '@onfile/contract';
import { challengeOf } from './challenge.ts';
import type { Context } from './context.ts';
import type { IntentRecord } from './payment-store.ts';
import type { Order } from './ports.ts';
import { Refusal } from './problem.ts';
import { reconcile, withAttempt } from './reconcile.ts';

/** What a claimed attempt pays with. */
export interface Payment {
  card: StoredCard;
  browser: BrowserData & { userAgent?: string };
  clientIp: string | undefined;
  payer: Order['payer'];
}

/** How long the order's result may lag behind an answer before the shopper sees "checking", in milliseconds per try. */
const lags = [0, 300, 900];

/** A change to the record that must not be lost to somebody else's: read again and made again until it holds. */
async function record(
  id: string,
  context: Context,
  change: (intent: IntentRecord) => IntentRecord,
): Promise<IntentRecord> {
  for (;;) {
    const intent = await context.store.get(id);
    if (!intent) throw new Error('A payment record is gone. Restore the store before taking payments.');
    const kept = await context.store.advance(change(intent));
    if (kept) return kept;
  }
}

async function callGateway(intent: IntentRecord, payment: Payment, { assist }: Context): Promise<PaymentAnswer> {
  try {
    return await assist.payWithToken({
      order: intent.order,
      amount: intent.amount,
      currency: intent.currency,
      customer: intent.customer,
      token: payment.card.token,
      ...(intent.description && { comment: intent.description.slice(0, 256) }),
      ...(intent.delay && { delay: true }),
      ...(intent.language && { language: intent.language }),
      ...(payment.clientIp && { clientIp: payment.clientIp }),
      ...(payment.payer && { payer: payment.payer }),
      browser: payment.browser,
    });
  } catch (cause) {
    // Held back by a limit of the gateway: nothing was sent. Whatever else is thrown proves nothing.
    return cause instanceof AssistInvalid ? { type: 'not-sent', cause } : { type: 'unconfirmed', why: 'lost' };
  }
}

/** Reads the order's result, a little longer where the payment has been answered, until it says something. */
export async function settleSoon(intent: IntentRecord, answer: PaymentAnswer, context: Context): Promise<IntentRecord> {
  let now = intent;
  for (const lag of answer.type === 'answered' ? lags : [0]) {
    if (lag) await context.wait(lag);
    now = await reconcile(now, context, { force: true });
    if (now.status !== 'unconfirmed' && now.status !== 'confirming') return now;
  }
  return now;
}

async function submit(intent: IntentRecord, payment: Payment, context: Context): Promise<IntentRecord> {
  const attempt = intent.attempts.length;
  const started = context.now();
  const answer = await callGateway(intent, payment, context);
  const { type } = answer;
  context.onEvent({ type: 'payment.answered', intent: intent.id, attempt, answer: type, ms: context.now() - started });
  if (type === 'not-sent') {
    await record(intent.id, context, (now) => withAttempt({ ...now, status: 'open' }, { end: 'not-sent' }));
    throw new Refusal('unavailable');
  }
  const { brand, last4 } = payment.card;
  const challenge = challengeOf(answer, intent.id, context);
  const status = challenge ? 'challenge' : 'unconfirmed';
  const heard = await record(intent.id, context, (now) =>
    withAttempt({ ...now, status, card: { brand, last4 } }, { answer: type, ...(challenge && { challenge }) }),
  );
  return settleSoon(heard, answer, context);
}

/**
 * Pays for a claimed attempt. The claim is durable by now; the call is made once; what comes of it is read from the order's
 * result, over all bills, and not from the call's own answer.
 *
 * @throws Refusal `unavailable` where the request provably never left: the order is open again.
 */
export async function pay(intent: IntentRecord, payment: Payment, context: Context): Promise<IntentRecord> {
  context.paying.add(intent.id);
  try {
    return await submit(intent, payment, context);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // Something of ours broke after the claim: whether money moved is for the record and the sweeper to find out.
    context.onEvent({ type: 'failed', route: 'confirmIntent', error: error instanceof Error ? error.name : 'unknown' });
    throw new Refusal('processing');
  } finally {
    context.paying.delete(intent.id);
  }
}
