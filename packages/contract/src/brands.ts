/** What the kit knows about a payment system: how it is called, and how its security code is called and how long it is. */
export interface Brand {
  /** The name shown to a shopper. */
  name: string;
  /** The name of the security code on this brand's cards: CVC2, CVV2, CVP2 … Shown as help text only. */
  cvcName: string;
  /** Digits in the security code. */
  cvcLength: 3 | 4;
}

/** The payment systems that the kit names and draws. A merchant may add more; anything else is the neutral `unknown`. */
export const brands = {
  visa: { name: 'Visa', cvcName: 'CVV2', cvcLength: 3 },
  mastercard: { name: 'Mastercard', cvcName: 'CVC2', cvcLength: 3 },
  maestro: { name: 'Maestro', cvcName: 'CVC2', cvcLength: 3 },
  mir: { name: 'Mir', cvcName: 'CVP2', cvcLength: 3 },
  belkart: { name: 'Belkart', cvcName: 'KK2', cvcLength: 3 },
  unionpay: { name: 'UnionPay', cvcName: 'CVN2', cvcLength: 3 },
  jcb: { name: 'JCB', cvcName: 'CAV2', cvcLength: 3 },
  amex: { name: 'American Express', cvcName: 'CID', cvcLength: 4 },
  uzcard: { name: 'UzCard', cvcName: 'CVC2', cvcLength: 3 },
  humo: { name: 'Humo', cvcName: 'CVC2', cvcLength: 3 },
  elcart: { name: 'Elcart', cvcName: 'CVC2', cvcLength: 3 },
  troy: { name: 'Troy', cvcName: 'CVC2', cvcLength: 3 },
} as const satisfies Record<string, Brand>;

/** A payment system that the kit knows by itself. */
export type BrandId = keyof typeof brands;

/** The brand id of a card whose payment system nobody has named. */
export const unknownBrand = 'unknown';
