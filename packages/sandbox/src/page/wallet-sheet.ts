import type { Deps } from '../deps.ts';
import { walletCard } from '../pay/with-token.ts';
import type { Bill, PageVisit, Wallet } from '../state.ts';
import { escape } from '../wire/xml.ts';
import { htmlPage, topStrip } from './layout.ts';
import { action, agreementBox, orderSide, self } from './pay-form.ts';
import { walletNames, words } from './words.ts';

/** What a phone would ask with its own sheet. The save offer is made here: it is an initial operation as well (seed, first part). */
export function walletSheet(
  visit: PageVisit,
  bill: Bill,
  wallet: Wallet,
  offersSaving: boolean,
  deps: Deps,
  error?: string,
): Response {
  const text = words[visit.language];
  const name = walletNames[wallet];
  const { brand, post } = walletCard(name);
  const keep = offersSaving
    ? `<label class="keep"><input type="checkbox" name="save" value="1" checked><span>${text.save}</span></label>`
    : '';
  const body = `${topStrip(visit.language)}<main class="sheet">${orderSide(bill, visit.language, deps, visit.isRegistration)}<div class="pay-side">${error ? `<p class="alert" role="alert">${error}</p>` : ''}
<h2>${name}</h2><p class="soft">${text.deviceCard}: ${escape(brand)} •••• ${escape(post)}</p>
<form method="post" action="${action(visit)}"><input type="hidden" name="wallet" value="${wallet}"><input type="hidden" name="confirm" value="1">${keep}${agreementBox(bill, visit.language)}<button class="go">${text.confirmWallet(name)}</button></form>
<a class="plain" href="${self(visit)}">${text.cancel}</a><p class="foot"><span class="badge">${text.sandbox}</span></p></div></main>`;
  return htmlPage({ language: visit.language, title: name, body, status: error ? 422 : 200 });
}
