import { cardName, cardToken } from './cards.ts';
import type { Context } from './context.ts';
import type { Payer } from './limits.ts';
import type { IntentRecord } from './payment-store.ts';
import { Refusal } from './problem.ts';

interface Try {
  request: Request;
  intent: IntentRecord;
  key: string;
  /** The card's sealed id. */
  card: string;
  clientIp: string | undefined;
  hasCode: boolean;
}

/** The merchant's name of this sign-in. A confirmation needs none, so one that cannot be had is no trouble. */
async function sessionOf(request: Request, { customer }: Context): Promise<string | undefined> {
  try {
    return (await customer(request))?.session;
  } catch {
    return undefined;
  }
}

/** Who wants to pay, as tries are counted. @throws Refusal `not_found` for a card that is not this customer's */
async function payerOf({ request, intent, key, card, clientIp, hasCode }: Try, context: Context): Promise<Payer> {
  const token = await cardToken(card, intent.customer, context);
  if (!token) throw new Refusal('not_found');
  return {
    intent: intent.id,
    key,
    customer: intent.customer,
    card: await cardName(token, { number: intent.customer }),
    session: await sessionOf(request, context),
    clientIp,
    hasCode,
  };
}

/**
 * What stands between a wish to pay and the gateway. Asked once before anything is read, so that a limit that is reached costs the
 * gateway nothing; counted once before the claim. A request whose twin was counted and has claimed is no further try: it goes on to
 * the claim and hears how the attempt stands, because "too many tries" reads as "nothing was charged".
 *
 * @throws Refusal `rate_limited`, `not_found`
 */
export async function withinLimits(tried: Try, context: Context) {
  const { limiter, store } = context;
  const payer = await payerOf(tried, context);
  const unlessClaimed = async (counting: Promise<void>) => {
    try {
      await counting;
    } catch (error) {
      const seen = await store.get(payer.intent);
      if (!seen?.attempts.some(({ key }) => key === payer.key)) throw error;
    }
  };
  await unlessClaimed(limiter.checkPayment(payer));
  return {
    count: async () => unlessClaimed(limiter.countPayment(payer)),
    /** Takes note of a code that was right. Fails in silence: what is true of the payment is true without it. */
    note: async ({ attempts }: IntentRecord) => {
      // By what the call itself was told: an order that was paid elsewhere meanwhile makes no guess a right one.
      const { said } = attempts.find(({ key }) => key === payer.key) ?? {};
      if (said === 'paid' || said === 'authorised') await limiter.giveBackCode(payer).catch(() => {});
    },
  };
}
