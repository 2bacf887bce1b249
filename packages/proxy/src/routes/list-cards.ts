import type { CardList } from '@onfile/contract';
import { cardName, readCards, readNotes, viewCard } from '../cards.ts';
import type { SessionRoute } from '../context.ts';

/** `GET /cards`: the signed-in shopper's cards, in the gateway's order, with the merchant's notes where there are any. */
export const listCards: SessionRoute = async ({ customer }, context) => {
  context.limiter.count('list', customer.number);
  const { cards, dropped } = await readCards(customer, context);
  const names = await Promise.all(cards.map((card) => cardName(card.token, customer)));
  const facts = Object.fromEntries(cards.map(({ brand, last4 }, index) => [names[index] ?? '', { brand, last4 }]));
  const notes = await readNotes(names, customer, context, facts);
  const list: CardList = {
    cards: await Promise.all(
      cards.map((card, index) => viewCard(card, customer.number, context, notes[names[index] ?? ''])),
    ),
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
  return Response.json(list);
};
