import type { CardList } from '@onfile/contract';
import { readCards, viewCard } from '../cards.ts';
import type { SessionRoute } from '../context.ts';

/** `GET /cards`: the signed-in shopper's cards, in the gateway's order. */
export const listCards: SessionRoute = async ({ customer }, context) => {
  const { cards, dropped } = await readCards(customer, context);
  const list: CardList = {
    cards: await Promise.all(cards.map((card) => viewCard(card, customer.number, context))),
    serverTime: new Date(context.now()).toISOString(),
    capabilities: { cvc: 'hosted', remove: true, manage: false, save: true, addWithoutOrder: false },
    dropped,
  };
  return Response.json(list);
};
