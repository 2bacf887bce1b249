import type { Deps } from '../deps.ts';
import { merchant } from '../merchant.ts';
import { maskedNumber } from '../order-fields.ts';
import type { PageVisit } from '../state.ts';
import { isPaid } from '../request/order.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import { escape } from '../wire/xml.ts';
import { bankStep } from './bank-steps.ts';
import { notePage } from './layout.ts';
import { leave } from './leave.ts';
import { payFormPage } from './pay-form.ts';
import { findVisit, type OpenVisit, payFormOf } from './visit-bill.ts';
import { sumText, words } from './words.ts';

/** The page for an address that names no visit. */
export const gonePage = (): Response =>
  notePage({ language: 'RU', heading: words.RU.gone, text: words.EN.gone, mark: 'bad', status: 404 });

/** The way back to the shop, as markup; nothing where the shop named no address. */
export function backLink({ visit, bill }: OpenVisit, deps: Deps): string {
  const back = visit.returnNo ?? visit.returnOk;
  const address = back && leave({ visit, bill }, false, deps).headers.get('location');
  return address ? `<a class="plain" href="${escape(address)}">${words[visit.language].back}</a>` : '';
}

/** The page of an order that is no longer to be paid. */
export function closedPage(open: OpenVisit, deps: Deps): Response {
  const { language } = open.visit;
  // "Nothing was charged" is not said of an order that another bill has paid.
  const isExpired = open.bill.state === 'Timeout' && !isPaid(open.bill.order, deps);
  const heading = isExpired ? words[language].expired : words[language].paidAlready;
  return notePage({ language, heading, mark: 'bad', status: 409, actions: backLink(open, deps) });
}

/** What `&type=json` adds to the link of a page: the order in the words of the page (gateway notes, section 4.2). */
function asJson({ visit, bill }: OpenVisit): Response {
  return Response.json({
    merchant: { id: merchant.id },
    order: {
      statename: words[visit.language].states[bill.state],
      billnumber: bill.bill,
      ordernumber: bill.order,
      comment: bill.comment,
    },
    operation: {
      amount: bill.amount,
      currencycode: bill.currency,
      meantype: bill.card?.brand ?? '',
      meannumber: maskedNumber(bill),
    },
  });
}

/** `GET /pay/pay.cfm`: the payment page of a visit, wherever it has got to. */
export function showPayPage(request: GatewayRequest, deps: Deps): Response {
  const found = findVisit(request, deps);
  if (!found) return gonePage();
  const { searchParams } = new URL(request.url);
  const open = inLanguage(found, searchParams.get('Language'), deps);
  if (searchParams.get('type') === 'json') return asJson(open);
  const { bill } = open;
  switch (bill.state) {
    case 'In Process':
      if (bill.operations.length) return bankStep(open, request, deps);
      return isPaid(bill.order, deps) ? closedPage(open, deps) : payFormPage(payFormOf(open, deps), deps);
    case 'Declined':
      return isPaid(bill.order, deps)
        ? closedPage(open, deps)
        : payFormPage(payFormOf(open, deps, declined(open)), deps);
    case 'Timeout':
      return closedPage(open, deps);
    case 'Approved':
    case 'Delayed':
    case 'PartialDelayed':
    case 'Canceled':
    case 'PartialCanceled':
      return leave(open, true, deps);
  }
}

/** What the form says after a refusal. The offer to keep a card is made again (section 4.2). */
export const declined = ({ visit }: OpenVisit) => ({
  error: visit.isRegistration ? words[visit.language].declinedCard : words[visit.language].declined,
});

function inLanguage(open: OpenVisit, asked: string | null, { state }: Deps): OpenVisit {
  if ((asked !== 'RU' && asked !== 'EN') || asked === open.visit.language) return open;
  const visit: PageVisit = { ...open.visit, language: asked };
  state.visits.set(visit.id, visit);
  return { ...open, visit };
}

/** `GET /pay/result.cfm`: the last page where the shop has none; `&type=json` says the order's number (gateway notes, section 4.2). */
export function resultPage(request: GatewayRequest, deps: Deps): Response {
  const open = findVisit(request, deps);
  if (!open) return gonePage();
  const { visit, bill } = open;
  if (new URL(request.url).searchParams.get('type') === 'json')
    return Response.json({ params: { aordernumber: { value: bill.order } } });
  const isGood = bill.state === 'Approved' || bill.state === 'Delayed';
  const text = words[visit.language];
  return notePage({
    language: visit.language,
    heading: text.states[bill.state],
    text: `${text.order} ${bill.order} · ${sumText(bill.amount, bill.currency, visit.language)}`,
    mark: isGood ? 'good' : 'bad',
    actions: backLink(open, deps),
  });
}
