import { parseDay } from '../dates.ts';
import type { Deps } from '../deps.ts';
import { exceeds } from '../money.ts';
import { conclude } from '../pay/conclude.ts';
import { underRule } from '../pay/with-token.ts';
import { findBill } from '../request/bill-number.ts';
import { holdForms } from '../request/lengths.ts';
import { readAmount, readCurrency, refusePaid } from '../request/order.ts';
import { scenarioOf } from '../scenarios.ts';
import { shown, type WebService } from '../service.ts';
import type { Agreement, Bill } from '../state.ts';
import { forbidden, missing, wrongValue } from '../wire/fault.ts';
import { operationReply } from '../wire/order-reply.ts';
import type { Fields } from '../wire/read-request.ts';

const day = 86_400_000;

/** What was agreed on in the initial payment. Without one, or past its last day, there is nothing to repeat: 15/320. */
function agreementOf({ agreement, state }: Bill, { state: { now } }: Deps): Agreement {
  const isPaid = state === 'Approved' || state === 'PartialCanceled';
  if (!agreement || !isPaid) throw forbidden('recurring payment', 320);
  if ((parseDay(agreement.maxDate) ?? 0) + day <= now()) throw forbidden('recurring payment', 320);
  return agreement;
}

/** The sum: inside what was agreed on, in the currency of the initial payment (gateway notes, section 9.2). */
function readSum(fields: Fields, { minAmount, maxAmount }: Agreement, { currency: agreed }: Bill): string {
  const amount = readAmount(fields.get('amount'));
  const currency = fields.get('currency');
  if (!currency) throw missing('CURRENCY', 105);
  if (readCurrency(currency) !== agreed) throw wrongValue('CURRENCY', 105);
  if (exceeds(amount, maxAmount) || exceeds(minAmount, amount)) throw wrongValue('AMOUNT', 108);
  return amount;
}

/**
 * `POST /recurrent/rp.cfm`: the merchant repeats a payment that was agreed on. Nobody is asked who they are. Where cards on file
 * are not processed it is an ordinary recurring payment: the ledger says which (gateway notes, section 9).
 */
export const recurrent: WebService = {
  name: 'recurrent',
  paths: ['/recurrent/rp.cfm'],
  formats: [3, 1, 4, 5],
  perform: ({ fields, deps, rule }) => {
    holdForms(fields);
    const initial = findBill(fields, deps);
    const amount = readSum(fields, agreementOf(initial, deps), initial);
    const order = fields.get('ordernumber');
    if (!order) throw missing('ORDERNUMBER', 107);
    const { card } = initial;
    if (!card) throw forbidden('recurring payment', 320);
    refusePaid(order, deps);
    const opened = deps.state.openBill({
      order,
      amount,
      currency: initial.currency,
      comment: fields.get('ordercomment') ?? '',
      delay: false,
      payer: initial.payer,
      clientIp: '',
      cheque: '',
      receipt: initial.receipt,
      initialBill: initial.bill,
    });
    const { currency, createdAt: at } = opened;
    const operation = { number: 1, type: 100 as const, code: 'AS300', amount, currency, clientIp: '', at };
    const { code } = underRule(scenarioOf(card, amount), rule);
    const initiator = deps.state.settings.cof ? 'merchant-cof' : 'merchant-recurrent';
    const bill = conclude({ ...opened, card, operations: [operation] }, code, deps, { initiator });
    return operationReply(shown(bill, rule), 'rp', deps);
  },
};
