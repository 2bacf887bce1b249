import { type Bill, readCheckedBills } from '../bill.ts';
import { type CallOptions, type Gateway, loginFields, post, read } from '../call.ts';
import { type OrderSearch, searchFields } from '../order-search.ts';
import { holdSearch, isNoOrder } from './read-order-result.ts';

/** Where one bill of an order stands. There is no more to it: what was done about it is in the order's result. */
export type BillState = Pick<Bill, 'billNumber' | 'order' | 'amount' | 'currency' | 'state' | 'responseCode'>;

/**
 * Where every bill of an order stands, in a window that is always said. `POST /orderstate/orderstate.cfm`, gateway notes, section
 * 5. Cheaper than the order's result, and poorer: money is decided by the result.
 *
 * @throws AssistInvalid before anything is sent; AssistError; "no such order" (10/201) is no bills.
 */
export async function readOrderState(
  gateway: Gateway,
  search: OrderSearch,
  options?: CallOptions,
): Promise<{ bills: BillState[] }> {
  const fields = new URLSearchParams({ ...searchFields(search), ...(await loginFields(gateway)), Format: '5' });
  try {
    const body = await read(gateway, () => post(gateway, '/orderstate/orderstate.cfm', fields), options);
    const bills = holdSearch(readCheckedBills(gateway, body), search);
    return {
      bills: bills.map(({ billNumber, order, amount, currency, state, responseCode }) => ({
        billNumber,
        order,
        amount,
        currency,
        state,
        responseCode,
      })),
    };
  } catch (error) {
    if (isNoOrder(error)) return { bills: [] };
    throw error;
  }
}
