import { sumOf } from '../money.ts';
import { malformed, missing, wrongValue } from '../wire/fault.ts';

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** One item of a receipt (gateway notes, section 13). */
function holdItem(item: unknown): { id: string; amount: string } {
  if (typeof item !== 'object' || item === null) throw malformed('CHEQUE', 179);
  const fields = new Map(Object.entries(item).map(([name, value]) => [name.toLowerCase(), text(value)]));
  const get = (name: string) => fields.get(name) ?? '';
  if (!get('id') || !get('price') || !get('quantity') || !get('amount')) throw missing('CHEQUE', 179);
  if (!get('product') && !get('name')) throw missing('CHEQUE', 179);
  const isWellFormed =
    /^\d+$/.test(get('id')) &&
    /^\d{1,8}(\.\d{1,2})?$/.test(get('price')) &&
    /^\d+(\.\d+)?$/.test(get('quantity')) &&
    /^\d{1,16}(\.\d{1,2})?$/.test(get('amount')) &&
    get('product').length <= 50 &&
    get('name').length <= 250 &&
    get('tax').length <= 10 &&
    get('hscode').length <= 13;
  if (!isWellFormed) throw malformed('CHEQUE', 179);
  return { id: get('id'), amount: get('amount') };
}

function readItems(sent: string): unknown[] {
  try {
    const cheque: unknown = JSON.parse(sent);
    const items = Array.isArray(cheque) ? cheque : (cheque as { items?: unknown } | null)?.items;
    if (Array.isArray(items) && items.length) return items as unknown[];
  } catch {
    // Falls to the fault below.
  }
  throw malformed('CHEQUE', 179);
}

/**
 * Holds the items of a receipt: their form, ids that differ, and amounts that add up to the order's (gateway notes, section 13).
 *
 * @throws GatewayFault with the second code 179
 */
export function holdCheque(sent: string, orderAmount: string): void {
  const items = readItems(sent).map(holdItem);
  if (new Set(items.map(({ id }) => id)).size !== items.length) throw wrongValue('CHEQUE', 179);
  if (sumOf(items.map(({ amount }) => amount)) !== orderAmount) throw wrongValue('CHEQUE', 179);
}
