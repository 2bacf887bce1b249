import type { HostedForm } from '@onfile/contract';
import type { Gateway } from '../call.ts';
import { pageOrderFields, type PayPageOrder } from '../page-order.ts';

/**
 * The form that takes a browser to the payment page: `POST /pay/order.cfm`, gateway notes, section 4. No login is in it; a check
 * value is, where the merchant has a secret word.
 *
 * @throws AssistInvalid
 */
export function payPageForm(gateway: Gateway, order: PayPageOrder): HostedForm {
  return { url: new URL('/pay/order.cfm', gateway.baseUrl).href, fields: pageOrderFields(gateway, order) };
}
