import type { Deps } from '../deps.ts';
import { authorise } from '../pay/authorise.ts';
import { asStoredCard, asUsedCard, readEnteredCard } from '../pay/entered-card.ts';
import { needsCode, scenarioOfStored } from '../pay/stored-card.ts';
import { walletCard } from '../pay/with-token.ts';
import { isPaid } from '../request/order.ts';
import { type Scenario, scenarioOf } from '../scenarios.ts';
import type { StoredCard, UsedCard, Wallet } from '../state.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import { type Fields, readFields } from '../wire/read-request.ts';
import { escape } from '../wire/xml.ts';
import { notePage } from './layout.ts';
import { leave, see } from './leave.ts';
import { action, cardName, type FormState, payFormPage, self } from './pay-form.ts';
import { backLink, closedPage, declined, gonePage } from './show-page.ts';
import {
  billToPay,
  findVisit,
  mustGiveCode,
  offersSaving,
  type OpenVisit,
  payFormOf,
  usableCards,
} from './visit-bill.ts';
import { walletSheet } from './wallet-sheet.ts';
import { walletNames, words } from './words.ts';

/** Asks before a card is removed; a press on the page is easily a slip. */
function askRemoval(open: OpenVisit, card: StoredCard): Response {
  const { visit } = open;
  const text = words[visit.language];
  return notePage({
    language: visit.language,
    heading: text.removeAsk,
    text: text.removeHint,
    mark: 'bad',
    actions: `<p><b>${cardName(card)}</b></p><form method="post" action="${action(visit)}"><button class="go danger" name="remove" value="${escape(card.token)}">${text.remove}</button></form><a class="plain" href="${self(visit)}">${text.keep}</a>`,
  });
}

function remove(open: OpenVisit, token: string, deps: Deps): Response {
  const { customer } = open.visit;
  const left = deps.state.cardsOf(customer ?? '').filter((card) => card.token !== token);
  if (customer) deps.state.customers.set(customer, left);
  return payFormPage(payFormOf(open, deps), deps);
}

interface Chosen {
  card: UsedCard;
  scenario: Scenario;
  /** The card as it is kept, where the shopper wants it. */
  keep?: StoredCard;
}

const wantsKeeping = (open: OpenVisit, fields: Fields, deps: Deps) =>
  open.visit.isRegistration || (offersSaving(open.visit, deps) && fields.get('save') === '1');

function chooseNew(open: OpenVisit, fields: Fields, deps: Deps): Chosen | FormState {
  const entered = readEnteredCard(fields, open.bill.amount, deps.state.now());
  if ('trouble' in entered) {
    const { trouble } = entered;
    const text = words[open.visit.language];
    const single = trouble.number ? text.badNumber : trouble.expiry ? text.badDate : text.badCode;
    const error = Object.keys(trouble).length > 1 ? text.check : single;
    return { error, trouble, typed: fields, choice: 'new' };
  }
  const { used: card, scenario } = entered;
  if (!wantsKeeping(open, fields, deps)) return { card, scenario };
  return { card, scenario, keep: asStoredCard(card, deps.state.randomId().toUpperCase()) };
}

/**
 * A stored card. Its code must be there where it is always asked; where only this card wants one, an empty field is let through:
 * the sandbox's own.
 */
function chooseStored(open: OpenVisit, card: StoredCard, fields: Fields, deps: Deps): Chosen | FormState {
  const code = fields.get(`code-${card.token.toLowerCase()}`) ?? '';
  const isAsked = mustGiveCode(deps) || (needsCode(card, deps) && code !== '');
  if (isAsked && !/^\d{3,4}$/.test(code))
    return { error: words[open.visit.language].badCode, choice: card.token, codeTrouble: true };
  return { card: asUsedCard(card), scenario: scenarioOfStored(card, open.bill.amount, code) };
}

function choose(open: OpenVisit, fields: Fields, deps: Deps): Chosen | FormState {
  const choice = fields.get('choice');
  if (choice === 'new') return chooseNew(open, fields, deps);
  const stored = usableCards(open.visit, deps).find((card) => card.token === choice);
  return stored ? chooseStored(open, stored, fields, deps) : { error: words[open.visit.language].pick };
}

