/** What the kit knows about a payment system: how it is called, and how its security code is called and how long it is. */
export interface Brand {
  /** The name shown to a shopper. */
  name: string;
  /** The name of the security code on this brand's cards: CVC2, CVV2, CVP2 … Shown as help text only. */
  cvcName: string;
  /** Digits in the security code: three are on the card's back, four on its front. */
  cvcLength: 3 | 4;
  /** What stands where a card of this brand has no art. The brands of the kit have theirs in `@onfile/ui`; default: the neutral plate. */
  plate?: BrandPlate;
}

/** A plate in a brand's colours, with its mark in the lower corner. White text stands on it: both ends want 4.5:1 with white. */
export interface BrandPlate {
  /** The ends of the ground, upper left and lower right: `#rrggbb`. */
  from: string;
  to: string;
  /** The mark in white: one outline, in a box as wide and high as itself. Default: a card without a name. */
  mark?: { path: string; width: number; height: number };
}

/** The payment systems that the kit names and draws. A merchant may add more (`addBrand`); anything else is the neutral `unknown`. */
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

const ofTheKit: ReadonlySet<string> = new Set(Object.keys(brands));

/** The brand id of a card whose payment system nobody has named. */
export const unknownBrand = 'unknown';

/**
 * Adds a payment system of the merchant's own, for this process or page and all that runs in it: call it once, before anything is rendered
 * or asked, in the page (`@onfile/hooks` and `@onfile/ui` read it) and beside the proxy (the gateway's word for it is read, and the code's
 * field knows its length). `id` is that word in lower case, digits and letters, words joined by hyphens: `Shop Card` is `shop-card`.
 *
 * @returns What takes it out again.
 * @throws TypeError where the id is not one, or is a brand of the kit's.
 */
export function addBrand(id: string, brand: Brand): () => void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id.length > 32)
    throw new TypeError(`"${id}" is no id of a brand: up to 32 letters a to z and digits, words joined by hyphens.`);
  if (ofTheKit.has(id) || id === unknownBrand)
    throw new TypeError(`"${id}" is a brand of the kit's: choose another id.`);
  Object.assign(brands, { [id]: brand });
  return () => void Reflect.deleteProperty(brands, id);
}
