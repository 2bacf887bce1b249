import type { Deps } from '../deps.ts';
import type { Bill, LedgerEntry, Operation, OrderState, StoredCard, ThreeDsResult } from '../state.ts';

/** The bill with its last operation changed. */
export const withLast = (bill: Bill, change: Partial<Operation>): Bill => ({
  ...bill,
  operations: bill.operations.map((operation, index) =>
    index === bill.operations.length - 1 ? { ...operation, ...change } : operation,
  ),
});

function stateAfter(code: string, { delay }: Bill): OrderState {
  if (code === 'AS300') return 'In Process';
  if (code !== 'AS000') return 'Declined';
  return delay ? 'Delayed' : 'Approved';
}

/** Keeps the card that was paid with. The same card again keeps the token that it has. */
function keepCard(customer: string, card: StoredCard, { state }: Deps): string {
  const cards = state.cardsOf(customer);
  const same = cards.find(({ bin, post, expire }) => bin === card.bin && post === card.post && expire === card.expire);
  if (same) return same.token;
  state.customers.set(customer, [...cards, card]);
  return card.token;
}

/** Writes what happened to money in the ledger. Nothing happens to nothing: a card that is only added has no line. */
export function writeLedger(
  { order, bill, currency, card, customer }: Bill,
  entry: Pick<LedgerEntry, 'type' | 'amount' | 'initiator'>,
  { state }: Deps,
): void {
  if (Number(entry.amount) === 0) return;
  state.write({ ...entry, order, bill, currency, last4: card?.post ?? '', ...(customer && { customer }) });
}

/**
 * Ends a payment with a response code: the bill's state, the ledger, the card that is kept, the merchant who is told.
 * With AS300 nothing ends.
 */
export function conclude(
  bill: Bill,
  code: string,
  deps: Deps,
  more: { threeds?: ThreeDsResult; initiator?: LedgerEntry['initiator'] } = {},
): Bill {
  const { keep, ...rest } = bill;
  const isPaid = code === 'AS000';
  const savedToken = isPaid && keep && bill.customer ? keepCard(bill.customer, keep, deps) : undefined;
  const ended: Bill = {
    ...withLast(rest, { code, ...(more.threeds && { threeds: more.threeds }) }),
    state: stateAfter(code, bill),
    ...(savedToken && { savedToken }),
  };
  deps.state.bills.set(ended.bill, ended);
  if (isPaid)
    writeLedger(
      ended,
      {
        type: ended.delay ? 'authorise' : 'charge',
        amount: ended.amount,
        ...(more.initiator && { initiator: more.initiator }),
      },
      deps,
    );
  if (code !== 'AS300') deps.notifier.tell(ended, 'payment');
  return ended;
}
