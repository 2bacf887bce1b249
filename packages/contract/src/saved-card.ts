import * as v from 'valibot';
import { Instant, SealedId, ShortText } from './text.ts';

/** The graphic parts that a card's design may have. Source: COF operations page, "Contents of the media data array". */
export const assetTypes = [
  'BRAND_LOGO',
  'ISSUER_LOGO',
  'CO_BRAND_LOGO',
  'CARD_BACKGROUND_COMBINED',
  'CARD_BACKGROUND',
  'ICON',
  'TERMS_AND_CONDITIONS',
] as const;
/** What an asset shows. */
export const AssetType = v.picklist(assetTypes);
/** What an asset shows. */
export type AssetType = v.InferOutput<typeof AssetType>;

/** One file of an asset. `url` is the proxy's own address of it; sizes are in pixels, `null` where the gateway gives none. */
export const AssetFile = v.object({
  url: v.pipe(v.string(), v.maxLength(2048)),
  mediaType: v.pipe(v.string(), v.maxLength(100)),
  width: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_000))),
  height: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_000))),
});
/** One file of an asset. */
export type AssetFile = v.InferOutput<typeof AssetFile>;

/** A part of the card's design in the gateway's own shape, with what the art service knows about the picture. */
export const CardAsset = v.object({
  assetType: AssetType,
  /** The gateway's label. Not human text: never read out. */
  altText: v.nullable(ShortText),
  paymentType: v.nullable(v.pipe(v.string(), v.maxLength(32))),
  assetData: v.pipe(v.array(AssetFile), v.maxLength(8)),
  /** Whether text on the picture is to be light or dark. Left out until measured. */
  tone: v.optional(v.picklist(['light', 'dark'])),
  /** `#rrggbb`. Left out until measured. */
  dominantColor: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))),
  /** ThumbHash, base64. Left out until measured. */
  placeholder: v.optional(v.pipe(v.string(), v.maxLength(100))),
});
/** An asset of a card. */
export type CardAsset = v.InferOutput<typeof CardAsset>;

/** The last month in which a card is good. `month` counts from 1. */
export const Expiry = v.object({
  year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2199)),
  month: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)),
});
/** A card's last month. */
export type Expiry = v.InferOutput<typeof Expiry>;

/** Why the security code is asked for a card. */
export const CvcReason = v.picklist(['bank', 'merchant', 'expired_authentication']);
/** Why a card wants its security code. */
export type CvcReason = v.InferOutput<typeof CvcReason>;

/** A card on file, as the shopper's browser may know it. The gateway's token and the customer number are not in it. */
export const SavedCard = v.object({
  /** Sealed by the proxy; the same card, customer and key give the same id. */
  id: SealedId,
  /** A brand id in lower case (`visa`, `mir` …), or `unknown`. */
  brand: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/)),
  /** The issuer's name; empty where the gateway does not know it. */
  bank: v.pipe(v.string(), v.maxLength(512)),
  last4: v.pipe(v.string(), v.regex(/^\d{4}$/)),
  expiry: Expiry,
  /** The gateway's word on whether the card can be charged. Our clock has no say in it. */
  active: v.boolean(),
  /** Whether the security code must be entered to pay with this card. */
  needCVC: v.boolean(),
  cvcReason: v.optional(CvcReason),
  assets: v.pipe(v.array(CardAsset), v.maxLength(20)),
  /** First six digits; only where the merchant asks for them (`expose: ['bin']`). */
  bin: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/))),
  isDefault: v.optional(v.boolean()),
  lastUsedAt: v.optional(Instant),
  nickname: v.optional(v.pipe(v.string(), v.maxLength(64))),
  /** What charges this card by itself: names of subscriptions, as the shopper knows them. */
  usedBy: v.optional(v.pipe(v.array(ShortText), v.maxLength(20))),
  /** `false` where the merchant does not let the shopper remove the card. Default: as `capabilities.remove`. */
  removable: v.optional(v.boolean()),
});
/** A card on file as a browser sees it. */
export type SavedCard = v.InferOutput<typeof SavedCard>;

/** What this merchant's proxy lets a shopper do. */
export const Capabilities = v.object({
  /** Where a security code is typed: on the payment service's page, or in the proxy's isolated frame. */
  cvc: v.picklist(['hosted', 'frame']),
  frameUrl: v.optional(v.pipe(v.string(), v.maxLength(2048))),
  /** Cards can be removed. */
  remove: v.boolean(),
  /** Cards can be named and one can be made the default. */
  manage: v.boolean(),
  /** A new card can be kept for later. */
  save: v.boolean(),
  /** A card can be added without paying for an order. */
  addWithoutOrder: v.boolean(),
});
/** What the merchant lets a shopper do. */
export type Capabilities = v.InferOutput<typeof Capabilities>;

/** What a list says beside its cards. */
export const listEnvelope = {
  /** The proxy's clock. Expiry is judged by it, never by the browser's. */
  serverTime: Instant,
  capabilities: Capabilities,
  /** How many cards the gateway sent that could not be read. Default 0. */
  dropped: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
};

/** The same answer with its cards unread: a reader parses each by itself, so that one bad card hides no other. */
export const CardListEnvelope = v.object({ cards: v.pipe(v.array(v.unknown()), v.maxLength(1000)), ...listEnvelope });
