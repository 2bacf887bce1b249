import type { StoredCard, StoredCards } from '@onfile/assist';
import type { CardAsset, SavedCard } from '@onfile/contract';
import type { Context } from './context.ts';
import { troubleRefusal } from './gateway-trouble.ts';
import type { ArtDescription, ArtFacts, CardFactsByName, CardNotes, CardNotesByName, Customer } from './ports.ts';
import { remember } from './remember.ts';

/** The customer's cards, straight from the gateway. @throws Refusal */
export async function readCards(customer: Customer, context: Context): Promise<StoredCards> {
  try {
    const list = await context.assist.listStoredCards({ customer: customer.number });
    if (list.dropped) context.onEvent({ type: 'cards.dropped', count: list.dropped });
    return list;
  } catch (error) {
    throw troubleRefusal(error, 'list', context);
  }
}

/** The stable name of a card for the browser: useless to another customer. */
export const cardId = (token: string, customer: string, { sealer }: Context) => sealer.seal('card', customer, token);

/** The token behind a card's name; `undefined` for a name that is not this customer's. */
export const cardToken = (id: string, customer: string, { sealer }: Context) => sealer.open('card', customer, id);

const names = new Map<string, string>();

/** The merchant's name of a card: made of the customer and the token, and no way back to either. */
export async function cardName(token: string, { number }: Customer): Promise<string> {
  const of = `${number}\0${token}`;
  const known = names.get(of);
  if (known) return known;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(of));
  const name = Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return remember(names, of, name);
}

/** The merchant's notes on cards, by name. They are an extra: without them the cards are shown all the same. */
export async function readNotes(
  names: readonly string[],
  customer: Customer,
  { cards, onEvent }: Context,
  facts: CardFactsByName = {},
): Promise<CardNotesByName> {
  if (!cards || !names.length) return {};
  try {
    return await cards.notes(names, customer, facts);
  } catch (error) {
    onEvent({ type: 'cards.notes-failed', error: error instanceof Error ? error.name : 'unknown' });
    return {};
  }
}

type File = CardAsset['assetData'][number];

/** A file as the browser may know it, named by a sealed reference; `undefined` where the art port has nothing to show for it. */
async function viewFile(
  { url, mediaType, width, height }: File,
  kind: 'art' | 'terms',
  { art, sealer, publicUrl }: Context,
): Promise<{ file: File; facts?: ArtFacts } | undefined> {
  const address = new URL(url);
  if (!art?.allows(address)) return undefined;
  const said: ArtDescription = { mediaType, width, height };
  const described: ArtDescription | null | undefined =
    kind === 'art'
      ? art.describe
        ? art.describe({ url: address, ...said })
        : said
      : art.text && { mediaType: 'text/plain', width: null, height: null };
  if (!described) return undefined;
  const { facts, ...file } = described;
  const ref = await sealer.seal(kind, '', url);
  return { file: { ...file, url: `${publicUrl.pathname}/art/${ref}` }, ...(facts && { facts }) };
}

/** Waits for no picture: what is not measured yet is left out, and is there next time. */
async function viewAsset(asset: CardAsset, context: Context): Promise<CardAsset | undefined> {
  const kind = asset.assetType === 'TERMS_AND_CONDITIONS' ? 'terms' : 'art';
  const viewed = await Promise.all(asset.assetData.map((file) => viewFile(file, kind, context)));
  const known = viewed.filter((one) => one !== undefined);
  if (!known.length) return undefined;
  const { tone, dominantColor, placeholder } = known.find(({ facts }) => facts)?.facts ?? {};
  return {
    ...asset,
    assetData: known.map(({ file }) => file),
    ...(tone && { tone }),
    ...(dominantColor && { dominantColor }),
    ...(placeholder && { placeholder }),
  };
}

/** A card as the browser may know it. */
export async function viewCard(
  card: StoredCard,
  customer: string,
  context: Context,
  { nickname, isDefault, lastUsedAt, usedBy, removable }: CardNotes = {},
): Promise<SavedCard> {
  const { brand, bank, last4, expiry, active, needCVC, bin } = card;
  // Without an art port there is nothing to show.
  const assets = context.art ? await Promise.all(card.assets.map((asset) => viewAsset(asset, context))) : [];
  return {
    id: await cardId(card.token, customer, context),
    brand,
    bank,
    last4,
    expiry,
    active,
    needCVC,
    assets: assets.filter((asset) => asset !== undefined),
    ...(context.exposeBin && { bin }),
    ...(nickname && { nickname }),
    ...(isDefault && { isDefault }),
    ...(lastUsedAt && { lastUsedAt }),
    ...(usedBy?.length && { usedBy }),
    ...(removable === false && { removable }),
  };
}
