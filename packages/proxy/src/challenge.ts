import type { PaymentAnswer } from '@onfile/assist';
import type { ChallengeAction } from '@onfile/contract';
import type { Context } from './context.ts';
import type { IntentRecord } from './payment-store.ts';
import type { Verdict } from './settle.ts';

/** What the bank wants before it decides, as the gateway said it when it answered the payment. Moments are milliseconds since the epoch. */
export interface Challenge {
  /** What the browser does next. */
  action: ChallengeAction;
  /** The bill that waits for it, with the operation's number behind it. */
  bill: string;
  /** The 3-D Secure server's own number. Left out in version 1. */
  transaction?: string;
  askedAt: number;
  /** Until when the browser is sent there. Afterwards only the order's result is read. */
  until: number;
  /** When the gateway was told to go on: once, whatever comes of it. */
  continuedAt?: number;
}

/** The page that the bank sends the browser back to. It proves nothing (gateway notes, section 3.7, step 7). */
export const returnAddress = (id: string, { publicUrl }: Pick<Context, 'publicUrl'>) =>
  `${publicUrl.href}/return?intent=${encodeURIComponent(id)}`;

/** Version 1 wants to know where its answer goes (gateway notes, section 3.8). */
function actionFor(action: ChallengeAction, id: string, context: Pick<Context, 'publicUrl'>): ChallengeAction {
  const { fields } = action;
  return fields && 'PaReq' in fields
    ? { ...action, fields: { ...fields, TermUrl: returnAddress(id, context) } }
    : action;
}

/** What an answer asks for; `undefined` where it asks for nothing. */
export function challengeOf(
  answer: PaymentAnswer,
  id: string,
  context: Pick<Context, 'publicUrl' | 'now' | 'challengeLifetimeMs'>,
): Challenge | undefined {
  if (answer.type !== 'answered' || !answer.threeDs) return undefined;
  const { action, bill, transaction } = answer.threeDs;
  const askedAt = context.now();
  return {
    action: actionFor(action, id, context),
    bill,
    ...(transaction && { transaction }),
    askedAt,
    until: askedAt + context.challengeLifetimeMs,
  };
}

/** What the open attempt still waits for in the browser; nothing once the gateway was told to go on, or its time is over. */
export function openChallenge(intent: IntentRecord, now: number): Challenge | undefined {
  const last = intent.attempts.at(-1);
  const challenge = last && !last.end ? last.challenge : undefined;
  return challenge && challenge.continuedAt === undefined && now < challenge.until ? challenge : undefined;
}

/**
 * How an intent stands whose result says neither yes nor no: with the shopper, for as long as the gateway says that it waits for the bank
 * or does not show the bill yet; else nobody knows.
 */
export const undecidedStatus = (
  intent: IntentRecord,
  { empty, asked }: Extract<Verdict, { type: 'unconfirmed' }>,
  now: number,
): 'challenge' | 'unconfirmed' => ((empty || asked) && openChallenge(intent, now) ? 'challenge' : 'unconfirmed');
