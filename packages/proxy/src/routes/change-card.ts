import { CardChange } from '@onfile/contract';
import { json } from '../answer.ts';
import { cardName, cardToken, readCards, readNotes, viewCard } from '../cards.ts';
import type { SessionRoute } from '../context.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';

/** `PATCH /cards/{id}`: names a card or makes it the default, in the merchant's own book. */
export const changeCard: SessionRoute = async ({ request, customer, params }, context) => {
  if (!context.cards) throw new Refusal('not_found');
  context.limiter.count('list', customer.number);
  const change = await readJson(request, CardChange);
  const token = await cardToken(params['id'] ?? '', customer.number, context);
  if (!token) throw new Refusal('not_found');
  const { cards } = await readCards(customer, context);
  const card = cards.find((candidate) => candidate.token === token);
  if (!card) throw new Refusal('card_gone');
  const name = await cardName(token, customer);
  await context.cards.change(name, change, customer);
  const notes = await readNotes([name], customer, context, { [name]: { brand: card.brand, last4: card.last4 } });
  return json(await viewCard(card, customer.number, context, notes[name]));
};
