import type { Deps } from '../deps.ts';
import type { CardTrouble } from '../pay/entered-card.ts';
import type { Bill, PageVisit, StoredCard } from '../state.ts';
import type { Fields } from '../wire/read-request.ts';
import { escape } from '../wire/xml.ts';
import { htmlPage, topStrip } from './layout.ts';
import { type PageLanguage, type PageWords, sumText, walletNames, words } from './words.ts';

/** What the form is filled with when it comes back: never a number and never a code. */
export interface FormState {
  error?: string;
  trouble?: CardTrouble;
  typed?: Fields;
  /** The stored card that was chosen, or `new`. */
  choice?: string;
  /** The stored card whose code was missing or wrong. */
  codeTrouble?: boolean;
}

/** Everything that the page shows. */
export interface PayForm extends FormState {
  visit: PageVisit;
  bill: Bill;
  cards: readonly StoredCard[];
  /** Whether a stored card's code is asked. */
  asksCode: (card: StoredCard) => boolean;
  /** Whether the shopper is asked to keep a new card. */
  offersSaving: boolean;
}

/** Where the page's forms go. */
export const action = ({ id }: PageVisit): string => `/pay/pay.cfm?CFSID=${encodeURIComponent(id)}`;
/** The page itself, as a link from it: it may be reached below another path. */
export const self = ({ id }: PageVisit): string => `?CFSID=${encodeURIComponent(id)}`;

interface FieldOptions {
  id: string;
  label: string;
  attributes: string;
  /** The id of the message that says what is wrong. */
  wrong?: string | undefined;
  hint?: string;
  value?: string | undefined;
}

function field({ id, label, attributes, wrong, hint, value }: FieldOptions): string {
  const described = [wrong, hint && `${id}-hint`].filter(Boolean).join(' ');
  const filled = value ? ` value="${escape(value)}"` : '';
  const invalid = wrong ? ' aria-invalid="true"' : '';
  const by = described ? ` aria-describedby="${described}"` : '';
  const more = hint ? `<small class="hidden" id="${id}-hint">${hint}</small>` : '';
  return `<div class="field"><label><span>${label}</span><input id="${id}" name="${id}" ${attributes}${filled}${invalid}${by}></label>${more}</div>`;
}

/** What is wrong with a field, said below it. */
const wrongText = (id: string, text: string | undefined | false): string =>
  text ? `<small class="wrong" id="${id}">${text}</small>` : '';

const codeAttributes = 'type="password" inputmode="numeric" autocomplete="cc-csc" maxlength="4" placeholder="•••"';

function newCard({ trouble = {}, typed, offersSaving }: PayForm, text: PageWords): string {
  const number = field({
    id: 'CardNumber',
    label: text.number,
    attributes: 'inputmode="numeric" autocomplete="cc-number" maxlength="23" placeholder="0000 0000 0000 0000"',
    wrong: trouble.number && 'wrong-number',
  });
  const month = field({
    id: 'ExpireMonth',
    label: text.month,
    attributes: `inputmode="numeric" autocomplete="cc-exp-month" maxlength="2" placeholder="${text.mm}"`,
    wrong: trouble.expiry && 'wrong-date',
    value: typed?.get('expiremonth'),
  });
  const year = field({
    id: 'ExpireYear',
    label: text.year,
    attributes: `inputmode="numeric" autocomplete="cc-exp-year" maxlength="4" placeholder="${text.yy}"`,
    wrong: trouble.expiry && 'wrong-date',
    value: typed?.get('expireyear'),
  });
  const code = field({
    id: 'CVC2',
    label: text.code,
    attributes: codeAttributes,
    wrong: trouble.code && 'wrong-code',
    hint: text.codeHint,
  });
  const holder = field({
    id: 'Cardholder',
    label: text.holder,
    attributes: 'autocomplete="cc-name" maxlength="70" autocapitalize="characters" spellcheck="false"',
    value: typed?.get('cardholder'),
  });
  const keep = offersSaving
    ? `<label class="keep"><input type="checkbox" name="save" value="1" checked><span>${text.save}</span></label>`
    : '';
  return `<div class="new-card">${number}${wrongText('wrong-number', trouble.number && text.badNumber)}<div class="three">${month}${year}${code}</div>${wrongText('wrong-date', trouble.expiry && text.badDate)}${wrongText('wrong-code', trouble.code && text.badCode)}${holder}${keep}</div>`;
}

/** How a stored card is named. */
export const cardName = ({ brand, post }: StoredCard): string => `${escape(brand)} <span>•••• ${escape(post)}</span>`;

