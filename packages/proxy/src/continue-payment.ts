import { AssistInvalid, type ThreeDsAnswer, type ThreeDsStep } from '@onfile/assist';
import { type Challenge, challengeOf, openChallenge } from './challenge.ts';
import type { Context } from './context.ts';
import { callSignal } from './deadline.ts';
import { whileOut } from './engine.ts';
import { settleSoon } from './pay.ts';
import { type IntentRecord, openAttempt } from './payment-store.ts';
import { NotSent, Refusal } from './problem.ts';
import { reconcile, withAttempt } from './reconcile.ts';

/** After the method call nothing; after the bank's page of version 1 what it sent the browser back with, and for which bill. */
export type NextStep = Pick<ThreeDsStep, 'paRes'> & Partial<Pick<ThreeDsStep, 'bill'>>;

/** Whether a challenge is the one that a step goes on with. What comes back from the bank's page of version 2 goes on with nothing. */
const isFor = ({ action, bill }: Challenge, step: NextStep) =>
  step.paRes === undefined
    ? action.type === 'method'
    : action.fields !== undefined && 'PaReq' in action.fields && step.bill === bill;

/**
 * Changes the attempt that is open, however the record moved on meanwhile. One that has ended stays as it ended; with a `key`, one that
 * was made after it is left alone.
 */
async function change(
  id: string,
  context: Context,
  next: (intent: IntentRecord) => IntentRecord | undefined,
  key?: string,
): Promise<{ intent: IntentRecord; changed: boolean }> {
  for (;;) {
    const intent = await context.store.get(id);
    if (!intent) throw new Error('A payment record is gone. Restore the store before taking payments.');
    const open = openAttempt(intent);
    const wanted = open && (key === undefined || open.key === key) ? next(intent) : undefined;
    if (!wanted) return { intent, changed: false };
    const kept = await context.store.advance(wanted);
    if (kept) return { intent: kept, changed: true };
  }
}

async function callGateway(
  intent: IntentRecord,
  { bill, transaction }: Challenge,
  { paRes, deadline }: NextStep & { deadline: number },
  { assist, now, engine }: Context,
): Promise<ThreeDsAnswer> {
  // A process that slept since the claim: the attempt may have been given up meanwhile, and another made.
  if (now() >= deadline) return { type: 'not-sent', cause: new Error('too late') };
  const signal = callSignal(deadline, now(), engine.answerWithinMs);
  const { order, amount, currency } = intent;
  const what = paRes === undefined ? { ...(transaction && { transaction }) } : { paRes };
  try {
    return await assist.continue3ds({ order, amount, currency, bill, ...what }, { signal });
  } catch (cause) {
    // Held back by a limit of the gateway: nothing was sent. Whatever else is thrown proves nothing.
    return cause instanceof AssistInvalid ? { type: 'not-sent', cause } : { type: 'unconfirmed', why: 'lost' };
  }
}

async function goOn(
  intent: IntentRecord,
  challenge: Challenge,
  step: NextStep & { deadline: number },
  context: Context,
) {
  const key = openAttempt(intent)?.key ?? '';
  const attempt = intent.attempts.length;
  const started = context.now();
  const answer = await callGateway(intent, challenge, step, context);
  const { type } = answer;
  context.onEvent({ type: 'payment.continued', intent: intent.id, attempt, answer: type, ms: context.now() - started });
  if (type === 'not-sent') {
    // It never left: the browser may do its part again.
    await change(intent.id, context, (now) => withAttempt(now, { challenge }), key);
    throw new NotSent();
  }
  const next = challengeOf(answer, intent.id, context);
  // A second method call would have no end.
  const asked = next && next.action.type !== 'method' ? next : undefined;
  const heard = await change(
    intent.id,
    context,
    (now) => withAttempt({ ...now, status: asked ? 'challenge' : 'unconfirmed' }, asked ? { challenge: asked } : {}),
    key,
  );
  return settleSoon(heard.intent, answer, context);
}

async function continueOnce(id: string, step: NextStep, context: Context): Promise<IntentRecord> {
  let challenge: Challenge | undefined;
  // From before the claim.
  const deadline = context.now() + context.engine.answerWithinMs;
  const { intent, changed } = await change(id, context, (now) => {
    challenge = openChallenge(now, context.now());
    return challenge && isFor(challenge, step)
      ? withAttempt(now, { challenge: { ...challenge, continuedAt: context.now() } })
      : undefined;
  });
  if (!changed || !challenge) return reconcile(intent, context);
  context.paying.add(id);
  try {
    return await goOn(intent, challenge, { ...step, deadline }, context);
  } catch (error) {
    if (error instanceof NotSent) throw error;
    context.onEvent({
      type: 'failed',
      route: 'continueIntent',
      error: error instanceof Error ? error.name : 'unknown',
    });
    throw new Refusal('processing');
  } finally {
    context.paying.delete(id);
  }
}

/** Steps that are under way, by proxy and intent: whoever asks meanwhile gets the same answer. */
const underWay = new WeakMap<Context, Map<string, Promise<IntentRecord>>>();

/**
 * Goes on with a payment that waits for the browser. That it goes on is committed before the gateway hears of it, so that it hears once:
 * asked again, the answer is how things stand. It may be charged by this, so that every doubt is read and never repeated.
 *
 * @throws NotSent where the request provably never left: the browser's part may be done again.
 */
export function continuePayment(id: string, step: NextStep, context: Context): Promise<IntentRecord> {
  const steps = underWay.get(context) ?? new Map<string, Promise<IntentRecord>>();
  underWay.set(context, steps);
  const known = steps.get(id);
  if (known) return known;
  // A process that is closing waits for what comes of it, as of any call that may charge.
  const going = whileOut(context.engine, continueOnce(id, step, context)).finally(() => steps.delete(id));
  steps.set(id, going);
  return going;
}
