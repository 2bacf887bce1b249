import { AssetType, type CardAsset, Expiry } from '@onfile/contract';
import * as v from 'valibot';
import { brandId } from '../brand.ts';
import { type CallOptions, credentialsOf, type Gateway, post, readAs } from '../call.ts';
import { cleanText } from '../clean-text.ts';
import { AssistMalformed } from '../errors.ts';
import { readData } from '../read-body.ts';
import { isNode } from '../nodes.ts';
import { holdCustomer, isToken, type Language, languageFields } from '../order-fields.ts';

/**
 * A card on file, as the gateway knows it, with its words made sane (gateway notes, section 1.2). The token never leaves the merchant's
 * server.
 */
export interface StoredCard {
  /** 36 characters: hex in five groups. */
  token: string;
  /** Six digits. */
  bin: string;
  /** A brand id of the contract, or `unknown`. */
  brand: string;
  /** Cleaned of what does not show; may be empty. */
  bank: string;
  /** Four digits. */
  last4: string;
  /** The last month in which it is good. */
  expiry: Expiry;
  /** Whether it can be charged. */
  active: boolean;
  /** Whether its security code must be entered to pay with it (section 3.3). */
  needCVC: boolean;
  /** With the gateway's own addresses: https only, whoever the host. */
  assets: CardAsset[];
}

/** What the list came to. */
export interface StoredCards {
  cards: readonly StoredCard[];
  /** How many entries could not be read. */
  dropped: number;
}

const Digits = (length: number) =>
  v.pipe(
    v.union([v.string(), v.number()]),
    v.transform((value) => String(value).trim().padStart(length, '0')),
    v.regex(new RegExp(`^\\d{${length}}$`)),
  );
const Flag = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(['true', 'false', '1', '0', 1, 0]),
    v.transform((value) => ['true', '1', 1].includes(value)),
  ),
]);
const Token = v.pipe(v.string(), v.check(isToken));
const Month = v.pipe(
  v.string(),
  v.regex(/^\s*\d{2}\.\d{4}\s*$/),
  v.transform((text) => ({ month: Number(text.trim().slice(0, 2)), year: Number(text.trim().slice(3)) })),
  Expiry,
);
const OptionalText = v.fallback(
  v.nullable(
    v.pipe(
      v.string(),
      v.transform((text) => cleanText(text)),
    ),
  ),
  null,
);
const Size = v.fallback(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_000))), null);

/** An address as a picture's may be: absolute, https, without a login in it. */
const isAssetAddress = (text: string) => /^https:\/\/[^/?#@\\]+\//i.test(text) && URL.canParse(text);

/** Two names with a slash between them (RFC 6838), whatever parameters and capitals they come with. */
const MediaType = v.pipe(
  v.string(),
  v.transform((text) => (text.split(';', 1)[0] ?? '').trim().toLowerCase()),
  v.regex(/^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}$/),
);

const File = v.object({
  url: v.pipe(
    v.string(),
    v.maxLength(2048),
    v.check(isAssetAddress),
    v.transform((text) => new URL(text).href),
  ),
  mediaType: v.pipe(MediaType, v.maxLength(100)),
  width: Size,
  height: Size,
});
const Asset = v.object({
  assetType: AssetType,
  altText: v.optional(OptionalText, null),
  paymentType: v.optional(OptionalText, null),
  assetData: v.union([
    v.array(v.unknown()),
    v.pipe(
      v.record(v.string(), v.unknown()),
      v.transform((one) => [one]),
    ),
  ]),
});

const Card = v.object({
  token: Token,
  post: Digits(4),
  bin: Digits(6),
  brand: v.optional(v.nullable(v.string()), ''),
  bank: v.optional(v.nullable(v.string()), ''),
  expire: Month,
  active: Flag,
  needCVC: Flag,
  assets: v.optional(v.unknown()),
});

/** Those of a list that fit a schema, at most `limit` of them. Anything that is not a list has none. */
function fitting<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  list: unknown,
  limit: number,
): v.InferOutput<TSchema>[] {
  if (!Array.isArray(list)) return [];
  const good: v.InferOutput<TSchema>[] = [];
  for (const item of list) {
    const parsed = v.safeParse(schema, item);
    if (parsed.success && good.length < limit) good.push(parsed.output);
  }
  return good;
}

function readAssets(value: unknown): CardAsset[] {
  // One that is no list is read as a list of one.
  return fitting(Asset, isNode(value) ? [value] : value, 20).map((asset) => ({
    assetType: asset.assetType,
    altText: asset.altText,
    paymentType: asset.paymentType?.slice(0, 32) ?? null,
    assetData: fitting(File, asset.assetData, 8),
  }));
}

function readCard(value: unknown): StoredCard | undefined {
  const parsed = v.safeParse(Card, value);
  if (!parsed.success) return undefined;
  const { token, bin, brand, bank, post: last4, expire: expiry, active, needCVC, assets } = parsed.output;
  return {
    token,
    bin,
    brand: brandId(brand ?? ''),
    bank: cleanText(bank ?? ''),
    last4,
    expiry,
    active,
    needCVC,
    assets: readAssets(assets),
  };
}

/** A token names one card: of two entries with the same one, the first is kept. */
function withoutRepeats(cards: readonly StoredCard[]): StoredCard[] {
  const byToken = new Map<string, StoredCard>();
  for (const card of cards) {
    const key = card.token.toUpperCase();
    if (!byToken.has(key)) byToken.set(key, card);
  }
  return [...byToken.values()];
}

/**
 * Reads the answer: a bare array. `null`, an empty body and `[]` are no cards (gateway notes, section 16, row 8); one card that is
 * no list is a list of one. At most 50 cards are kept.
 */
export function readStoredCards(body: unknown): StoredCards {
  if (body === null || body === '') return { cards: [], dropped: 0 };
  const entries = isNode(body) && readCard(body) ? [body] : body;
  if (!Array.isArray(entries)) throw new AssistMalformed('it is not a list of cards');
  const good = withoutRepeats(entries.map(readCard).filter((card) => card !== undefined)).slice(0, 50);
  return { cards: good, dropped: entries.length - good.length };
}

/** Whose cards are asked for. */
export interface CardsRequest {
  /** 1 to 32 printable characters. */
  customer: string;
  /** Of the answer's words. Default: the gateway's own. */
  language?: Language;
}

/**
 * The cards of a customer. One malformed card is dropped and counted; the others are there.
 * `POST /pay/oneclick/v1/token.cfm`, gateway notes, section 1.
 *
 * @throws AssistInvalid before anything is sent; AssistError where the list itself cannot be had or read.
 */
export async function listStoredCards(
  gateway: Gateway,
  { customer, language }: CardsRequest,
  options: CallOptions = {},
): Promise<StoredCards> {
  holdCustomer(customer);
  const spoken = languageFields(language)['Language'];
  const { login, password } = await credentialsOf(gateway);
  const body = {
    merchant: { merchant_id: gateway.merchantId, login, password },
    customernumber: customer,
    ...(spoken && { language: spoken }),
  };
  const reader = (text: string, status: number) => {
    const make = () => readStoredCards(readData(text, status));
    return status === 200 ? gateway.lists(customer, text, make) : make();
  };
  return readAs(gateway, () => post(gateway, '/pay/oneclick/v1/token.cfm', body), options, reader);
}
