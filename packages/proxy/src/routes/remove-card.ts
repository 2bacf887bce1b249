import { bare } from '../answer.ts';
import { cardName, cardToken, readNotes } from '../cards.ts';
import type { SessionRoute } from '../context.ts';
import { troubleRefusal } from '../gateway-trouble.ts';
import { Refusal } from '../problem.ts';

/**
 * `DELETE /cards/{id}`: removes one. One that is gone is success; a name that is not this shopper's is not found; one that the
 * merchant holds on to is forbidden.
 */
export const removeCard: SessionRoute = async ({ customer, params }, context) => {
  context.limiter.count('remove', customer.number);
  const token = await cardToken(params['id'] ?? '', customer.number, context);
  if (!token) throw new Refusal('not_found');
  const name = await cardName(token, customer);
  const notes = await readNotes([name], customer, context);
  if (notes[name]?.removable === false) throw new Refusal('forbidden');
  try {
    await context.assist.removeStoredCard({ customer: customer.number, token });
  } catch (error) {
    throw troubleRefusal(error, 'remove', context);
  }
  await context.cards?.removed?.(name, customer);
  return bare(204);
};
