import { gatewayDay, parseDay } from '../dates.ts';
import { exceeds } from '../money.ts';
import type { Agreement } from '../state.ts';
import { malformed, missing, wrongValue } from '../wire/fault.ts';
import type { Fields } from '../wire/read-request.ts';
import { readAmount } from './order.ts';

const names = [
  'recurringindicator',
  'recurringminamount',
  'recurringmaxamount',
  'recurringperiod',
  'recurringcount',
  'recurringmaxdate',
];

/** The bounds of an agreement, each of which is mandatory (gateway notes, section 9.1). */
function readBounds(fields: Fields): Pick<Agreement, 'minAmount' | 'maxAmount'> {
  const minAmount = readAmount(fields.get('recurringminamount'), 'RECURRINGMINAMOUNT');
  const maxAmount = readAmount(fields.get('recurringmaxamount'), 'RECURRINGMAXAMOUNT');
  if (exceeds(minAmount, maxAmount)) throw wrongValue('RECURRINGMINAMOUNT', 108);
  return { minAmount, maxAmount };
}

/**
 * The recurring agreement that an order asks for; undefined for an ordinary one. `RecurringCount` is another name of the period,
 * as one table prints it.
 *
 * @throws GatewayFault 5/202 beside a customer number: the two are never sent together.
 */
export function readAgreement(fields: Fields, now: number): Agreement | undefined {
  const isSent = names.some((name) => fields.get(name));
  if (isSent && fields.get('customernumber')) throw wrongValue('CUSTOMERNUMBER', 202);
  const indicator = fields.get('recurringindicator') || '0';
  if (indicator !== '0' && indicator !== '1') throw malformed('RECURRINGINDICATOR', 320);
  if (indicator === '0') return undefined;
  const bounds = readBounds(fields);
  const period = fields.get('recurringperiod') || fields.get('recurringcount');
  const maxDate = fields.get('recurringmaxdate');
  if (!period) throw missing('RECURRINGPERIOD', 147);
  if (!/^\d{1,3}$/.test(period) || Number(period) === 0) throw malformed('RECURRINGPERIOD', 147);
  if (!maxDate) throw missing('RECURRINGMAXDATE', 104);
  const lastDay = parseDay(maxDate);
  if (lastDay === undefined) throw malformed('RECURRINGMAXDATE', 104);
  if (lastDay < (parseDay(gatewayDay(now)) ?? 0)) throw wrongValue('RECURRINGMAXDATE', 104);
  return { ...bounds, periodDays: Number(period), maxDate };
}
