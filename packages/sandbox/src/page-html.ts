import type { PageWords } from './page-words.ts';
import type { PageVisit, StoredCard } from './state.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for markup and for quoted attributes. */
export const escape = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

const style = `
*{box-sizing:border-box}body{margin:0;font:16px/1.45 system-ui,sans-serif;background:#eef1f5;color:#12151c}
main{max-width:460px;margin:0 auto;background:#fff;min-height:100vh;padding:24px 20px 40px}
@media(min-width:560px){main{margin:40px auto;min-height:0;border-radius:20px;padding:32px;box-shadow:0 12px 40px #10204018}}
header{display:flex;justify-content:space-between;gap:16px;align-items:baseline;border-bottom:1px solid #e2e5ea;padding-bottom:16px;margin-bottom:20px}
h1{font-size:20px;margin:0}p{margin:0}.sum{font-size:24px;font-weight:700;white-space:nowrap}.muted{color:#5a6372;font-size:14px}
fieldset{border:1px solid #e2e5ea;border-radius:14px;margin:0 0 16px;padding:4px 16px}legend{font-weight:600;padding:0 6px}
.row{display:flex;align-items:center;gap:12px;min-height:52px;border-bottom:1px solid #eef1f5}.row:last-child{border:0}.row label{flex:1}
input[type=radio],input[type=checkbox]{width:20px;height:20px;accent-color:#0b6b5c;margin:0;flex:none}
.field{display:block;margin:0 0 12px;font-size:14px;font-weight:600}
.field input{display:block;width:100%;height:48px;margin-top:6px;padding:0 14px;border:1px solid #8b94a3;border-radius:12px;font:inherit;font-weight:400;font-size:16px}
.three{display:grid;grid-template-columns:1fr 1fr 1.4fr;gap:12px}.keep{display:flex;gap:12px;align-items:center;margin:4px 0 20px}
button{font:inherit;cursor:pointer}:focus-visible{outline:3px solid #0b6b5c66;outline-offset:2px}
.pay{width:100%;height:56px;border:0;border-radius:14px;background:#0b6b5c;color:#fff;font-weight:600}
.link{border:0;background:none;color:#0b6b5c;padding:12px 4px;text-decoration:underline}
.error{background:#fdecea;color:#8f1d12;border-radius:12px;padding:12px 16px;margin-bottom:16px}.foot{text-align:center;margin-top:16px}`;

/** A whole page of the payment service. */
export function page(words: PageWords, language: string, body: string, status = 200): Response {
  const html = `<!doctype html><html lang="${language.toLowerCase()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title><style>${style}</style></head><body><main>${body}</main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
    },
  });
}

function storedRow(card: StoredCard, words: PageWords, checked: boolean): string {
  const name = `${escape(card.brand)} •••• ${escape(card.post)}`;
  const spoken = `${words.remove}: ${card.brand} ${words.ends} ${card.post}`;
  return `<div class="row"><input type="radio" name="choice" id="c-${escape(card.token)}" value="${escape(card.token)}"${checked ? ' checked' : ''}>
<label for="c-${escape(card.token)}">${name} <span class="muted">${escape(card.expire)} ${escape(card.bank)}</span></label>
<button class="link" name="remove" value="${escape(card.token)}" aria-label="${escape(spoken)}">${words.remove}</button></div>`;
}

function newCard(words: PageWords, save: boolean): string {
  const field = (id: string, label: string, more: string) =>
    `<label class="field">${label}<input id="${id}" name="${id}" ${more}></label>`;
  return `${field('CardNumber', words.number, 'inputmode="numeric" autocomplete="cc-number" maxlength="23"')}
<div class="three">${field('ExpireMonth', words.month, 'inputmode="numeric" autocomplete="cc-exp-month" maxlength="2" placeholder="MM"')}
${field('ExpireYear', words.year, 'inputmode="numeric" autocomplete="cc-exp-year" maxlength="4" placeholder="YY"')}
${field('CVC2', words.code, 'inputmode="numeric" autocomplete="cc-csc" maxlength="4"')}</div>
${field('Cardholder', words.holder, 'autocomplete="cc-name" maxlength="70"')}
${save ? `<label class="keep"><input type="checkbox" name="save" value="1" checked>${words.save}</label>` : ''}`;
}

/** The payment page of a visit: stored cards of a known customer, a new card, and the save offer, preselected. */
export function payForm(visit: PageVisit, cards: readonly StoredCard[], words: PageWords, error?: string): Response {
  const { bill } = visit;
  const sum = `${escape(bill.amount)} ${escape(bill.currency)}`;
  const usable = cards.filter((card) => card.active);
  const choice = usable.length
    ? `<fieldset><legend>${words.saved}</legend>${usable.map((card, index) => storedRow(card, words, index === 0)).join('')}
<div class="row"><input type="radio" name="choice" id="c-new" value="new"><label for="c-new">${words.another}</label></div></fieldset>`
    : '<input type="hidden" name="choice" value="new">';
  const body = `<header><div><h1>${words.merchant}</h1><p class="muted">${words.order} ${escape(bill.order)}</p></div><p class="sum">${sum}</p></header>
${error ? `<p class="error" role="alert">${error}</p>` : ''}
<form method="post" action="/pay/pay.cfm?CFSID=${encodeURIComponent(visit.id)}">${choice}${newCard(words, visit.customer !== undefined)}
<button class="pay">${words.pay} ${sum}</button>
<p class="foot"><button class="link" name="back" value="1">${words.back}</button></p></form><p class="foot muted">${words.secure}</p>`;
  return page(words, visit.language, body, error ? 422 : 200);
}
