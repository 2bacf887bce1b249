import { gatewayDate } from '../dates.ts';
import type { Deps } from '../deps.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import { escape } from '../wire/xml.ts';
import { notePage } from './layout.ts';
import { gonePage } from './show-page.ts';
import { sumText, words } from './words.ts';

/** `GET /fiscal/receipt.cfm`: a receipt to look at. What a real one holds is the fiscal operator's; this says what was paid. */
export function receiptPage(request: GatewayRequest, deps: Deps): Response {
  const bill = deps.state.bill(new URL(request.url).searchParams.get('bill') ?? '');
  const paid = bill?.operations.find(({ code }) => code === 'AS000');
  if (!bill || !paid || !bill.receipt) return gonePage();
  const { language } = deps.state.settings;
  return notePage({
    language,
    heading: sumText(bill.amount, bill.currency, language),
    text: `${deps.state.settings.name[language]} · ${words[language].order} ${bill.order}`,
    mark: 'good',
    actions: `<p class="soft">${escape(bill.bill)} · ${gatewayDate(paid.at)} GMT</p>`,
  });
}
