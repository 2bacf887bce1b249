import { escape } from '../wire/xml.ts';
import { sumText, type PageLanguage } from '../page/words.ts';
import type { Bill } from '../state.ts';
import { bankWords } from './words.ts';

/** Fits 250 by 400, the smallest of the five windows (gateway notes, section 3.7), and does not sprawl in the largest. */
const style = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;font:15px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;background:#fff;color:#171b24}
main{max-width:440px;margin:0 auto;padding:10px 14px}
header{display:flex;align-items:center;gap:8px;font-weight:700;color:#27408b;padding-bottom:8px;border-bottom:1px solid #dfe3ec}
header i{width:22px;height:22px;border-radius:6px;background:linear-gradient(135deg,#27408b,#5f7fd6);flex:none}
h1{font-size:16px;line-height:1.25;margin:8px 0 6px;text-wrap:balance}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:0 0 8px;font-size:14px}
dt{color:#586074}dd{margin:0;text-align:right;font-weight:600;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
label{display:block;font-size:14px;font-weight:600}
input{display:block;width:100%;height:44px;margin-top:2px;padding:0 12px;border:1px solid #7d8596;border-radius:10px;font:600 20px/1 system-ui,sans-serif;letter-spacing:.2em}
input[aria-invalid]{border:2px solid #a3231a}
.hint{margin:7px 0 9px;font-size:13px;color:#5a4100}
.wrong{margin:7px 0 -3px;color:#a3231a;font-size:14px}
button,.go{display:block;width:100%;min-height:46px;border:0;border-radius:10px;background:#27408b;color:#fff;font:600 16px/1 system-ui,sans-serif;cursor:pointer}
.second{background:none;color:#27408b;margin-top:2px}
:focus-visible{outline:3px solid #1f7ae0;outline-offset:2px}
@media(min-width:560px) and (min-height:480px){main{padding-top:28px}h1{font-size:19px}}
`;

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
};

/** A page of the bank as an answer. */
export function bankPage(language: PageLanguage, body: string, status = 200): Response {
  const { bank, title } = bankWords[language];
  const html = `<!doctype html><html lang="${language.toLowerCase()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body><main><header><i aria-hidden="true"></i>${bank}</header>${body}</main></body></html>`;
  return new Response(html, { status, headers });
}

/** A page of the bank that only says something. */
export const bankNote = (language: PageLanguage, heading: string, text = '', status = 200): Response =>
  bankPage(language, `<h1>${escape(heading)}</h1>${text ? `<p>${escape(text)}</p>` : ''}`, status);

/** What the bank asks, and what it is asked with again when an answer comes. */
export interface BankForm {
  language: PageLanguage;
  merchant: string;
  bill: Bill;
  action: string;
  /** What the form carries along. */
  hidden: Readonly<Record<string, string>>;
  /** The code that is right, which a sandbox says. */
  rightCode: string;
  /** How many tries are left after a wrong code. */
  triesLeft?: number;
}

/** The bank's question: a code, right or wrong, or no. */
export function bankForm({ language, merchant, bill, action, hidden, rightCode, triesLeft }: BankForm): Response {
  const text = bankWords[language];
  const carried = Object.entries(hidden)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
    .join('');
  const isWrong = triesLeft !== undefined;
  const wrong = isWrong ? `<p class="wrong" id="wrong" role="alert">${text.wrong(triesLeft)}</p>` : '';
  const body = `<h1>${escape(text.explain(merchant))}</h1>
<dl><dt>${text.sum}</dt><dd>${escape(sumText(bill.amount, bill.currency, language))}</dd><dt>${text.card}</dt><dd>•••• ${escape(bill.card?.post ?? '')}</dd></dl>
<form method="post" action="${action}">${carried}<label>${text.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6"${isWrong ? ' aria-invalid="true" aria-describedby="wrong hint"' : ' aria-describedby="hint"'} autofocus></label>${wrong}
<p class="hint" id="hint">${text.hint} ${rightCode}</p>
<button name="answer" value="confirm">${text.confirm}</button><button class="second" name="answer" value="cancel">${text.cancel}</button></form>`;
  return bankPage(language, body, isWrong ? 422 : 200);
}

/** The page of version 1 that hands its answer to the shop: a button, because no script runs here. */
export function bankHandover(
  language: PageLanguage,
  termUrl: string,
  fields: Readonly<Record<string, string>>,
): Response {
  const carried = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
    .join('');
  const text = bankWords[language];
  return bankPage(
    language,
    `<h1>${text.done}</h1><form method="post" action="${escape(termUrl)}">${carried}<button autofocus>${text.goOn}</button></form>`,
  );
}
