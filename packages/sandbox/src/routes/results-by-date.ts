import { flatFields } from '../order-fields.ts';
import { readWindow } from '../request/window.ts';
import { shown, type WebService } from '../service.ts';
import { absent, wrongValue } from '../wire/fault.ts';
import { isHidden } from './order-result.ts';

const hour = 3_600_000;

/** `POST /resultbydate/resultbydate.cfm`: everything that was done in a window of at most a day, as CSV (gateway notes, section 18). */
export const resultsByDate: WebService = {
  name: 'results-by-date',
  paths: ['/resultbydate/resultbydate.cfm'],
  formats: [1],
  perform: ({ fields, deps: { state }, rule }) => {
    const { start, end } = readWindow(fields, state.now(), 3 * hour);
    // Second code 4: the sampling interval is too large.
    if (end - start > 24 * hour + 60_000) throw wrongValue('DATE', 4);
    const rows = [...state.bills.values()]
      .filter((bill) => !isHidden(bill, rule, state.now()))
      .map((bill) => shown(bill, rule))
      .flatMap((bill) =>
        bill.operations.filter(({ at }) => at >= start && at <= end).map((operation) => flatFields(bill, operation)),
      );
    if (!rows.length) throw absent('order', 201);
    return { csv: () => rows };
  },
};
