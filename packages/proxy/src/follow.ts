import { AssistError } from '@onfile/assist';
import { along } from './along.ts';
import { cardName } from './cards.ts';
import type { Context } from './context.ts';
import type { CardSavedEvent, MerchantEvent } from './events.ts';
import { noteTrouble } from './gateway-trouble.ts';
import { judgeOperation, type Operation, openOperation, type OperationVerdict, withOperation } from './operation.ts';
import { type IntentRecord, isKeeping } from './payment-store.ts';
import { readBills, withBills } from './reconcile.ts';
import { scheduled } from './schedule.ts';
import { plus } from './sums.ts';

/** A call may take this long; until then a doubt is its own to end, in milliseconds. */
const youngOperation = 60_000;
/** The longest time between two looks, in milliseconds. */
const longestPause = 300_000;
/** Until the next look where the gateway could not be read, in milliseconds. */
const pauseAfterTrouble = 30_000;
/** How often the customer's list is looked at for a card that was kept. */
const savingReads = 8;

const later = (now: number, reads: number) => now + Math.min(1000 * 2 ** reads, longestPause);

/** Whether there is something to be read of an intent whose payment is over. */
export const hasMore = (intent: IntentRecord): boolean => openOperation(intent) !== undefined || isKeeping(intent);

function changedEvent(intent: IntentRecord, operation: Operation, now: number): MerchantEvent {
  const { id, kind, amount, before } = operation;
  return {
    type: kind === 'capture' ? 'captured' : 'refunded',
    id: `${intent.id}.${id}`,
    operation: id,
    order: intent.order,
    customer: intent.customer,
    amount,
    total: plus(before, amount),
    currency: intent.currency,
    at: new Date(now).toISOString(),
  };
}

/** The intent after a verdict on its operation. */
function applied(intent: IntentRecord, operation: Operation, verdict: OperationVerdict, now: number): IntentRecord {
  const read = { ...intent, bill: operation.bill };
  const { id, kind, before, amount } = operation;
  switch (verdict.type) {
    case 'unconfirmed': {
      const emptyReads = verdict.empty ? operation.emptyReads + 1 : 0;
      const open = withOperation(read, id, { state: 'unconfirmed', emptyReads });
      return { ...open, nextLookAt: later(now, Math.max(emptyReads, 4)) };
    }
    case 'refused':
      return withOperation(read, id, { state: 'refused' });
    case 'review':
      return {
        ...withOperation(read, id, { state: 'review' }),
        status: 'review',
        review: { why: 'changed-elsewhere', at: now },
      };
    case 'done': {
      const sum = plus(before, amount);
      const done = withOperation({ ...read, status: verdict.status }, id, { state: 'done' });
      return { ...done, ...(kind === 'capture' ? { captured: sum } : { refunded: sum }) };
    }
  }
}

async function followOperation(intent: IntentRecord, operation: Operation, context: Context): Promise<IntentRecord> {
  const bills = await readBills(intent, context);
  const now = context.now();
  const verdict = judgeOperation(intent, operation, bills, now, context.engine.rules.quiet);
  const { rules, random } = context.engine;
  const after = applied(withBills(intent, bills, now), operation, verdict, now);
  const next = openOperation(after) ? after : scheduled(after, now, rules, random);
  const told = along(intent, next, now);
  const changed = verdict.type === 'done' ? [changedEvent(next, operation, now)] : [];
  return keep(intent, next, { ...told, events: [...changed, ...(told.events ?? [])] }, context);
}

/** The card that the customer's list has now and had not before, of the number that was paid with. */
async function findKept({ customer, card, saving }: IntentRecord, { assist }: Context) {
  if (!saving?.before) return undefined;
  const { cards } = await assist.listStoredCards({ customer });
  for (const one of cards) {
    const name = await cardName(one.token, { number: customer });
    if (!saving.before.includes(name) && (!card || card.last4 === one.last4)) return one;
  }
  return undefined;
}

/** Proof that a card was kept is the list itself (gateway notes, section 14.3): what nobody sees there is not told of. */
async function followSaving(intent: IntentRecord, context: Context): Promise<IntentRecord> {
  const { saving, nextLookAt: _, ...rest } = intent;
  if (!saving) return intent;
  const kept = await findKept(intent, context);
  const now = context.now();
  const reads = saving.reads + 1;
  if (!kept && saving.before && reads < savingReads)
    return keep(intent, { ...rest, saving: { ...saving, reads }, nextLookAt: later(now, reads) }, {}, context);
  const event: CardSavedEvent[] = kept
    ? [
        {
          type: 'card-saved',
          id: `${intent.id}.card-saved`,
          order: intent.order,
          customer: intent.customer,
          card: { brand: kept.brand, last4: kept.last4 },
          ...(saving.consent && { consent: saving.consent }),
          at: new Date(now).toISOString(),
        },
      ]
    : [];
  // The page may still stand open in another tab: the payment goes on being watched.
  return keep(intent, scheduled(rest, now, context.engine.rules, context.engine.random), { events: event }, context);
}

async function keep(
  intent: IntentRecord,
  next: IntentRecord,
  told: Parameters<Context['store']['advance']>[1],
  context: Context,
): Promise<IntentRecord> {
  const kept = await context.store.advance(next, told);
  if (!kept) return (await context.store.get(intent.id)) ?? intent;
  if (kept.status !== intent.status) context.onEvent({ type: 'payment.status', intent: kept.id, status: kept.status });
  return kept;
}

/** Whether a look would be too early: the call may be out, or somebody has just looked. */
function isEarly(intent: IntentRecord, operation: Operation | undefined, now: number): boolean {
  if (operation?.state === 'submitting' && now - operation.submittedAt < youngOperation) return true;
  return intent.nextLookAt !== undefined && intent.nextLookAt > now;
}

/**
 * Reads what is not known yet of an intent whose payment is over: how an operation ended, whether a card was kept. It reads; it never
 * moves money, and sends nothing again.
 */
export async function follow(
  intent: IntentRecord,
  context: Context,
  { force = false }: { force?: boolean } = {},
): Promise<IntentRecord> {
  const operation = openOperation(intent);
  if (!hasMore(intent) || (!force && isEarly(intent, operation, context.now()))) return intent;
  try {
    return await (operation ? followOperation(intent, operation, context) : followSaving(intent, context));
  } catch (error) {
    if (!(error instanceof AssistError)) throw error;
    noteTrouble(error, operation ? 'orderresult' : 'list', context);
    // Not knowing is not an answer: things stand as they stood, and are looked at again.
    return keep(intent, { ...intent, nextLookAt: context.now() + pauseAfterTrouble }, {}, context);
  }
}
