import { type Bill, readBills } from '../bill.ts';
import { type Gateway, post, read } from '../call.ts';
import { replyCheckValue } from '../check-value.ts';
import { AssistFault, AssistMalformed } from '../errors.ts';

function moment(prefix: 'Start' | 'End', at: Date): Record<string, string> {
  return {
    [`${prefix}Year`]: String(at.getUTCFullYear()),
    [`${prefix}Month`]: String(at.getUTCMonth() + 1),
    [`${prefix}Day`]: String(at.getUTCDate()),
    [`${prefix}Hour`]: String(at.getUTCHours()),
    [`${prefix}Min`]: String(at.getUTCMinutes()),
  };
}

/** A bill whose check value is wrong, or missing where one is expected, was not written by the gateway. */
function holdCheckValue({ checkSecret, merchantId }: Gateway, bill: Bill): void {
  if (!checkSecret || bill.state === 'unknown') return;
  const expected = replyCheckValue(checkSecret, [merchantId, bill.order, bill.amount, bill.currency, bill.state]);
  if (bill.checkValue.toUpperCase() !== expected) throw new AssistMalformed('its check value is wrong');
}

/**
 * Every bill of an order that was opened between two moments. The window is always said: the gateway's own default is three
 * days, and an older order would look as if nobody had paid it. `POST /orderresult/orderresult.cfm`, gateway notes, section 5.
 *
 * @throws AssistError; "no such order" (10/201) is no bills.
 */
export async function readOrderResult(
  gateway: Gateway,
  { order, from, to }: { order: string; from: Date; to: Date },
): Promise<{ bills: Bill[] }> {
  const { login, password } = await gateway.credentials();
  const fields = new URLSearchParams({
    Ordernumber: order,
    Merchant_ID: gateway.merchantId,
    Login: login,
    Password: password,
    ...moment('Start', from),
    ...moment('End', to),
    Language: 'EN',
    Format: '5',
  });
  try {
    const bills = readBills(await read(gateway, () => post(gateway, '/orderresult/orderresult.cfm', fields)));
    for (const bill of bills) holdCheckValue(gateway, bill);
    if (bills.some((bill) => bill.order !== order)) throw new AssistMalformed('it is about another order');
    return { bills };
  } catch (error) {
    if (error instanceof AssistFault && error.first === 10 && error.second === 201) return { bills: [] };
    throw error;
  }
}
