import type { Deps } from '../deps.ts';
import { isPaidBill, type OrderDetails } from '../state.ts';
import { GatewayFault, malformed, missing, wrongValue } from '../wire/fault.ts';
import type { Fields } from '../wire/read-request.ts';
import { holdCheque } from './cheque.ts';
import { holdForms } from './lengths.ts';

/**
 * An amount as decimal text with two places. It may come as `15`, `15.5` or `15,50` (gateway notes, sections 3.2, 15 and 18).
 *
 * @throws GatewayFault 3/108, 4/108
 */
export function readAmount(sent: string | undefined, name = 'AMOUNT'): string {
  const amount = sent?.replace(',', '.');
  if (!amount) throw missing(name, 108);
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(amount)) throw malformed(name, 108);
  const [whole = '0', cents = ''] = amount.split('.');
  return `${whole.replace(/^0+(?=\d)/, '')}.${cents.padEnd(2, '0')}`;
}

/**
 * A currency, three letters.
 *
 * @throws GatewayFault 4/105
 */
export function readCurrency(sent: string): string {
  if (!/^[A-Z]{3}$/.test(sent)) throw malformed('CURRENCY', 105);
  return sent;
}

/**
 * The merchant's number of a customer: printable, at most 32 characters (gateway notes, section 16.18).
 *
 * @throws GatewayFault 4/202
 */
export function holdCustomer(customer: string): string {
  if (!/^[\x21-\x7e]{1,32}$/.test(customer)) throw malformed('CUSTOMERNUMBER', 202);
  return customer;
}

/**
 * What an order is about, with everything that can be wrong with it refused by the documented codes.
 *
 * @throws GatewayFault
 */
export function readOrder(fields: Fields, { state }: Deps, more: { mayBeNothing?: boolean } = {}): OrderDetails {
  const order = fields.get('ordernumber');
  if (!order) throw missing('ORDERNUMBER', 107);
  holdForms(fields);
  const amount = readAmount(fields.get('orderamount'));
  if (Number(amount) === 0 && !more.mayBeNothing) throw wrongValue('AMOUNT', 108);
  const cheque = fields.get('chequeitems') ?? '';
  if (cheque) holdCheque(cheque, amount);
  const customer = fields.get('customernumber');
  return {
    order,
    amount,
    currency: readCurrency(fields.get('ordercurrency') || state.settings.currency),
    comment: fields.get('ordercomment') ?? '',
    delay: fields.get('delay') === '1',
    payer: {
      lastname: fields.get('lastname') ?? '',
      firstname: fields.get('firstname') ?? '',
      middlename: fields.get('middlename') ?? '',
      email: fields.get('email') ?? '',
    },
    clientIp: fields.get('clientip') ?? '',
    cheque,
    receipt: fields.get('generatereceipt') !== '0',
    ...(customer && { customer: holdCustomer(customer) }),
  };
}

/** Whether an order was paid already, by a bill that is remembered or by one that is not. */
export const isPaid = (order: string, { state }: Deps): boolean =>
  !state.settings.acceptDuplicates && (state.isPaidAndForgotten(order) || state.billsOf(order).some(isPaidBill));

/**
 * Refuses to charge under an order number that is paid, unless the merchant takes duplicates (gateway notes, section 16.12).
 *
 * @throws GatewayFault 11/201
 */
export function refusePaid(order: string, deps: Deps): void {
  if (isPaid(order, deps)) throw new GatewayFault('Duplicate object. Object order', 11, 201);
}
