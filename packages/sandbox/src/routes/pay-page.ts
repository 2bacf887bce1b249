import { brandOf, isCardNumber } from '../card-number.ts';
import { checkValue } from '../check-value.ts';
import { absent, GatewayFault, wrongValue } from '../fault.ts';
import { merchant } from '../merchant.ts';
import { page, payForm } from '../page-html.ts';
import { words } from '../page-words.ts';
import { type Fields, readFields } from '../read-request.ts';
import type { PageVisit, StoredCard } from '../state.ts';
import type { Deps } from '../work.ts';
import { codeFor, readOrder, refusePaid } from './token-pay.ts';

/** Refuses what order.cfm refuses: an unknown merchant, both kinds of agreement at once, a wrong check value. */
function checkPageRequest(fields: Fields): void {
  if (fields.get('merchantid') !== merchant.id) throw absent('MERCHANT_ID', 100);
  const recurring = [...fields.keys()].some((name) => name.startsWith('recurring'));
  if (recurring && fields.has('customernumber')) throw wrongValue('CUSTOMERNUMBER', 202);
  const sent = fields.get('checkvalue');
  if (!sent) return;
  const parts = ['merchantid', 'ordernumber', 'orderamount', 'ordercurrency', 'customernumber'];
  const text = parts.flatMap((name) => fields.get(name) || []).join(';');
  if (sent.toUpperCase() !== checkValue(text)) throw new GatewayFault('Wrong check value', 9, 0);
}

const see = (location: string, status: 302 | 303) => new Response(null, { status, headers: { location } });

/** `/pay/order.cfm`: takes an order and sends the browser on to its payment page (gateway notes, sections 4.1 and 4.2). */
export async function openPayPage(request: Request, deps: Deps): Promise<Response> {
  const fields = await readFields(request);
  const language = fields.get('language')?.toUpperCase() === 'EN' ? 'EN' : 'RU';
  try {
    checkPageRequest(fields);
    const order = readOrder(fields);
    refusePaid(order.order, deps);
    const customer = fields.get('customernumber');
    const ok = fields.get('urlreturnok') ?? fields.get('urlreturn');
    const no = fields.get('urlreturnno') ?? fields.get('urlreturn');
    const visit: PageVisit = {
      id: deps.state.randomId(),
      bill: deps.state.openBill({ ...order, comment: fields.get('ordercomment') ?? '' }),
      language,
      delay: fields.get('delay') === '1',
      ...(customer && { customer }),
      ...(ok && { returnOk: ok }),
      ...(no && { returnNo: no }),
    };
    deps.state.visits.set(visit.id, visit);
    return see(`${deps.origin}/pay/pay.cfm?CFSID=${encodeURIComponent(visit.id)}`, 302);
  } catch (error) {
    if (!(error instanceof GatewayFault)) throw error;
    const { refused } = words[language];
    return page(
      words[language],
      language,
      `<h1>${refused}</h1><p class="muted">${error.first}/${error.second}</p>`,
      400,
    );
  }
}

function findVisit(request: Request, { state }: Deps): PageVisit | undefined {
  return state.visits.get(new URL(request.url).searchParams.get('CFSID') ?? '');
}

const gone = () => page(words.EN, 'EN', `<h1>${words.RU.gone}</h1><p>${words.EN.gone}</p>`, 404);

/** `GET /pay/pay.cfm`: the payment page of a visit. */
export async function payPage(request: Request, deps: Deps): Promise<Response> {
  const visit = findVisit(request, deps);
  if (!visit) return gone();
  return payForm(visit, visit.customer ? deps.state.cardsOf(visit.customer) : [], words[visit.language]);
}

/** Back to the shop with what the gateway adds to the address: no proof of anything (gateway notes, section 4.3). */
function leave(visit: PageVisit, paid: boolean): Response {
  const target = paid ? visit.returnOk : (visit.returnNo ?? visit.returnOk);
  if (!target) return page(words[visit.language], visit.language, `<h1>${visit.bill.state}</h1>`);
  const url = new URL(target);
  url.searchParams.set('billnumber', visit.bill.bill);
  url.searchParams.set('ordernumber', visit.bill.order);
  return see(url.href, 303);
}

