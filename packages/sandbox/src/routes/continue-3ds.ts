import type { Authentication } from '../bank/authentication.ts';
import { afterMethod } from '../bank/decide.ts';
import { decode, type ThreeDsQuestion } from '../bank/question.ts';
import type { Deps } from '../deps.ts';
import { baseNumber } from '../request/bill-number.ts';
import { shown, type WebService } from '../service.ts';
import type { Bill } from '../state.ts';
import { absent, missing } from '../wire/fault.ts';
import { silentPayReply, tokenPayReply } from '../wire/payment-reply.ts';

/** The answer in the form of the service that began the payment. */
const replyTo = ({ paidBy }: Authentication, bill: Bill, question: ThreeDsQuestion | undefined, deps: Deps) =>
  (paidBy === 'silentpay' ? silentPayReply : tokenPayReply)(bill, question, deps);

/**
 * `POST /get3dsec/get3dsecver2.cfm`: goes on after the method call. Its address and the names of its parameters are assumed
 * (gateway notes, sections 3.7 and 16.4). Asked again, it says where the payment stands.
 */
export const continue3ds: WebService = {
  name: 'continue',
  paths: ['/get3dsec/get3dsecver2.cfm', '/get3dsec/ws3dsecver2.cfm'],
  formats: [5, 4],
  perform: ({ fields, deps, rule }) => {
    const bill = baseNumber(fields);
    const id = fields.get('threedsservertransid');
    if (!id) throw missing('THREEDSSERVERTRANSID', 155);
    const authentication = deps.state.authentications.get(id);
    if (authentication?.bill !== bill) throw absent('transaction', 220);
    const { bill: now, question } = afterMethod(authentication, deps);
    if (!now) throw absent('order', 201);
    return replyTo(authentication, shown(now, rule), question, deps);
  },
};

/** `POST /get3dsec/ws3dsec.cfm`: what the bank's page of version 1 brought back (section 16.5). What it says is what the bank knows, not what `PaRes` holds. */
export const continueV1: WebService = {
  name: 'continue-v1',
  paths: ['/get3dsec/ws3dsec.cfm'],
  formats: [5, 4],
  perform: ({ fields, deps, rule }) => {
    const pares = fields.get('pares');
    if (!pares) throw missing('PARES', 402);
    const authentication = deps.state.authentications.get(String(decode(pares).get('id')));
    const sent = fields.get('billnumber') ?? fields.get('md');
    if (!sent) throw missing('BILLNUMBER', 143);
    const isOfBill = fields.has('billnumber') ? authentication?.bill === baseNumber(fields) : true;
    if (!authentication || !isOfBill) throw absent('transaction', 220);
    const bill = deps.state.bill(authentication.bill);
    if (!bill) throw absent('order', 201);
    return replyTo(authentication, shown(bill, rule), undefined, deps);
  },
};
