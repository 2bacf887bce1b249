import { asStoredCard, readEnteredCard } from '../pay/entered-card.ts';
import { authorise } from '../pay/authorise.ts';
import { holdBrowser, underRule } from '../pay/with-token.ts';
import { readOrder, refusePaid } from '../request/order.ts';
import { shown, type WebService } from '../service.ts';
import { malformed, missing } from '../wire/fault.ts';
import { silentPayReply } from '../wire/payment-reply.ts';
import type { Fields } from '../wire/read-request.ts';
import { holdSigned } from '../wire/signing.ts';

/** What of a card must be there, with its second code (gateway notes, section 8.2). */
const mandatory: readonly [name: string, second: number][] = [
  ['cardnumber', 106],
  ['expiremonth', 112],
  ['expireyear', 113],
  ['cvc2', 115],
];

function readCard(fields: Fields, amount: string, now: number) {
  for (const [name, second] of mandatory) if (!fields.get(name)) throw missing(name.toUpperCase(), second);
  const entered = readEnteredCard(fields, amount, now);
  if (!('trouble' in entered)) return entered;
  const { trouble } = entered;
  if (trouble.number) throw malformed('MEANNUMBER', 106);
  if (trouble.code) throw malformed('CVC2', 115);
  throw malformed('EXPIREMONTH', 142);
}

/** `POST /pay/silentpay.cfm`: pays with a card that the merchant was told; a known customer's card is kept (gateway notes, 3.5 to 3.7). */
export const silentPay: WebService = {
  name: 'silentpay',
  paths: ['/pay/silentpay.cfm'],
  formats: [5, 3, 4],
  perform: async ({ fields, deps, rule }) => {
    const order = readOrder(fields, deps);
    await holdSigned(fields, 'silentpay', deps);
    const entered = readCard(fields, order.amount, deps.state.now());
    refusePaid(order.order, deps);
    const scenario = underRule(entered.scenario, rule);
    holdBrowser(scenario, fields);
    const { bill, question } = authorise(
      {
        bill: deps.state.openBill(order),
        card: entered.used,
        scenario,
        paidBy: 'silentpay',
        window: fields.get('challengewindowsize') || '02',
        disable3ds: fields.get('disable3ds') === '1',
        ...(order.customer && { keep: asStoredCard(entered.used, deps.state.randomId().toUpperCase()) }),
      },
      deps,
    );
    return silentPayReply(shown(bill, rule), question, deps);
  },
};
