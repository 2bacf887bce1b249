import { readReturn } from '@onfile/assist';
import { OrderNumber } from '@onfile/contract';
import * as v from 'valibot';
import { bare } from '../answer.ts';
import type { Call, Context, Route } from '../context.ts';
import { continuePayment, type NextStep } from '../continue-payment.ts';
import type { IntentRecord } from '../payment-store.ts';
import { Refusal } from '../problem.ts';
import { readText } from '../read-json.ts';
import { reconcile } from '../reconcile.ts';
import { backPage } from '../back-page.ts';

/** What a bank's page of version 1 may weigh, in bytes: `PaRes` is up to 65,536 characters (gateway notes, section 3.8), written as a form. */
const formLimit = 3 * 65_536;

/**
 * Whose browser comes back: by our own name for the intent; else by the order and the bill that the gateway adds to an address that the
 * merchant named once for all (sections 3.7 and 4.3). The bill has to be the one that waits, because order numbers are easy to guess.
 */
async function intentOf({ searchParams }: URL, { store }: Context): Promise<IntentRecord | undefined> {
  const id = searchParams.get('intent');
  if (id !== null) return store.get(id);
  const { order, bill } = readReturn(searchParams);
  if (!bill || !v.is(OrderNumber, order)) return undefined;
  const intent = await store.findByOrder(order);
  const base = (number: string | undefined) => number?.replace(/\..*$/, '');
  return intent?.attempts.some(({ challenge }) => base(challenge?.bill) === base(bill)) ? intent : undefined;
}

/** What the bank's page of version 1 sends along. Only the gateway can say what it means. */
async function stepOf(request: Request, intent: IntentRecord): Promise<NextStep | undefined> {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get('content-type') ?? '');
  if (request.method !== 'POST' || !isForm) return undefined;
  const form = new URLSearchParams(await readText(request, formLimit));
  const paRes = form.get('PaRes');
  const bill = intent.attempts.at(-1)?.challenge?.bill;
  return paRes && bill !== undefined && form.get('MD') === bill ? { paRes, bill } : undefined;
}

async function look({ request, waitUntil }: Call, intent: IntentRecord, context: Context): Promise<void> {
  const step = await stepOf(request, intent);
  try {
    // A look can be left out; what the bank sends along to be told once cannot.
    if (!step) context.limiter.count('return', intent.id);
    const looking = step ? continuePayment(intent.id, step, context) : reconcile(intent, context, { force: true });
    waitUntil(looking.catch(() => {}));
    await looking;
  } catch (error) {
    // What the gateway could not be told now is for the record; the browser goes on all the same.
    if (!(error instanceof Refusal)) throw error;
  }
}

/**
 * `GET` and `POST /return`: where the payment page and the bank send the browser back. What the address and the form say proves nothing
 * (gateway notes, section 4.3): it is a reason to look. A browser goes on to the shop's own page; a frame tells the page around it to look
 * again, and says the same whoever asks.
 */
export const returnPage: Route = async (call, context) => {
  const { request } = call;
  const intent = await intentOf(new URL(request.url), context);
  if (intent) await look(call, intent, context);
  const into = request.headers.get('sec-fetch-dest');
  if (into === 'iframe' || into === 'frame') return backPage();
  if (!intent) throw new Refusal('not_found');
  const next = context.returnTo(intent.order);
  // An older browser does not say what it is loaded into: the page finds out.
  if (into === null && intent.attempts.at(-1)?.challenge) return backPage(next);
  return bare(303, { location: next });
};
