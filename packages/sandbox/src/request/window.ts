import { malformed, wrongValue } from '../wire/fault.ts';
import type { Fields } from '../wire/read-request.ts';

const second = { start: 129, end: 130 } as const;
const units = ['month', 'day', 'hour', 'min'] as const;
/** What a unit may be (gateway notes, section 5.1). */
const bounds = { month: [1, 12], day: [1, 31], hour: [0, 23], min: [0, 59] } as const;

/** A moment given by `StartYear`, `StartMonth` … in GMT; undefined where no year is sent. */
function moment(fields: Fields, name: 'start' | 'end'): number | undefined {
  const year = fields.get(`${name}year`);
  if (!year) return undefined;
  if (!/^\d{4}$/.test(year)) throw malformed(`${name}YEAR`.toUpperCase(), second[name]);
  const [month = 1, day = 1, hour = 0, minute = 0] = units.map((unit) => {
    const sent = fields.get(`${name}${unit}`);
    const [least, most] = bounds[unit];
    if (!sent) return least;
    const value = Number(sent);
    if (!/^\d{1,2}$/.test(sent) || value < least || value > most)
      throw malformed(`${name}${unit}`.toUpperCase(), second[name]);
    return value;
  });
  return Date.UTC(Number(year), month - 1, day, hour, minute);
}

/**
 * The time that a result is asked for: from the start, else `byDefault` before now, to the end, else now. `End…` has no seconds:
 * the whole minute counts (gateway notes, section 5.1).
 *
 * @throws GatewayFault 4/129, 4/130, 5/130 where the end comes first
 */
export function readWindow(fields: Fields, now: number, byDefault: number): { start: number; end: number } {
  const start = moment(fields, 'start') ?? now - byDefault;
  const end = (moment(fields, 'end') ?? now) + 59_999;
  if (end < start) throw wrongValue('END', 130);
  return { start, end };
}
