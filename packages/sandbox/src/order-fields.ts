import { gatewayDate } from './dates.ts';
import type { Bill, Operation, ThreeDsResult } from './state.ts';

/** What a response code says (gateway notes, section 5.4). */
const messages: Record<string, string> = {
  AS000: 'Completed successfully',
  AS100: 'Authorization denied',
  AS101: 'Wrong card parameters',
  AS102: 'Insufficient funds',
  AS104: 'Wrong card expiration date',
  AS105: 'Card operation limit exceeded',
  AS106: 'Wrong PIN',
  AS107: 'Data reception error',
  AS108: 'Suspected fraud',
  AS109: 'Assist operation limit exceeded',
  AS110: '3-D Secure authentication is required',
  AS200: 'Repeat the authorization',
  AS300: 'In process',
  AS400: 'No payment with such parameters',
  AS998: 'System error',
};

/** The gateway's number of a kind of card (gateway notes, section 5.4); empty where the documents give none. */
const meanTypes: Record<string, string> = { VISA: '1', MasterCard: '2', DCL: '3', JCB: '4', AMEX: '5', MIR: '6' };

const stateOf = (code: string) =>
  code === 'AS000' ? 'Success' : code === 'AS300' || code === 'AS110' ? 'In Process' : 'Failed';

/** The four names that a result always has, empty where the bank did not ask (gateway notes, section 18). */
export const threeDsFields = (result: ThreeDsResult | undefined): ThreeDsResult =>
  result ?? { version: '', alphaauthresult: '', challenge: '', eci: '' };

/** `412362****0028` */
export const maskedNumber = ({ card }: Bill): string =>
  card ? `${String(card.bin).padStart(6, '0')}****${card.post}` : '';

/** The extended number of an operation. */
export const extendedNumber = (bill: Bill, operation: Pick<Operation, 'number'>): string =>
  `${bill.bill}.${operation.number}`;

/** What the bank answered with, made of what is known: a stand-in with the documented form. */
export const approvalCode = (bill: Bill, { code, number }: Operation): string =>
  code === 'AS000' ? `X${(BigInt(bill.bill) + BigInt(number - 1)).toString().slice(-5)}` : '';

/** The fields of an operation, in the documented order and all of them text (gateway notes, section 3.5). */
export function operationFields(bill: Bill, operation: Operation): Record<string, string> {
  const message = messages[operation.code] ?? '';
  const { card } = bill;
  return {
    billnumber: extendedNumber(bill, operation),
    operationtype: String(operation.type),
    operationstate: stateOf(operation.code),
    amount: operation.amount,
    currency: operation.currency,
    clientip: operation.clientIp,
    ipaddress: operation.clientIp,
    meantype_id: meanTypes[card?.brand ?? ''] ?? '',
    meantypename: card?.brand ?? '',
    meansubtype: '',
    meannumber: maskedNumber(bill),
    cardholder: card?.holder ?? '',
    cardexpirationdate: card ? `${card.expire.slice(0, 2)}/${card.expire.slice(-2)}` : '',
    issuebank: card?.bank ?? '',
    bankcountry: '',
    responsecode: operation.code,
    message,
    customermessage: message,
    recommendation: '',
    approvalcode: approvalCode(bill, operation),
    protocoltypename: 'NET',
    processingname: 'Fake',
    operationdate: gatewayDate(operation.at),
    authresult: operation.threeds?.alphaauthresult ?? '',
    authrequired: operation.threeds ? '1' : '0',
    slipno: bill.bill.slice(-6),
  };
}

/** The fields of an order, in the documented order and all of them text. */
export function orderFields(bill: Bill): Record<string, string> {
  return {
    ordernumber: bill.order,
    billnumber: bill.bill,
    testmode: '1',
    ordercomment: bill.comment,
    orderamount: bill.amount,
    ordercurrency: bill.currency,
    firstname: bill.payer.firstname,
    lastname: bill.payer.lastname,
    middlename: bill.payer.middlename,
    email: bill.payer.email,
    orderdate: gatewayDate(bill.createdAt),
    orderstate: bill.state,
  };
}

/** Order and operation in one, with the rate: what the answers about one operation carry (gateway notes, sections 3.7, 10 and 18). */
export const flatFields = (bill: Bill, operation: Operation): Record<string, string> => ({
  ...orderFields(bill),
  ...operationFields(bill, operation),
  rate: '1',
});
