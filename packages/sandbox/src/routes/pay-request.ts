import { gatewayDate } from '../dates.ts';
import { openVisit, visitUrl } from '../page/open-visit.ts';
import type { WebService } from '../service.ts';

/**
 * `POST /pay/payrequest.cfm`: the address of a payment page instead of a redirect. Its key is sent in both spellings (gateway
 * notes, sections 4.4 and 18). The order's clock starts here.
 */
export const payRequest: WebService = {
  name: 'payrequest',
  paths: ['/pay/payrequest.cfm'],
  formats: [5],
  // The merchant's server asks with what the browser would send: a login is not in the table of this service.
  credentials: 'none',
  perform: async ({ fields, deps }) => {
    const visit = await openVisit(fields, deps);
    const url = visitUrl(visit, deps);
    const bill = deps.state.bill(visit.bill);
    return {
      json: () => ({
        url,
        URL: url,
        expirationtime: gatewayDate(bill?.expiresAt ?? 0),
        orderstate: bill?.state ?? '',
      }),
    };
  },
};
