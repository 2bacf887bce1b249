import type { Deps } from '../deps.ts';
import type { Bill } from '../state.ts';
import { absent, forgotten, malformed, missing } from '../wire/fault.ts';
import type { Fields } from '../wire/read-request.ts';

/**
 * The bill number in a request without what stands behind its point: 15 or 16 digits (gateway notes, section 15).
 *
 * @throws GatewayFault 3/143, 4/143
 */
export function baseNumber(fields: Fields): string {
  const sent = fields.get('billnumber');
  if (!sent) throw missing('BILLNUMBER', 143);
  if (!/^\d{15,16}(\.\d+)?$/.test(sent)) throw malformed('BILLNUMBER', 143);
  return sent.split('.')[0] ?? '';
}

/**
 * The bill that a request names. An extended number must name its payment (section 10).
 *
 * @throws GatewayFault 10/201; 2/1 where it is no longer remembered
 */
export function findBill(fields: Fields, { state }: Deps): Bill {
  const bill = state.bill(baseNumber(fields));
  if (state.isForgotten(baseNumber(fields))) throw forgotten('order');
  const [, operation] = fields.get('billnumber')?.split('.') ?? [];
  const isThere =
    operation === undefined ||
    bill?.operations.some(({ number, type }) => String(number) === operation && type === 100);
  if (!bill || !isThere) throw absent('order', 201);
  return bill;
}
