import { absent, malformed, missing } from '../fault.ts';
import { readFields } from '../read-request.ts';
import { type Deps, serve } from '../work.ts';

/** `POST /pay/oneclick/v1/rem_token.cfm`. A token that is gone or somebody else's: 10/203 (gateway notes, 2 and 16.9). */
export async function removeToken(request: Request, deps: Deps): Promise<Response> {
  const fields = await readFields(request);
  const customer = fields.get('customernumber');
  return serve('remove', request, fields, deps, customer, () => {
    const token = fields.get('token');
    if (!customer) throw missing('CUSTOMERNUMBER', 202);
    if (!token) throw missing('TOKEN', 203);
    if (token.length !== 36) throw malformed('TOKEN', 203);
    const cards = deps.state.cardsOf(customer);
    if (!cards.some((card) => card.token === token)) throw absent('Credit card', 203);
    deps.state.customers.set(
      customer,
      cards.filter((card) => card.token !== token),
    );
    return Response.json({ message: `Token ${token} is removed` });
  });
}
