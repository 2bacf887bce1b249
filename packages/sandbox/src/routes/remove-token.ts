import type { WebService } from '../service.ts';
import { absent, malformed, missing } from '../wire/fault.ts';

/** `POST /pay/oneclick/v1/rem_token.cfm`. A token that is gone or somebody else's: 10/203 (gateway notes, 2 and 16.9). */
export const removeToken: WebService = {
  name: 'remove',
  paths: ['/pay/oneclick/v1/rem_token.cfm'],
  formats: [5],
  credentials: 'cards',
  perform: ({ fields, deps: { state } }) => {
    const customer = fields.get('customernumber');
    const token = fields.get('token');
    if (!customer) throw missing('CUSTOMERNUMBER', 202);
    if (!token) throw missing('TOKEN', 203);
    if (token.length !== 36) throw malformed('TOKEN', 203);
    const cards = state.cardsOf(customer);
    const left = cards.filter((card) => card.token !== token);
    if (left.length === cards.length) throw absent('Credit card', 203);
    state.customers.set(customer, left);
    return { json: () => ({ message: `Token ${token} is removed` }) };
  },
};