/** What a phone's wallet pays with: it asked its owner, so the bank asks nothing (gateway notes, seed). */
function chooseWallet(open: OpenVisit, wallet: Wallet, fields: Fields, deps: Deps): Chosen {
  const card = walletCard(walletNames[wallet]);
  const scenario: Scenario = { ...scenarioOf(card, open.bill.amount), authenticating: 'none' };
  const keep = wantsKeeping(open, fields, deps) && asStoredCard(card, deps.state.randomId().toUpperCase());
  return { card, scenario, ...(keep && { keep }) };
}

function payWith(open: OpenVisit, chosen: Chosen, deps: Deps): Response {
  const next = billToPay(open, deps);
  const { visit } = next;
  const { bill, question } = authorise(
    { ...chosen, bill: next.bill, paidBy: 'page', visit: visit.id, disable3ds: visit.disable3ds },
    deps,
  );
  const paid = { visit, bill };
  if (question || bill.state === 'In Process')
    return see(`${deps.origin}/pay/pay.cfm?CFSID=${encodeURIComponent(visit.id)}`);
  return bill.state === 'Declined' ? payFormPage(payFormOf(paid, deps, declined(paid)), deps) : leave(paid, true, deps);
}

function walletOf({ wallets }: { wallets: readonly Wallet[] }, fields: Fields): Wallet | undefined {
  return wallets.find((wallet) => wallet === fields.get('wallet'));
}

/** The order was paid elsewhere, ran out, or is being decided while this page stood open: it is not paid again. */
function closed(open: OpenVisit, deps: Deps): Response | undefined {
  const { bill, visit } = open;
  if (bill.state === 'In Process' && bill.operations.length)
    return see(`${deps.origin}/pay/pay.cfm?CFSID=${encodeURIComponent(visit.id)}`);
  if (bill.state === 'Approved' || bill.state === 'Delayed') return leave(open, true, deps);
  const mayBePaid = bill.state === 'In Process' || (bill.state === 'Declined' && deps.state.now() < bill.expiresAt);
  if (mayBePaid && !isPaid(bill.order, deps)) return undefined;
  if (bill.state === 'Declined' && !isPaid(bill.order, deps))
    return notePage({
      language: visit.language,
      heading: words[visit.language].expired,
      mark: 'bad',
      status: 409,
      actions: backLink(open, deps),
    });
  return closedPage(open, deps);
}

/** `POST /pay/pay.cfm`: pays, opens a wallet, removes a stored card, or goes back. */
export async function submitPayPage(request: GatewayRequest, deps: Deps): Promise<Response> {
  const fields = await readFields(request);
  const open = findVisit(request, deps);
  if (!open) return gonePage();
  if (fields.get('back')) return leave(open, false, deps);
  const asked = usableCards(open.visit, deps).find((card) => card.token === fields.get('askremove'));
  if (asked) return askRemoval(open, asked);
  if (fields.get('remove')) return remove(open, fields.get('remove') ?? '', deps);
  const instead = closed(open, deps);
  if (instead) return instead;

  const wallet = walletOf(open.visit, fields);
  const hasAgreed = !open.bill.agreement || fields.get('agree') === '1';
  const error = words[open.visit.language].agreeMissing;
  if (wallet && (!fields.get('confirm') || !hasAgreed)) {
    const offers = offersSaving(open.visit, deps);
    return walletSheet(open.visit, open.bill, wallet, offers, deps, fields.get('confirm') ? error : undefined);
  }
  if (!hasAgreed) {
    const choice = fields.get('choice');
    return payFormPage(payFormOf(open, deps, { error, typed: fields, ...(choice && { choice }) }), deps);
  }
  const chosen = wallet ? chooseWallet(open, wallet, fields, deps) : choose(open, fields, deps);
  return 'card' in chosen ? payWith(open, chosen, deps) : payFormPage(payFormOf(open, deps, chosen), deps);
}
