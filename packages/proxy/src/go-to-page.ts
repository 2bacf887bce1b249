import type { Consent, HostedForm } from '@onfile/contract';
import { cardName } from './cards.ts';
import type { Context } from './context.ts';
import { noteTrouble } from './gateway-trouble.ts';
import { type IntentRecord, openAttempt, type Saving } from './payment-store.ts';
import type { Order } from './ports.ts';
import { Refusal } from './problem.ts';

/** How long after the shopper left for the payment page the order is first looked at, in milliseconds. */
const firstLook = 60_000;

/** What the shopper has wished before going to the page. */
export interface PageWish {
  save: boolean;
  consent?: Consent | undefined;
}

/** The customer's cards before the visit, so that one more afterwards proves that it was kept. Without them nothing is proven. */
async function savingOf({ customer }: IntentRecord, { consent }: PageWish, context: Context): Promise<Saving> {
  const agreed = consent && { consent: { ...consent, at: new Date(context.now()).toISOString() } };
  try {
    const { cards } = await context.assist.listStoredCards({ customer });
    const before = await Promise.all(cards.map(({ token }) => cardName(token, { number: customer })));
    return { before, ...agreed, reads: 0 };
  } catch (error) {
    noteTrouble(error, 'list', context);
    return { ...agreed, reads: 0 };
  }
}

/** What the page is told of who pays: never a customer beside the terms of a series (gateway notes, section 9.1). */
const who = ({ customer, recurring }: IntentRecord, save: boolean) =>
  recurring ? { recurring } : save ? { customer } : {};

/**
 * Writes down that the shopper goes to the payment page, and makes the form. With `save: false` the page is not told who the
 * customer is, because a customer number preselects its offer to keep the card.
 *
 * @throws Refusal where the order is being paid, is over, or has lapsed
 */
export async function goToPage(
  seen: IntentRecord,
  wish: PageWish,
  payer: Order['payer'],
  context: Context,
): Promise<HostedForm> {
  if (openAttempt(seen)) throw new Refusal('processing');
  const isPayable = seen.status === 'open' || seen.status === 'declined';
  // What has lapsed is opened again first, and follows its order: the sum may be another by now.
  if (!isPayable || seen.expiresAt < context.now()) throw new Refusal('order_closed');
  const { saving: earlier, ...rest } = seen;
  // A page that was opened with the customer's number may still be open in another tab.
  const isSaving = wish.save && !seen.recurring;
  const saving = isSaving ? await savingOf(seen, wish, context) : earlier;
  const now = context.now();
  const handedOver = { handedOverAt: now, nextLookAt: now + firstLook, looks: 0 };
  const kept = await context.store.advance({ ...rest, ...(saving && { saving }), ...handedOver });
  if (!kept) throw new Refusal('processing');
  const back = `${context.publicUrl.href}/return?intent=${encodeURIComponent(kept.id)}`;
  return context.assist.payPageForm({
    order: kept.order,
    amount: kept.amount,
    currency: kept.currency,
    returnOk: back,
    returnNo: back,
    ...who(kept, wish.save),
    ...(kept.language && { language: kept.language }),
    ...(kept.delay && { delay: true }),
    ...(kept.description && { comment: kept.description.slice(0, 256) }),
    ...(payer && { payer }),
  });
}
