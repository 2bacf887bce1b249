import type { StoredCard } from '@onfile/assist';
import type { CardList } from '@onfile/contract';
import { json } from '../answer.ts';
import { cardName, readCards, readNotes, viewCard } from '../cards.ts';
import type { Context, SessionRoute } from '../context.ts';
import type { CardNotes, Customer } from '../ports.ts';

/** The merchant's notes, card by card. Where nobody takes notes, nothing is named for them. */
async function notesOf(
  cards: readonly StoredCard[],
  customer: Customer,
  context: Context,
): Promise<(CardNotes | undefined)[]> {
  if (!context.cards) return [];
  const names = await Promise.all(cards.map(({ token }) => cardName(token, customer)));
  const facts = Object.fromEntries(cards.map(({ brand, last4 }, index) => [names[index] ?? '', { brand, last4 }]));
  const notes = await readNotes(names, customer, context, facts);
  return names.map((name) => notes[name]);
}

/** `GET /cards`: the signed-in shopper's cards, in the gateway's order, with the merchant's notes where there are any. */
export const listCards: SessionRoute = async ({ customer }, context) => {
  context.limiter.count('list', customer.number);
  const { cards, dropped } = await readCards(customer, context);
  const notes = await notesOf(cards, customer, context);
  const list: CardList = {
    cards: await Promise.all(cards.map((card, index) => viewCard(card, customer.number, context, notes[index]))),
    serverTime: new Date(context.now()).toISOString(),
    capabilities: {
      ...(context.codeFrame ? { cvc: 'frame', frameUrl: context.codeFrame.url } : { cvc: 'hosted' }),
      remove: true,
      manage: context.cards !== undefined,
      save: true,
      addWithoutOrder: context.orders.verification !== undefined,
    },
    dropped,
  };
  return json(list);
};
