import { AssistInvalid, type CallOptions, type PaymentAnswer, type StoredCard } from '@onfile/assist';
import type { BrowserData } from '@onfile/contract';
import { challengeOf } from './challenge.ts';
import type { Context } from './context.ts';
import { callSignal } from './deadline.ts';
import { type Attempt, type IntentRecord, openAttempt } from './payment-store.ts';
import type { Order } from './ports.ts';
import { NotSent, Refusal } from './problem.ts';
import { reconcile, withAttempt } from './reconcile.ts';
import { scheduled } from './schedule.ts';

/** What a claimed attempt pays with. */
export interface Payment {
  card: StoredCard;
  browser: BrowserData & { userAgent?: string };
  clientIp: string | undefined;
  payer: Order['payer'];
  /** The security code: from the request into the call, and into nothing that stays. */
  cvc?: string | undefined;
}

/** One call of the gateway that moves money, for a claimed attempt. */
export interface Submission {
  send: (call: CallOptions) => Promise<PaymentAnswer>;
  /** The card, as a result screen names it. */
  card?: { brand: string; last4: string };
  /** When the call has to be over, in milliseconds since the epoch. */
  deadline: number;
}

/** How long the order's result may lag behind an answer before the shopper sees "checking", in milliseconds per try. */
const lags = [0, 300, 900];

/** A change to the record that must not be lost to somebody else's: read again and made again until it holds. */
export async function record(
  id: string,
  context: Context,
  change: (intent: IntentRecord) => IntentRecord | undefined,
): Promise<IntentRecord> {
  for (;;) {
    const intent = await context.store.get(id);
    if (!intent) throw new Error('A payment record is gone. Restore the store before taking payments.');
    const next = change(intent);
    const kept = next ? await context.store.advance(next) : intent;
    if (kept) return kept;
  }
}

async function callGateway({ send, deadline }: Submission, { now, engine }: Context): Promise<PaymentAnswer> {
  // The claim took so long that nobody waits any more: nothing is begun.
  if (now() >= deadline) return { type: 'not-sent', cause: new Error('too late') };
  try {
    return await send({ signal: callSignal(deadline, now(), engine.answerWithinMs) });
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
    // Also where the attempt has an end already: an answer that late is news.
    now = await reconcile(now, context, { force: true, always: true });
    if (!openAttempt(now) || now.status === 'challenge') return now;
  }
  return now;
}

/** Writes down what the call came to, where nobody has found out meanwhile how the attempt ended. */
function hear(
  intent: IntentRecord,
  key: string,
  change: Partial<Attempt>,
  more: Partial<IntentRecord>,
  { now, engine }: Context,
): IntentRecord | undefined {
  if (openAttempt(intent)?.key !== key) return undefined;
  return scheduled(withAttempt({ ...intent, ...more }, change), now(), engine.rules, engine.random);
}

/** Ends an attempt for which nothing was sent: the order is open again. Another's attempt, which may be under way, is left alone. */
export async function giveBack({ id, attempts }: IntentRecord, context: Context): Promise<void> {
  const key = attempts.at(-1)?.key ?? '';
  await record(id, context, (now) => hear(now, key, { end: 'not-sent' }, { status: 'open' }, context));
}

async function submit(intent: IntentRecord, submission: Submission, context: Context): Promise<IntentRecord> {
  const key = intent.attempts.at(-1)?.key ?? '';
  const attempt = intent.attempts.length;
  const started = context.now();
  const answer = await callGateway(submission, context);
  const { type } = answer;
  context.engine.metrics.count('onfile_answers_total', { answer: type });
  context.onEvent({ type: 'payment.answered', intent: intent.id, attempt, answer: type, ms: context.now() - started });
  if (type === 'not-sent') {
    await giveBack(intent, context);
    throw new NotSent();
  }
  const { card } = submission;
  const said = answer.type === 'answered' ? { said: answer.outcome.type, named: answer.bill.billNumber } : {};
  const challenge = challengeOf(answer, intent.id, context);
  const status = challenge ? 'challenge' : 'unconfirmed';
  const heard = await record(intent.id, context, (now) =>
    hear(
      now,
      key,
      { answer: type, ...said, ...(challenge && { challenge }) },
      { status, ...(card && { card }) },
      context,
    ),
  );
  return settleSoon(heard, answer, context);
}

/**
 * Makes the call of a claimed attempt. The claim is durable by now; the call is made once; what comes of it is read from the
 * order's result, over all bills, and not from the call's own answer. Nobody's leaving ends it: only its deadline does.
 *
 * @throws NotSent where the request provably never left: the order is open again.
 */
export function submitAttempt(intent: IntentRecord, submission: Submission, context: Context): Promise<IntentRecord> {
  const { paying, engine, onEvent } = context;
  const attempt = { intent: intent.id, attempt: intent.attempts.length };
  onEvent({ type: 'payment.claimed', ...attempt });
  engine.metrics.count('onfile_attempts_total');
  paying.add(intent.id);
  const submitted = submit(intent, submission, context)
    .catch((error: unknown) => {
      if (error instanceof NotSent) throw error;
      // Something of ours broke after the claim: whether money moved is for the record and the sweeper to find out.
      onEvent({ type: 'failed', route: 'confirmIntent', error: error instanceof Error ? error.name : 'unknown' });
      throw new Refusal('processing');
    })
    .finally(() => {
      paying.delete(intent.id);
      engine.submitted.delete(submitted);
    });
  engine.submitted.add(submitted);
  return submitted;
}

/** Pays for a claimed attempt with a card on file. @throws Refusal as `submitAttempt` does */
export function pay(
  intent: IntentRecord,
  payment: Payment,
  context: Context,
  deadline = context.now() + context.engine.answerWithinMs,
): Promise<IntentRecord> {
  const { brand, last4, token } = payment.card;
  const send = (call: CallOptions) =>
    context.assist.payWithToken(
      {
        order: intent.order,
        amount: intent.amount,
        currency: intent.currency,
        customer: intent.customer,
        token,
        ...(intent.description && { comment: intent.description.slice(0, 256) }),
        ...(intent.delay && { delay: true }),
        ...(intent.language && { language: intent.language }),
        ...(payment.clientIp && { clientIp: payment.clientIp }),
        ...(payment.payer && { payer: payment.payer }),
        ...(payment.cvc !== undefined && { cvc: payment.cvc }),
        browser: payment.browser,
      },
      call,
    );
  return submitAttempt(intent, { send, card: { brand, last4 }, deadline }, context);
}
