import * as v from 'valibot';
import { type CallOptions, callOnce, credentialsOf, type Gateway, post, startDeadline } from '../call.ts';
import { AssistFault, AssistMalformed } from '../errors.ts';
import { holdCustomer, holdToken, type Language, languageFields } from '../order-fields.ts';

/** What is removed, and of whom. */
export interface CardRemoval {
  /** 1 to 32 printable characters. */
  customer: string;
  /** As the customer's list gives it. */
  token: string;
  /** Of the answer's words. Default: the gateway's own. */
  language?: Language;
}

/**
 * Removes a card. One that is already gone (fault 10/203) is success. `POST /pay/oneclick/v1/rem_token.cfm`, gateway notes,
 * section 2; the text of the message is not read, because the documents print it in two ways. Sent once.
 *
 * @throws AssistInvalid before anything is sent; AssistError
 */
export async function removeStoredCard(
  gateway: Gateway,
  { customer, token, language }: CardRemoval,
  options?: CallOptions,
): Promise<void> {
  holdCustomer(customer);
  holdToken(token);
  const spoken = languageFields(language)['Language'];
  const { login, password } = await credentialsOf(gateway);
  const request = post(gateway, '/pay/oneclick/v1/rem_token.cfm', {
    merchant: { merchant_id: gateway.merchantId, login, password },
    token,
    customernumber: customer,
    ...(spoken && { language: spoken }),
  });
  try {
    const body = await callOnce(gateway, request, startDeadline(gateway.deadlines.read, options));
    if (!v.is(v.object({ message: v.string() }), body))
      throw new AssistMalformed('it does not say that the card is removed');
  } catch (error) {
    const isGone = error instanceof AssistFault && error.first === 10 && error.second === 203 && error.status < 500;
    if (!isGone) throw error;
  }
}
