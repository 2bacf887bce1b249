import { malformed, missing } from '../fault.ts';
import { readFields } from '../read-request.ts';
import { type Deps, serve } from '../work.ts';

/** `POST /pay/oneclick/v1/token.cfm`: a bare array of cards; an unknown customer has none (gateway notes, 1 and 16.8). */
export async function storedCards(request: Request, deps: Deps): Promise<Response> {
  const fields = await readFields(request);
  const customer = fields.get('customernumber');
  return serve('list', request, fields, deps, customer, (rule) => {
    if (!customer) throw missing('CUSTOMERNUMBER', 202);
    if (!/^[\x21-\x7e]{1,32}$/.test(customer)) throw malformed('CUSTOMERNUMBER', 202);
    const cards: unknown[] = deps.state.cardsOf(customer);
    const [first] = cards;
    const broken = typeof first === 'object' && first ? { ...first, post: 'four', expire: 'soon' } : { token: 1 };
    return Response.json(rule?.kind === 'malformed-card' ? [broken, ...cards.slice(1)] : cards);
  });
}
