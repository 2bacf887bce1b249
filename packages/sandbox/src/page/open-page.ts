import type { Deps } from '../deps.ts';
import { GatewayFault } from '../wire/fault.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import { readFields } from '../wire/read-request.ts';
import { notePage } from './layout.ts';
import { see } from './leave.ts';
import { openVisit, pageLanguage, visitUrl } from './open-visit.ts';
import { words } from './words.ts';

/**
 * `GET` and `POST /pay/order.cfm`: takes an order and sends the browser on to its payment page; what is wrong sends it to
 * `body.cfm` with an `ErrorID` (gateway notes, sections 4.1 and 4.2).
 */
export async function openPayPage(request: GatewayRequest, deps: Deps): Promise<Response> {
  const fields = await readFields(request);
  try {
    return see(visitUrl(await openVisit(fields, deps), deps), 302);
  } catch (error) {
    if (!(error instanceof GatewayFault)) throw error;
    const query = new URLSearchParams({
      ErrorID: `${error.first}-${error.second}`,
      Language: pageLanguage(fields, deps),
    });
    return see(`${deps.origin}/pay/body.cfm?${query.toString()}`, 302);
  }
}

/** `GET /pay/body.cfm`: why an order cannot be paid, with the codes for whoever made the shop. */
export function errorPage(request: GatewayRequest): Response {
  const { searchParams } = new URL(request.url);
  const language = searchParams.get('Language') === 'EN' ? 'EN' : 'RU';
  const [, codes = ''] = /^(\d{1,3}-\d{1,3})$/.exec(searchParams.get('ErrorID') ?? '') ?? [];
  const text = words[language];
  const said = codes ? `${text.reason} ${codes.replace('-', '/')}` : '';
  return notePage({ language, heading: text.refused, text: said, mark: 'bad', status: 400 });
}
