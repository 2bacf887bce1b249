import { absent, malformed, missing, wrongValue } from '../fault.ts';
import { resultJson } from '../order-json.ts';
import { type Fields, readFields } from '../read-request.ts';
import { type Deps, serve } from '../work.ts';

const day = 86_400_000;

/** A moment given by `StartYear`, `StartMonth` … in GMT; `fallback` where no year is sent. */
function moment(fields: Fields, name: 'start' | 'end', fallback: number, second: number): number {
  const part = (unit: string, otherwise: number) => {
    const text = fields.get(`${name}${unit}`);
    if (text === undefined || text === '') return otherwise;
    if (!/^\d{1,4}$/.test(text)) throw malformed(`${name}${unit}`.toUpperCase(), second);
    return Number(text);
  };
  const year = part('year', 0);
  if (!year) return fallback;
  return Date.UTC(year, part('month', 1) - 1, part('day', 1), part('hour', 0), part('min', 0));
}

/**
 * `POST /orderresult/orderresult.cfm`: every bill of an order that was opened in the window, by default the last three
 * days. `End…` has no seconds: the whole minute counts. None at all: 10/201 (gateway notes, sections 5.1 and 8.3).
 */
export async function orderResult(request: Request, deps: Deps): Promise<Response> {
  const fields = await readFields(request);
  return serve('orderresult', request, fields, deps, undefined, () => {
    const order = fields.get('ordernumber');
    if (!order) throw missing('ORDERNUMBER', 107);
    if (fields.get('format') !== '5') throw wrongValue('FORMAT', 103);
    const now = deps.state.now();
    const start = moment(fields, 'start', now - 3 * day, 129);
    const end = moment(fields, 'end', now, 130) + 59_999;
    const bills = deps.state.billsOf(order).filter(({ createdAt }) => createdAt >= start && createdAt <= end);
    if (!bills.length) throw absent('order', 201);
    return Response.json(resultJson(bills, deps.state.packetDate()));
  });
}
