import { type Bill, readCheckedBills } from '../bill.ts';
import { type CallOptions, type Gateway, loginFields, post, read } from '../call.ts';
import { AssistFault, AssistMalformed } from '../errors.ts';
import { type OrderSearch, searchFields } from '../order-search.ts';

/** "No such order in the period" (gateway notes, section 8.3). From a server that breaks it proves nothing. */
export const isNoOrder = (error: unknown): boolean =>
  error instanceof AssistFault && error.first === 10 && error.second === 201 && error.status < 500;

/** Every bill is of the order, or is the bill, that was asked for. @throws AssistMalformed */
export function holdSearch(bills: readonly Bill[], { order, bill }: OrderSearch): Bill[] {
  const number = bill?.replace(/\..*$/, '');
  for (const one of bills) {
    if (order !== undefined && one.order !== order) throw new AssistMalformed('it is about another order');
    if (number !== undefined && one.billNumber !== number) throw new AssistMalformed('it is about another bill');
  }
  return [...bills];
}

/**
 * Every bill of an order that was opened between two moments, with what was done about each. The window is always said: the
 * gateway's own default is three days, and an older order would look as if nobody had paid it.
 * `POST /orderresult/orderresult.cfm`, gateway notes, section 5.
 *
 * @throws AssistInvalid before anything is sent; AssistError; "no such order" (10/201) is no bills.
 */
export async function readOrderResult(
  gateway: Gateway,
  search: OrderSearch,
  options?: CallOptions,
): Promise<{ bills: Bill[] }> {
  const fields = new URLSearchParams({ ...searchFields(search), ...(await loginFields(gateway)), Format: '5' });
  try {
    const body = await read(gateway, () => post(gateway, '/orderresult/orderresult.cfm', fields), options);
    return { bills: holdSearch(readCheckedBills(gateway, body), search) };
  } catch (error) {
    if (isNoOrder(error)) return { bills: [] };
    throw error;
  }
}
