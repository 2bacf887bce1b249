// What the tests of the wire share: a sandbox with a clock that stands still, and requests as a shop's server sends them.
import { createSandbox, type SandboxOptions } from './index.ts';

/** Monday, 23 November 2026, 09:30 in Greenwich. */
export const start = Date.UTC(2026, 10, 23, 9, 30);
export const minute = 60_000;
export const day = 86_400_000;

export const login = { Merchant_ID: '452739', Login: 'LOGIN', Password: 'PASSWORD' };
export const anna = {
  card0028: '0000A11A-0F11-4E5A-6B0C-000000000001',
  card1030: '0000A11A-0F11-4E5A-6B0C-000000000002',
};
/** The token of a test card of customer `scenarios`. */
export const scenarioToken = (post: string) => `5CE7A210-0F11-4E5A-6B0C-00000000${post}`;

// oxlint-disable-next-line typescript/no-explicit-any -- the body as a reader of the wire sees it
export const json = async (answer: Response): Promise<any> => JSON.parse(await answer.text());

export const form = (fields: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();

/** A SOAP request as a public client of the gateway writes one (gateway notes, section 18). */
export const soap = (element: string, fields: Record<string, string | number>) =>
  `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ws="http://www.paysecure.ru/ws/"><soapenv:Header/><soapenv:Body><ws:${element}>${Object.entries(
    fields,
  )
    .map(([name, value]) => `<${name}>${String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`)
    .join('')}</ws:${element}></soapenv:Body></soapenv:Envelope>`;

/** The text of the first element with a name. */
export const element = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1];

/** A sandbox, its clock and what is done to it over the wire. */
export function open(options: SandboxOptions = {}) {
  let now = start;
  const sandbox = createSandbox({ now: () => now, ...options });
  const send = (path: string, body: string | object, headers: Record<string, string> = {}, method = 'POST') =>
    sandbox(
      new Request(`http://gateway.test${path}`, {
        method,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const get = (path: string) => sandbox(new Request(new URL(path, 'http://gateway.test')));
  const tokenFields = (change: object = {}) => ({
    ...login,
    OrderNumber: 'ORD-1',
    OrderAmount: '15.00',
    OrderCurrency: 'BYN',
    TokenType: 5,
    PaymentToken: JSON.stringify({ Token: anna.card0028, CustomerNumber: 'anna' }),
    ...change,
  });
  const payment = (answer: { order: Record<string, unknown>[] }) => answer.order[0] ?? {};
  return {
    sandbox,
    send,
    get,
    /** Lets time pass. */
    pass: async (milliseconds: number) => {
      now += milliseconds;
      await sandbox.run();
    },
    tokenFields,
    /** Pays with a card on file; the answer's order. */
    pay: async (change: object = {}) => payment(await json(await send('/pay/tokenpay.cfm', tokenFields(change)))),
    /** What a service answers to the merchant, in format 5. */
    call: async (path: string, fields: Record<string, string | number>) =>
      json(await send(path, form({ ...login, Format: 5, ...fields }))),
    /** Every bill of an order, by the order result. */
    bills: async (order = 'ORD-1', more: Record<string, string | number> = {}) =>
      (
        await json(
          await send('/orderresult/orderresult.cfm', form({ ...login, Ordernumber: order, Format: 5, ...more })),
        )
      ).orderresult?.orders ?? [],
    settings: async (change: object) => {
      const answer = await send('/__sandbox/settings', change, {}, 'PATCH');
      if (!answer.ok) throw new Error(await answer.text());
    },
    /** A payment with a test card of customer `scenarios`. */
    scenario: (post: string, change: object = {}) => ({
      ClientIP: '203.0.113.7',
      PaymentToken: JSON.stringify({ Token: scenarioToken(post), CustomerNumber: 'scenarios' }),
      ...change,
    }),
  };
}
