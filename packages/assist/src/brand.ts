import { type BrandId, brands, unknownBrand } from '@onfile/contract';

/** Other words by which the gateway and its neighbours call a payment system (gateway notes, sections 1.2, 5.4 and 16.19). */
const alsoKnownAs = new Map<string, BrandId>([
  ['mc', 'mastercard'],
  ['americanexpress', 'amex'],
  ['мир', 'mir'],
  ['белкарт', 'belkart'],
  ['cup', 'unionpay'],
  ['chinaunionpay', 'unionpay'],
]);

/** The contract's brand id for the gateway's word, in any case and spelling; `unknown` where nobody has named it. */
export function brandId(word: string): string {
  const key = word.toLowerCase().replace(/[^\p{L}\d]/gu, '');
  return Object.keys(brands).find((id) => id.replaceAll('-', '') === key) ?? alsoKnownAs.get(key) ?? unknownBrand;
}
