import type { SavedCard } from '@onfile/contract';
import { type CardNotes, cardName } from '@onfile/proxy';
import type { Asset, StoredCard } from '@onfile/sandbox';

/** Cards of the contract as the two sides keep them: the gateway the card, the merchant the notes. */
export interface CardsAtGateway {
  stored: StoredCard[];
  /** The merchant's notes, by the proxy's name of each card. */
  readonly notes: () => Promise<Record<string, CardNotes>>;
  /** The pictures that the cards bring along, by the address that the gateway names. */
  pictures: ReadonlyMap<string, string>;
}

const two = (value: number) => String(value).padStart(2, '0');
const token = (index: number) => `F1C70000-0F11-4E5A-6B0C-${String(index + 1).padStart(12, '0')}`;

function storeAssets({ assets }: SavedCard, index: number, pictures: Map<string, string>): Asset[] {
  return assets.map(({ assetType, altText, paymentType, assetData }, asset) => ({
    assetType,
    altText,
    paymentType: paymentType ?? '',
    assetData: assetData.map((file, at) => {
      const url = `https://art.sandbox.test/fixtures/${index}-${asset}-${at}`;
      pictures.set(url, file.url);
      return { ...file, url };
    }),
  }));
}

const notesOf = ({ nickname, isDefault, lastUsedAt, usedBy, removable }: SavedCard): CardNotes => ({
  ...(nickname !== undefined && { nickname }),
  ...(isDefault !== undefined && { isDefault }),
  ...(lastUsedAt !== undefined && { lastUsedAt }),
  ...(usedBy !== undefined && { usedBy }),
  ...(removable !== undefined && { removable }),
});

/** Puts cards where they come from. What neither side knows is lost on the way: ids, `cvcReason`, what is measured of a picture. */
export function cardsAtGateway(cards: readonly SavedCard[], customer: string): CardsAtGateway {
  const pictures = new Map<string, string>();
  const stored = cards.map((card, index) => ({
    token: token(index),
    expire: `${two(card.expiry.month)}.${card.expiry.year}`,
    bank: card.bank,
    brand: card.brand,
    bin: Number(card.bin ?? 412_362),
    post: card.last4,
    active: card.active,
    needCVC: card.needCVC,
    assets: storeAssets(card, index, pictures),
  }));
  const notes = async () =>
    Object.fromEntries(
      await Promise.all(
        cards.map(async (card, index) => [await cardName(token(index), { number: customer }), notesOf(card)] as const),
      ),
    );
  return { stored, notes, pictures };
}

/** The answer for a picture that a card brought along as a `data:` address; 404 for any other. */
export function answerPicture(address: string): Response {
  const [head = '', body = ''] = address.split(',');
  if (head !== 'data:image/png;base64') return new Response('Not found', { status: 404 });
  const bytes = Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
  return new Response(bytes, { headers: { 'content-type': 'image/png' } });
}
