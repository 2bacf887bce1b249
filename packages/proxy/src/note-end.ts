import { cardName, cardToken } from './cards.ts';
import type { Context } from './context.ts';
import { type IntentRecord, openAttempt } from './payment-store.ts';

/** Counts a decline that says that something typed or kept was wrong, for the card that was tried. */
async function countWrong({ attempts, customer }: IntentRecord, context: Context): Promise<void> {
  const token = await cardToken(attempts.at(-1)?.card ?? '', customer, context);
  if (token) await context.limiter.countDecline({ card: await cardName(token, { number: customer }) });
}

/**
 * Takes note of what the bank has said to an attempt that has just ended, whoever found out: the call, a look of the page, the sweeper.
 * Fails in silence: what is true of the payment is true without it.
 */
export async function noteEnd(intent: IntentRecord, context: Context): Promise<void> {
  const { status, reason, repeat } = intent;
  // Nobody stands before a payment of a series and tries cards.
  if (repeat || openAttempt(intent)) return;
  if (status === 'paid' || status === 'authorised') context.limiter.noteEnd('paid');
  if (status !== 'declined') return;
  context.limiter.noteEnd('declined');
  if (reason === 'wrong_details') await countWrong(intent, context).catch(() => {});
}
