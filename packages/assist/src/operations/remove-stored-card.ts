import * as v from 'valibot';
import { callOnce, type Gateway, post } from '../call.ts';
import { AssistFault, AssistMalformed } from '../errors.ts';

/**
 * Removes a card. One that is already gone (fault 10/203) is success. `POST /pay/oneclick/v1/rem_token.cfm`, gateway notes,
 * section 2; the text of the message is not read, because the documents print it in two ways.
 *
 * @throws AssistError
 */
export async function removeStoredCard(
  gateway: Gateway,
  { customer, token }: { customer: string; token: string },
): Promise<void> {
  const { login, password } = await gateway.credentials();
  const merchant = { merchant_id: gateway.merchantId, login, password };
  const request = post(gateway, '/pay/oneclick/v1/rem_token.cfm', { merchant, token, customernumber: customer });
  try {
    const body = await callOnce(gateway, request, gateway.deadlines.read);
    if (!v.is(v.object({ message: v.string() }), body))
      throw new AssistMalformed('it does not say that the card is removed');
  } catch (error) {
    if (error instanceof AssistFault && error.first === 10 && error.second === 203) return;
    throw error;
  }
}