type EnteredCard = { card: StoredCard; number: string } | { error: 'badNumber' | 'badDate' | 'badCode' };

function readNewCard(fields: Fields, { state }: Deps): EnteredCard {
  const number = fields.get('cardnumber')?.replace(/[\s-]/g, '') ?? '';
  const month = Number(fields.get('expiremonth'));
  const year = Number(fields.get('expireyear'));
  if (!isCardNumber(number)) return { error: 'badNumber' };
  if (!Number.isInteger(month) || month < 1 || month > 12 || !Number.isInteger(year) || year < 1)
    return { error: 'badDate' };
  if (!/^\d{3,4}$/.test(fields.get('cvc2') ?? '')) return { error: 'badCode' };
  const fullYear = year < 100 ? 2000 + year : year;
  const end = Date.UTC(fullYear, month, 1);
  if (end <= state.now()) return { error: 'badDate' };
  const card = {
    expire: `${String(month).padStart(2, '0')}.${fullYear}`,
    token: state.randomId().toUpperCase(),
    bank: 'TEST BANK',
    brand: brandOf(number),
    bin: Number(number.slice(0, 6)),
    active: true,
    needCVC: false,
    post: number.slice(-4),
    assets: [],
  };
  return { card, number };
}

/** Where a visit's last attempt was refused, the next one is a new bill under the same order number. */
function attempt(visit: PageVisit, { state }: Deps) {
  if (visit.bill.state === 'Declined') visit.bill = state.openBill(visit.bill);
  return visit.bill;
}

function settle(visit: PageVisit, card: StoredCard, code: string, deps: Deps): Response {
  const bill = attempt(visit, deps);
  bill.card = card;
  if (visit.customer) bill.customer = visit.customer;
  deps.state.settle(bill, code, visit.delay);
  if (code !== 'AS000')
    return payForm(
      visit,
      visit.customer ? deps.state.cardsOf(visit.customer) : [],
      words[visit.language],
      words[visit.language].declined,
    );
  deps.state.visits.delete(visit.id);
  return leave(visit, true);
}

/** The order may have been paid elsewhere while this page stood open. */
function isPaid(visit: PageVisit, deps: Deps): boolean {
  try {
    refusePaid(visit.bill.order, deps);
    return false;
  } catch {
    return true;
  }
}

/** `POST /pay/pay.cfm`: pays, removes a stored card, or goes back. A number that ends in 0002 is declined: the sandbox's own. */
export async function submitPayPage(request: Request, deps: Deps): Promise<Response> {
  const visit = findVisit(request, deps);
  if (!visit) return gone();
  const text = words[visit.language];
  const fields = await readFields(request);
  const cards = visit.customer ? deps.state.cardsOf(visit.customer) : [];
  if (fields.get('back')) return leave(visit, false);
  const removed = fields.get('remove');
  if (removed && visit.customer) {
    const left = cards.filter((card) => card.token !== removed);
    deps.state.customers.set(visit.customer, left);
    return payForm(visit, left, text);
  }
  if (isPaid(visit, deps)) return page(text, visit.language, `<h1>${text.refused}</h1>`, 409);
  const choice = fields.get('choice');
  if (choice !== 'new') {
    const stored = cards.find((card) => card.token === choice && card.active);
    return stored ? settle(visit, stored, codeFor(visit.bill.amount), deps) : payForm(visit, cards, text, text.pick);
  }
  const entered = readNewCard(fields, deps);
  if ('error' in entered) return payForm(visit, cards, text, text[entered.error]);
  const code = entered.number.endsWith('0002') ? 'AS100' : codeFor(visit.bill.amount);
  if (code === 'AS000' && visit.customer && fields.get('save') === '1')
    deps.state.customers.set(visit.customer, [...cards, entered.card]);
  return settle(visit, entered.card, code, deps);
}
