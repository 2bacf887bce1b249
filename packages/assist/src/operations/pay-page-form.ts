import type { HostedForm } from '@onfile/contract';
import type { Gateway } from '../call.ts';
import { requestCheckValue } from '../check-value.ts';
import { AssistInvalid } from '../errors.ts';
import { holdOrder, type Payer, payerFields } from './pay-with-token.ts';

/** An order to be paid on the payment service's own page. */
export interface PayPageOrder {
  order: string;
  amount: string;
  currency: string;
  /** Left out: the page knows nobody, shows no stored cards and offers to keep none. */
  customer?: string;
  language?: 'RU' | 'EN';
  comment?: string;
  delay?: boolean;
  /** Where the browser is sent when the order is paid; at most 256 characters. */
  returnOk?: string;
  /** Where it is sent otherwise. */
  returnNo?: string;
  payer?: Payer;
}

function holdUrl(field: string, url: string | undefined): void {
  if (url && (url.length > 256 || !URL.canParse(url)))
    throw new AssistInvalid(field, 'an address of at most 256 characters');
}

/**
 * The form that takes a browser to the payment page: `POST /pay/order.cfm`, gateway notes, section 4. No login is in it;
 * a check value is, where the merchant has a secret word.
 *
 * @throws AssistInvalid
 */
export function payPageForm(gateway: Gateway, order: PayPageOrder): HostedForm {
  holdOrder(order);
  holdUrl('returnOk', order.returnOk);
  holdUrl('returnNo', order.returnNo);
  const signed = [gateway.merchantId, order.order, order.amount, order.currency, order.customer];
  return {
    url: new URL('/pay/order.cfm', gateway.baseUrl).href,
    fields: {
      Merchant_ID: gateway.merchantId,
      OrderNumber: order.order,
      OrderAmount: order.amount,
      OrderCurrency: order.currency,
      ...(order.customer && { CustomerNumber: order.customer }),
      ...(order.comment && { OrderComment: order.comment }),
      ...(order.delay && { Delay: '1' }),
      ...(order.language && { Language: order.language }),
      ...payerFields(order.payer),
      ...(order.returnOk && { URL_RETURN_OK: order.returnOk }),
      ...(order.returnNo && { URL_RETURN_NO: order.returnNo }),
      ...(gateway.checkSecret && { Checkvalue: requestCheckValue(gateway.checkSecret, signed) }),
    },
  };
}
