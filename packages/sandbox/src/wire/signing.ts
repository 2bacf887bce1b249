import type { Deps } from '../deps.ts';
import { merchant } from '../merchant.ts';
import { approvalCode, extendedNumber, maskedNumber } from '../order-fields.ts';
import type { Bill, Operation } from '../state.ts';
import { checkValue } from './check-value.ts';
import { GatewayFault } from './fault.ts';
import type { Fields } from './read-request.ts';

/** What a request's check value and signature are over: values as they were sent, what is not sent leaves no delimiter (section 7.1). */
function signedText(fields: Fields, more: readonly string[], delimiter: string): string {
  const always = ['merchantid', 'ordernumber', 'orderamount', 'ordercurrency'];
  return [...always, ...more]
    .flatMap((name) => (fields.get(name) === '0' ? [] : fields.get(name) || []))
    .join(delimiter);
}

/** The parameters that are signed beside the order, by service (section 7.1). */
const alsoSigned = {
  page: ['ordermaxpoints', 'customernumber', 'disable3ds', 'prepayment'],
  silentpay: ['ordermaxpoints', 'disable3ds'],
} as const;

const wrong = (what: string) => new GatewayFault(`Encryption error. Parameter ${what}`, 9, 0);

/**
 * Holds the check value and the signature of a request against the merchant's settings. The codes 9/0 are the sandbox's own.
 *
 * @throws GatewayFault
 */
export async function holdSigned(fields: Fields, kind: keyof typeof alsoSigned, deps: Deps): Promise<void> {
  const { check, checkDelimiter } = deps.state.settings;
  const text = signedText(fields, alsoSigned[kind], checkDelimiter);
  if (check === 'signature') {
    const sent = fields.get('signature') ?? '';
    if (!sent || !(await deps.signatures?.verify(text, sent))) throw wrong('SIGNATURE');
  }
  if (check !== 'md5' && check !== 'md5-required') return;
  const sent = fields.get('checkvalue');
  if (!sent && check === 'md5') return;
  if (sent?.toUpperCase() !== checkValue(merchant.secret, text)) throw wrong('CHECKVALUE');
}

/** What proves an answer: a check value or a signature, the other empty (section 7.4). */
export interface Proof {
  signature: string;
  checkvalue: string;
}

async function prove(text: string, { state, signatures }: Deps): Promise<Proof> {
  switch (state.settings.check) {
    case 'md5':
    case 'md5-required':
      return { signature: '', checkvalue: checkValue(merchant.secret, text) };
    case 'signature':
      return { signature: (await signatures?.sign(text)) ?? '', checkvalue: '' };
    case 'off':
      return { signature: '', checkvalue: '' };
  }
}

/** The proof of an order in a result: over the order's own amount (section 7.3). */
export const proveOrder = (bill: Bill, deps: Deps): Promise<Proof> =>
  prove(`${merchant.id}${bill.order}${bill.amount}${bill.currency}${bill.state}`, deps);

/** The proof of a notification: over the operation's amount (sections 7.3 and 18). */
export const proveOperation = (bill: Bill, { amount, currency }: Operation, deps: Deps): Promise<Proof> =>
  prove(`${merchant.id}${bill.order}${amount}${currency}${bill.state}`, deps);

/** The signature of an answer to a payment, a confirmation or a cancel; empty unless the merchant signs (section 7.4). */
export async function signReply(bill: Bill, operation: Operation, packetDate: string, deps: Deps): Promise<string> {
  if (deps.state.settings.check !== 'signature') return '';
  const text = [
    extendedNumber(bill, operation),
    bill.order,
    operation.code,
    bill.amount,
    bill.currency,
    maskedNumber(bill),
    approvalCode(bill, operation),
    bill.state,
    packetDate,
  ].join('');
  return (await deps.signatures?.sign(text)) ?? '';
}
