import * as v from 'valibot';
import { WireText } from '../bill.ts';
import { type CallOptions, callOnce, type Gateway, post, startDeadline } from '../call.ts';
import { readMoment } from '../dates.ts';
import { AssistMalformed } from '../errors.ts';
import { readBrowserAddress } from '../gateway-address.ts';
import { pageOrderFields, type PayPageOrder } from '../page-order.ts';

/** What became of a request for a link. */
export type PayPageLink =
  | {
      type: 'link';
      /** The address of the payment page; it may stand in a frame. */
      url: string;
      /** Until when the order can be paid there, where the gateway says. */
      expiresAt?: Date;
    }
  /** The gateway opens no page for this order. */
  | { type: 'declined' };

/** The address is printed under both names (gateway notes, sections 4.4 and 18). */
const Answer = v.object({ url: WireText, URL: WireText, expirationtime: WireText, orderstate: WireText });

/**
 * The address of a payment page for an order, asked server to server: `POST /pay/payrequest.cfm`, gateway notes, section 4.4. The
 * order's time begins with it, so it is asked for just before use, and once.
 *
 * @throws AssistInvalid before anything is sent; AssistError
 */
export async function payPageLink(gateway: Gateway, order: PayPageOrder, options?: CallOptions): Promise<PayPageLink> {
  const request = post(gateway, '/pay/payrequest.cfm', new URLSearchParams(pageOrderFields(gateway, order)));
  const body = await callOnce(gateway, request, startDeadline(gateway.deadlines.read, options));
  const parsed = v.safeParse(Answer, body);
  if (!parsed.success) throw new AssistMalformed('it is not a link');
  const { url: said, URL: saidToo, expirationtime, orderstate } = parsed.output;
  if (/^declined?$/i.test(orderstate)) return { type: 'declined' };
  const url = readBrowserAddress(said || saidToo, gateway.baseUrl);
  if (!url) throw new AssistMalformed('its link is not one that a browser may follow');
  const expiresAt = readMoment(expirationtime);
  return { type: 'link', url, ...(expiresAt && { expiresAt }) };
}