function storedCard(card: StoredCard, form: PayForm, text: PageWords, isChosen: boolean): string {
  const id = `c-${escape(card.token)}`;
  const spoken = escape(`${text.remove}: ${card.brand} ${text.ends} ${card.post}`);
  const about = [`${text.until} ${card.expire.replace('.', '/')}`, card.bank].filter(Boolean).map(escape).join(' · ');
  const wrong = isChosen && form.codeTrouble ? 'wrong-code' : undefined;
  const codeField = field({
    id: `code-${escape(card.token)}`,
    label: text.storedCode,
    attributes: codeAttributes,
    wrong,
  });
  const code = form.asksCode(card)
    ? `<div class="code">${codeField}${wrongText('wrong-code', wrong && text.badCode)}</div>`
    : '';
  return `<div class="card"><input type="radio" name="choice" id="${id}" value="${escape(card.token)}"${isChosen ? ' checked' : ''}>
<label class="name" for="${id}"><b>${cardName(card)}</b><span class="soft">${about}</span></label>
<button class="link" form="manage" name="askremove" value="${escape(card.token)}" aria-label="${spoken}">${text.remove}</button>${code}</div>`;
}

/** The stored cards of a known customer, and another card below them; only another card where there are none. */
function choice(form: PayForm, text: PageWords): string {
  const { cards, visit } = form;
  if (!cards.length || visit.isRegistration) return '<input type="hidden" name="choice" value="new">';
  const known = cards.some(({ token }) => token === form.choice) || form.choice === 'new';
  const chosen = known ? form.choice : cards[0]?.token;
  const rows = cards.map((card) => storedCard(card, form, text, card.token === chosen)).join('');
  return `<fieldset class="cards"><legend>${text.stored}</legend>${rows}<div class="card"><input type="radio" name="choice" id="c-new" value="new"${chosen === 'new' ? ' checked' : ''}><label class="name" for="c-new"><b>${text.another}</b></label></div></fieldset>`;
}

/** What the shopper agrees to, said before the tick and not behind a link (gateway notes, section 9.1). */
export function agreementBox(bill: Bill, language: PageLanguage): string {
  if (!bill.agreement) return '';
  const text = words[language];
  const { minAmount, maxAmount, periodDays, maxDate } = bill.agreement;
  const sum = (amount: string) => escape(sumText(amount, bill.currency, language));
  return `<section class="agreement" aria-labelledby="agreement"><h2 id="agreement">${text.agreement}</h2><ul><li>${text.agreeRange(sum(minAmount), sum(maxAmount))}</li><li>${text.agreePeriod(periodDays)}</li><li>${text.agreeUntil(escape(maxDate))}</li></ul><label class="keep"><input type="checkbox" name="agree" value="1"><span>${text.agree}</span></label></section>`;
}

function wallets({ visit }: PayForm, text: PageWords): string {
  if (!visit.wallets.length) return '';
  const buttons = visit.wallets.map(
    (wallet) => `<button name="wallet" value="${wallet}">${walletNames[wallet]}</button>`,
  );
  return `<form method="post" action="${action(visit)}" class="wallets">${buttons.join('')}</form><p class="or">${text.orByCard}</p>`;
}

/** What is paid, and to whom. */
export function orderSide(
  bill: Bill,
  language: PageLanguage,
  { state: { settings } }: Deps,
  isRegistration: boolean,
): string {
  const text = words[language];
  const name = settings.name[language];
  const sum = isRegistration
    ? `<p class="sum"><b>${text.nothing}</b></p><p class="soft">${text.addCardHint}</p>`
    : `<p class="sum"><span class="soft">${text.total}</span><b>${escape(sumText(bill.amount, bill.currency, language))}</b></p>`;
  const comment = bill.comment ? `<p class="comment">${escape(bill.comment)}</p>` : '';
  return `<section class="order" aria-label="${text.order}"><div class="shop"><i aria-hidden="true">${escape(name.charAt(0))}</i><div><h1>${escape(name)}</h1><p class="soft">${text.order} ${escape(bill.order)}</p></div></div>${comment}${sum}</section>`;
}

/** The payment page of a visit. Three forms, so that Enter in a field pays: it never removes a card nor opens a wallet. */
export function payFormPage(form: PayForm, deps: Deps): Response {
  const { visit, bill, error } = form;
  const { language, isRegistration } = visit;
  const text = words[language];
  const button = isRegistration
    ? text.saveCard
    : `${text.pay} ${escape(sumText(bill.amount, bill.currency, language))}`;
  const url = (other: PageLanguage) => `${self(visit)}&Language=${other}`;
  const body = `${topStrip(language, url)}<main class="sheet">${orderSide(bill, language, deps, isRegistration)}<div class="pay-side">
${error ? `<p class="alert" role="alert">${error}</p>` : ''}${wallets(form, text)}
<form method="post" action="${action(visit)}" novalidate>${choice(form, text)}${newCard(form, text)}${agreementBox(bill, language)}
<button class="go">${button}</button></form>
<form method="post" action="${action(visit)}" id="manage"><button class="plain" name="back" value="1">${text.back}</button></form>
<div class="foot"><p class="soft">${text.noCvc}</p><span class="badge">${text.sandbox}</span></div></div></main>`;
  return htmlPage({
    language,
    title: `${isRegistration ? text.addCard : text.title} · ${deps.state.settings.name[language]}`,
    body,
    status: error ? 422 : 200,
  });
}
