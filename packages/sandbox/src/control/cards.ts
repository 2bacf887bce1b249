import type { Deps } from '../deps.ts';
import type { StoredCard } from '../state.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import { namesOf, said, sent, unclear, unknown } from './answer.ts';

const kinds: readonly [name: keyof StoredCard, is: (value: unknown) => boolean][] = [
  ['expire', (value) => typeof value === 'string' && /^(0[1-9]|1[0-2])\.\d{4}$/.test(value)],
  ['token', (value) => typeof value === 'string' && /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/.test(value)],
  ['bank', (value) => typeof value === 'string'],
  ['brand', (value) => typeof value === 'string' && value !== ''],
  ['bin', (value) => typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 1_000_000],
  ['active', (value) => typeof value === 'boolean'],
  ['needCVC', (value) => typeof value === 'boolean'],
  ['post', (value) => typeof value === 'string' && /^\d{4}$/.test(value)],
  ['assets', (value) => value === undefined || value === null || Array.isArray(value)],
];

/** The names of a card that make no sense. */
const wrongNames = (card: unknown): string[] => {
  const names = namesOf(card);
  return names ? kinds.filter(([name, is]) => !is(names.get(name))).map(([name]) => name) : ['card'];
};

const isCard = (card: unknown): card is StoredCard => wrongNames(card).length === 0;

/** `GET /__sandbox/customers`: who has which cards. */
export const listCustomers = ({ state }: Deps): Response =>
  said({ customers: Object.fromEntries(state.customers.entries()) });

/** `GET /__sandbox/customers/{number}` */
export const showCustomer = (customer: string, { state }: Deps): Response =>
  state.customers.has(customer) ? said({ cards: state.cardsOf(customer) }) : unknown('customer');

/** `PUT /__sandbox/customers/{number}` with `{ "cards": […] }`: makes a customer, or gives one other cards. */
export async function putCustomer(customer: string, request: GatewayRequest, { state }: Deps): Promise<Response> {
  const cards = namesOf(await sent(request))?.get('cards');
  if (!Array.isArray(cards)) return unclear('Send { "cards": […] }.');
  const wrong = cards.flatMap((card, index) => wrongNames(card).map((name) => `cards[${index}].${name}`));
  if (wrong.length) return unclear(`These make no sense: ${wrong.join(', ')}.`);
  state.customers.set(customer, cards.filter(isCard));
  return said({ cards: state.cardsOf(customer) });
}

/** `DELETE /__sandbox/customers/{number}` */
export function deleteCustomer(customer: string, { state }: Deps): Response {
  if (!state.customers.has(customer)) return unknown('customer');
  state.customers.delete(customer);
  return said({ deleted: customer });
}

/** `PATCH /__sandbox/customers/{number}/cards/{token}`: changes a card: lets it expire, go inactive, want its code. */
export async function patchCard(
  customer: string,
  token: string,
  request: GatewayRequest,
  { state }: Deps,
): Promise<Response> {
  const cards = state.cardsOf(customer);
  const card = cards.find((one) => one.token === token);
  const change = namesOf(await sent(request));
  if (!card) return unknown('card');
  if (!change) return unclear('Send the names that change, for example { "active": false }.');
  const changed: unknown = { ...card, ...Object.fromEntries(change), token };
  if (!isCard(changed)) return unclear(`These make no sense: ${wrongNames(changed).join(', ')}.`);
  state.customers.set(
    customer,
    cards.map((one) => (one.token === token ? changed : one)),
  );
  return said({ card: changed });
}

/** `DELETE /__sandbox/customers/{number}/cards/{token}`: the card is gone without the shop having asked. */
export function deleteCard(customer: string, token: string, { state }: Deps): Response {
  const cards = state.cardsOf(customer);
  const left = cards.filter((card) => card.token !== token);
  if (left.length === cards.length) return unknown('card');
  state.customers.set(customer, left);
  return said({ cards: left });
}
