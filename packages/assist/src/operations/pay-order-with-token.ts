import { type CallOptions, type Gateway, loginFields, post } from '../call.ts';
import { holdField, shape } from '../fields.ts';
import { holdCustomer, holdOrder, holdToken, type OrderMoney } from '../order-fields.ts';
import { type PaymentAnswer, readPayment } from '../read-payment.ts';
import { sendOnce } from '../send-once.ts';

/** A payment, with a card on file, of an order that a payment page was opened for. */
export interface OpenOrderPayment extends OrderMoney {
  /** 1 to 32 printable characters. */
  customer: string;
  /** As the customer's list gives it. */
  token: string;
  /** The `CFSID` of the page's link, decoded. */
  pageId: string;
}

const pageSession = shape('outcfsid', /^[A-Za-z0-9_+/=]{1,256}$/, 'the CFSID of a payment page’s link, decoded');

/**
 * Pays an order that is open on the payment page already, with a card on file. `POST /pay/tokenpay_order.cfm`, known from public
 * clients only: gateway notes, sections 0 and 3.4. Sent once.
 *
 * @throws AssistInvalid before anything is sent.
 */
export async function payOrderWithToken(
  gateway: Gateway,
  payment: OpenOrderPayment,
  options?: CallOptions,
): Promise<PaymentAnswer> {
  holdOrder(payment);
  holdCustomer(payment.customer);
  holdToken(payment.token);
  holdField('pageId', payment.pageId, pageSession);
  const fields = new URLSearchParams({
    ...(await loginFields(gateway)),
    outcfsid: payment.pageId,
    PaymentToken: JSON.stringify({ Token: payment.token, CustomerNumber: payment.customer }),
    TokenType: '5',
    Format: '5',
  });
  const request = post(gateway, '/pay/tokenpay_order.cfm', fields);
  return sendOnce(gateway, request, (body) => readPayment(body, payment, gateway), options);
}
