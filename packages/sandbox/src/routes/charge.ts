import { blocked, readSum, withOperation } from '../pay/amend.ts';
import { writeLedger } from '../pay/conclude.ts';
import { findBill } from '../request/bill-number.ts';
import { holdForms } from '../request/lengths.ts';
import { shown, type WebService } from '../service.ts';
import { forbidden } from '../wire/fault.ts';
import { operationReply } from '../wire/order-reply.ts';

/** `POST /charge/charge.cfm`: confirms a payment in two stages, all of it or a part (gateway notes, section 10). */
export const charge: WebService = {
  name: 'charge',
  paths: ['/charge/charge.cfm'],
  formats: [1, 3, 4, 5],
  credentials: 'cards',
  perform: ({ fields, deps, rule }) => {
    holdForms(fields);
    const bill = findBill(fields, deps);
    if (bill.state !== 'Delayed' && bill.state !== 'PartialDelayed') throw forbidden('confirmation', 307);
    const open = blocked(bill);
    const amount = readSum(fields, bill, open);
    const state = amount === open ? 'Approved' : 'PartialDelayed';
    const operation = { type: 200 as const, amount, clientIp: fields.get('clientip') ?? '' };
    const confirmed = withOperation(bill, { state }, operation, deps);
    writeLedger(confirmed, { type: 'capture', amount }, deps);
    deps.notifier.tell(confirmed, 'confirmation');
    return operationReply(shown(confirmed, rule), 'charge', deps);
  },
};
