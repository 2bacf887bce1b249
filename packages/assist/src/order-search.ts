import { AssistInvalid } from './errors.ts';
import { holdBill, holdOrderNumber } from './order-fields.ts';

/** What is asked about: an order's number, or one bill, in a window of time. */
export type OrderSearch = {
  /** The first moment that counts. */
  from: Date;
  /** The last moment that counts. The gateway counts in minutes: the whole minute is asked for. */
  to: Date;
} & ({ order: string; bill?: never } | { order?: never; bill: string });

const minute = 60_000;

function moment(prefix: 'Start' | 'End', at: number): Record<string, string> {
  const date = new Date(at);
  return {
    [`${prefix}Year`]: String(date.getUTCFullYear()),
    [`${prefix}Month`]: String(date.getUTCMonth() + 1),
    [`${prefix}Day`]: String(date.getUTCDate()),
    [`${prefix}Hour`]: String(date.getUTCHours()),
    [`${prefix}Min`]: String(date.getUTCMinutes()),
  };
}

/**
 * A search under the gateway's names (gateway notes, section 5.1): the window in GMT, never narrower than what was asked for.
 * Answers come in English, because states are words.
 *
 * @throws AssistInvalid
 */
export function searchFields({ order, bill, from, to }: OrderSearch): Record<string, string> {
  if (Number.isNaN(from.getTime())) throw new AssistInvalid('from', 'a moment');
  if (Number.isNaN(to.getTime()) || to < from) throw new AssistInvalid('to', 'a moment that is not before "from"');
  if (order !== undefined) holdOrderNumber(order);
  else if (bill !== undefined) holdBill(bill);
  else throw new AssistInvalid('order', 'there, or "bill"');
  return {
    ...(order !== undefined ? { Ordernumber: order } : { Billnumber: bill ?? '' }),
    ...moment('Start', from.getTime()),
    ...moment('End', Math.ceil(to.getTime() / minute) * minute),
    Language: 'EN',
  };
}
