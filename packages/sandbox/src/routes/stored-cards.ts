import { holdCustomer } from '../request/order.ts';
import { needsCode } from '../pay/stored-card.ts';
import type { WebService } from '../service.ts';
import { missing } from '../wire/fault.ts';

/** `POST /pay/oneclick/v1/token.cfm`: a bare array of cards; an unknown customer has none (gateway notes, 1 and 16.8). */
export const storedCards: WebService = {
  name: 'list',
  paths: ['/pay/oneclick/v1/token.cfm'],
  formats: [5],
  credentials: 'cards',
  perform: ({ fields, deps, rule }) => {
    const customer = fields.get('customernumber');
    if (!customer) throw missing('CUSTOMERNUMBER', 202);
    holdCustomer(customer);
    const cards = deps.state
      .cardsOf(customer)
      .map((card) => (needsCode(card, deps) === card.needCVC ? card : { ...card, needCVC: true }));
    const [first] = cards;
    const broken = first ? { ...first, post: 'four', expire: 'soon' } : { token: 1 };
    return { json: () => (rule?.kind === 'malformed-card' ? [broken, ...cards.slice(1)] : cards) };
  },
};
