import type { Deps } from '../deps.ts';
import { needsCode } from '../pay/stored-card.ts';
import type { Bill, OrderDetails, PageVisit, StoredCard } from '../state.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import type { FormState, PayForm } from './pay-form.ts';

/** A visit together with its bill as it stands now. */
export interface OpenVisit {
  visit: PageVisit;
  bill: Bill;
}

/** The visit that an address names. */
export function findVisit(request: GatewayRequest, { state }: Deps): OpenVisit | undefined {
  const visit = state.visits.get(new URL(request.url).searchParams.get('CFSID') ?? '');
  const bill = visit && state.bill(visit.bill);
  return visit && bill ? { visit, bill } : undefined;
}

/** The cards that a visitor may choose from: their own that still work. */
export const usableCards = ({ customer }: PageVisit, { state }: Deps): StoredCard[] =>
  customer ? state.cardsOf(customer).filter(({ active }) => active) : [];

/** Whether the page offers to keep a new card: to a known customer whom the merchant has not excluded (gateway notes, section 4.2). */
export const offersSaving = ({ customer, isRegistration }: PageVisit, { state }: Deps): boolean =>
  customer !== undefined && !isRegistration && !state.settings.deniedCustomers.includes(customer);

/** Without processing of cards on file, a stored card is always asked for its code; with it only where the merchant wants it (section 4.2). */
export const mustGiveCode = ({ state: { settings } }: Deps): boolean =>
  !settings.cof || settings.storedCardCvc === 'always';

/** What the form shows of a visit. */
export const payFormOf = ({ visit, bill }: OpenVisit, deps: Deps, form: FormState = {}): PayForm => ({
  ...form,
  visit,
  bill,
  cards: usableCards(visit, deps),
  asksCode: (card) => mustGiveCode(deps) || needsCode(card, deps),
  offersSaving: offersSaving(visit, deps),
});

/** What an order is about, without what was done to it. */
export function detailsOf(bill: Bill): OrderDetails & Pick<Bill, 'expiresAt'> {
  const { order, amount, currency, comment, delay, payer, clientIp, cheque, receipt, customer, agreement, expiresAt } =
    bill;
  return {
    order,
    amount,
    currency,
    comment,
    delay,
    payer,
    clientIp,
    cheque,
    receipt,
    expiresAt,
    ...(customer && { customer }),
    ...(agreement && { agreement }),
  };
}

/** The bill of the next attempt: the visit's own, or a new one where the last was refused (section 5.1). */
export function billToPay({ visit, bill }: OpenVisit, { state }: Deps): OpenVisit {
  if (bill.state !== 'Declined') return { visit, bill };
  const next = state.openBill(detailsOf(bill));
  const moved = { ...visit, bill: next.bill };
  state.visits.set(moved.id, moved);
  return { visit: moved, bill: next };
}
