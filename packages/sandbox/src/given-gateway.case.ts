import type { GatewayUnderTest } from './gateway.case.ts';

/**
 * A real test gateway that the environment names, or none: `ONFILE_GATEWAY_URL` with `ONFILE_GATEWAY_MERCHANT`, `_LOGIN`, `_PASSWORD`,
 * `_SECRET` and `_CUSTOMER`; also `_CURRENCY` (BYN), `_RECURRING_BILL` and `_CARD_NUMBER`.
 *
 * @throws where some of it is given and the rest is not, or the login would go over plain http to another machine.
 */
export function givenGateway(env: Readonly<Record<string, string | undefined>>): GatewayUnderTest | undefined {
  const url = env['ONFILE_GATEWAY_URL'];
  if (!url) return undefined;
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && hostname !== '127.0.0.1' && hostname !== 'localhost')
    throw new Error('ONFILE_GATEWAY_URL must be https, but on this machine.');
  const given = (name: string) => {
    const value = env[`ONFILE_GATEWAY_${name}`];
    if (!value) throw new Error(`ONFILE_GATEWAY_URL is given, and ONFILE_GATEWAY_${name} is not.`);
    return value;
  };
  const recurringBill = env['ONFILE_GATEWAY_RECURRING_BILL'];
  const cardNumber = env['ONFILE_GATEWAY_CARD_NUMBER'];
  return {
    name: url,
    send: (path, body, headers) => fetch(new URL(path, url), { method: 'POST', body, headers, redirect: 'manual' }),
    get: (path) => fetch(new URL(path, url), { redirect: 'manual' }),
    merchant: { id: given('MERCHANT'), login: given('LOGIN'), password: given('PASSWORD'), secret: given('SECRET') },
    customer: given('CUSTOMER'),
    currency: env['ONFILE_GATEWAY_CURRENCY'] ?? 'BYN',
    newOrder: () => `onfile-${crypto.randomUUID()}`,
    ...(recurringBill && { recurringBill: async () => recurringBill }),
    ...(cardNumber && { cardNumber }),
    // None is known: nobody has run this with an account yet.
    differences: {},
    answered: () => {},
  };
}
