import { AssistInvalid } from './errors.ts';
import { holdField, type Parameter, shape, text, wholeNumber, writeFields } from './fields.ts';
import { hundredths } from './money.ts';

/** One line of a fiscal receipt (gateway notes, section 13). Money and quantities are decimal text, never floats. */
export interface ReceiptItem {
  /** Unique in the receipt. Default: its place, counted from 1. */
  id?: number;
  /** The shop's code of it, at most 50 characters. It or `name` must be there. */
  product?: string;
  /** At most 250 characters. */
  name?: string;
  /** Of one, with at most two places. */
  price: string;
  /** With at most three places. */
  quantity: string;
  /** Of the line, with two places. */
  amount: string;
  /** For example `vat10`, at most 10 characters. Left out only where the merchant has a default at the gateway. */
  tax?: string;
  /** At most 13 characters. */
  hscode?: string;
  /** The payment method, `fpmode`. */
  paymentMethod?: number;
  /** This one and those below as the gateway's names say; of marked goods at most 128 characters each. */
  eancode?: string;
  uncode?: string;
  gs1code?: string;
  furcode?: string;
  egaiscode?: string;
  subjtype?: number;
}

interface ReceiptBase {
  /** `false` forbids a fiscal receipt for this order. Default: the gateway's own, `true`. */
  generate?: boolean;
  /** The gateway's number of it. Default: the merchant's settings there. */
  taxationSystem?: number;
}

/** What the gateway is told for the fiscal receipt: either every line, or what stands on the only one. */
export type Receipt = ReceiptBase &
  (
    | { items: readonly ReceiptItem[]; tax?: never; line?: never; paymentMethod?: never }
    | {
        items?: never;
        /** At most 10 characters. Default: the merchant's option at the gateway. */
        tax?: string;
        /** The text of the only line, at most 128 characters. Default: the merchant's option. */
        line?: string;
        /** `FPMode`. Default: the merchant's option. */
        paymentMethod?: number;
      }
  );

const decimal = (name: string, digits: number, places: number) =>
  shape(
    name,
    new RegExp(`^\\d{1,${digits - places}}(\\.\\d{1,${places}})?$`),
    `decimal text with at most ${places} places`,
  );

/** `decimal(18.2)` in the documents; no more than an order's amount can be, which a JSON number holds exactly. */
const itemMoney: Parameter = shape('amount', /^\d{1,12}\.\d{2}$/, 'decimal text with two places such as "402.90"');
const itemText = {
  product: text('product', 50),
  name: text('name', 250),
  tax: text('tax', 10),
  hscode: text('hscode', 13),
  // The documents give no length for the codes of marked goods; this one is ours, to keep a request small.
  eancode: text('eancode', 128),
  uncode: text('uncode', 128),
  gs1code: text('gs1code', 128),
  furcode: text('furcode', 128),
  egaiscode: text('egaiscode', 128),
};

function wholeOf(field: string, value: number | undefined, name: string): Record<string, number> {
  if (value === undefined) return {};
  holdField(field, String(value), wholeNumber(name));
  return { [name]: value };
}

/** At most 15 digits, so the number that JSON carries reads as the very text it was made of. */
const asNumber = (decimalText: string): number => Number(decimalText);

function writeItem(item: ReceiptItem, at: number): object {
  const field = `receipt.items[${at}]`;
  if (!item.product && !item.name) throw new AssistInvalid(`${field}.name`, 'there, or "product"');
  holdField(`${field}.price`, item.price, decimal('price', 10, 2));
  holdField(`${field}.quantity`, item.quantity, decimal('quantity', 11, 3));
  holdField(`${field}.amount`, item.amount, itemMoney);
  return {
    ...wholeOf(`${field}.id`, item.id ?? at + 1, 'id'),
    ...writeFields(itemText, item, `${field}.`),
    price: asNumber(item.price),
    quantity: asNumber(item.quantity),
    amount: asNumber(item.amount),
    ...wholeOf(`${field}.paymentMethod`, item.paymentMethod, 'fpmode'),
    ...wholeOf(`${field}.subjtype`, item.subjtype, 'subjtype'),
  };
}

/** The lines as JSON text. Their amounts must add up to what is paid (gateway notes, section 13). */
function writeItems(items: readonly ReceiptItem[], amount: string | undefined): string {
  if (!items.length) throw new AssistInvalid('receipt.items', 'a list of at least one line');
  const written = items.map(writeItem);
  const ids = items.map(({ id }, at) => id ?? at + 1);
  if (new Set(ids).size < ids.length) throw new AssistInvalid('receipt.items', 'lines with an id of their own each');
  const sum = items.reduce((total, item) => total + hundredths(item.amount), 0n);
  if (amount !== undefined && sum !== hundredths(amount))
    throw new AssistInvalid('receipt.items', 'lines whose amounts add up to the amount that is paid');
  return JSON.stringify({ items: written });
}

const singleLine = { tax: text('Tax', 10), line: text('ReceiptLine', 128), paymentMethod: wholeNumber('FPMode') };

/**
 * A receipt under the gateway's names.
 *
 * @param amount what is paid, as decimal text with two places; left out where the gateway alone knows the sum.
 * @throws AssistInvalid naming, for example, `receipt.items[1].tax`.
 */
export function receiptFields(receipt: Receipt | undefined, amount: string | undefined): Record<string, string> {
  if (!receipt) return {};
  const { items, tax, line, paymentMethod, generate, taxationSystem } = receipt;
  const isSingle = tax !== undefined || line !== undefined || paymentMethod !== undefined;
  if (items && isSingle)
    throw new AssistInvalid('receipt', 'either lines, or the tax, text and method of a single one');
  return {
    ...(items && { Chequeitems: writeItems(items, amount) }),
    ...(generate !== undefined && { GenerateReceipt: generate ? '1' : '0' }),
    ...writeFields(singleLine, { tax, line, paymentMethod }, 'receipt.'),
    ...writeFields({ taxationSystem: wholeNumber('TaxationSystem') }, { taxationSystem }, 'receipt.'),
  };
}
