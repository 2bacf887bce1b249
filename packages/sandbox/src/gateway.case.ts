// What the gateway does, in the words of its documents and of nothing of ours: run on the sandbox, and on a real test gateway when
// one is given. Section numbers are those of the gateway notes.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

/** How a request is written. */
export type Shape = 'JSON' | 'form' | 'SOAP';
/** How an answer is written. */
export type Format = 1 | 3 | 4 | 5;

/** Every row of section 0, with what section 18 adds to it: what the documents call it, and where it is. */
export const services = {
  'List stored cards': '/pay/oneclick/v1/token.cfm',
  'Remove stored card': '/pay/oneclick/v1/rem_token.cfm',
  'Pay with token': '/pay/tokenpay.cfm',
  'Pay existing order with token': '/pay/tokenpay_order.cfm',
  'Hosted payment page': '/pay/order.cfm',
  'Hosted page, link only': '/pay/payrequest.cfm',
  'Card data straight from merchant (PCI)': '/pay/silentpay.cfm',
  '3DS v2 continuation after method iframe': '/get3dsec/get3dsecver2.cfm',
  '3DS v2 continuation, its older name': '/get3dsec/ws3dsecver2.cfm',
  '3DS v1 completion': '/get3dsec/ws3dsec.cfm',
  'Order result with operations': '/orderresult/orderresult.cfm',
  'Order state only': '/orderstate/orderstate.cfm',
  'Order result for apps': '/orderresult/mobileorderresult.cfm',
  'Results by date': '/resultbydate/resultbydate.cfm',
  'Confirm two-stage payment': '/charge/charge.cfm',
  'Void / refund (`cancel`)': '/cancel/cancel.cfm',
  'Void / refund (`wscancel`)': '/cancel/wscancel.cfm',
  'Subsequent recurring payment (MIT)': '/recurrent/rp.cfm',
  'Bearer login': '/api/v1/auth/login.cfm',
  'Deny an unpaid order': '/api/v1/order/cancel.cfm',
  'Merchant notification': 'to the merchant',
  'App registration': '/registration/mobileregistration.cfm',
  'Fiscal receipt': '/fiscal/fiscalreceipt.cfm',
} as const;
/** A row of section 0. */
export type ServiceName = keyof typeof services;

/** Parameters by name. */
export type Fields = Record<string, string>;

/** A gateway to hold against its documents. */
export interface GatewayUnderTest {
  name: string;
  send: (path: string, body: string, headers: Record<string, string>) => Promise<Response>;
  /** As a browser opens an address; redirects are not followed. */
  get: (path: string) => Promise<Response>;
  merchant: { id: string; login: string; password: string; secret: string };
  /** A customer with a card on file that pays without its code. */
  customer: string;
  currency: string;
  /** A number that no order has yet. */
  newOrder: () => string;
  /** The bill of an initial recurring payment that is paid, with bounds around 9.90. Left out: nothing is repeated. */
  recurringBill?: () => Promise<string>;
  /** The number of a card that pays without a question. Left out: the silent payment is not asked. */
  cardNumber?: string;
  /** A card on file that may be removed. Left out: none is. */
  removableCard?: () => Promise<{ customer: string; token: string }>;
  /** A payment whose method call was made, as the continuation names it. Left out: none is continued. */
  askedPayment?: () => Promise<Fields>;
  /** A payment of 3-D Secure 1 and what the bank's page brought back. Left out: none is completed. */
  askedPaymentV1?: () => Promise<Fields>;
  /** Pays, and gives what the gateway told the merchant of it, written so. Left out: nobody listens. */
  notified?: (shape: 'form' | 'SOAP') => Promise<{ order: string; type: string; body: string }>;
  /** Cases that this gateway is known to answer otherwise, and why. They are not run. */
  differences: Readonly<Record<string, string>>;
  /** Told of every service that answered in a format to a request of a shape; `undefined` for what is none of the formats. */
  answered: (service: ServiceName, shape: Shape | undefined, format: Format | undefined) => void;
}

const mediaTypes = {
  JSON: 'application/json; charset=utf-8',
  form: 'application/x-www-form-urlencoded',
  SOAP: 'text/xml; charset=utf-8',
};

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function write(shape: Shape, element: string, fields: Fields): string {
  switch (shape) {
    case 'JSON':
      return JSON.stringify(fields);
    case 'form':
      return new URLSearchParams(fields).toString();
    case 'SOAP': {
      const inside = Object.entries(fields).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`);
      return `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ws="http://www.paysecure.ru/ws/"><soapenv:Header/><soapenv:Body><ws:${element}>${inside.join('')}</ws:${element}></soapenv:Body></soapenv:Envelope>`;
    }
  }
}

/** The first value with a name anywhere in an answer. */
function find(text: string, format: Format, name: string): string | undefined {
  if (format === 1) {
    const [head = '', line = ''] = text.trim().split('\n');
    const index = head.split(';').indexOf(name);
    return index < 0 ? undefined : line.split(';')[index];
  }
  if (format === 5) return inJson(JSON.parse(text), name);
  return new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(text)?.[1];
}

function inJson(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    if (key === name && typeof item !== 'object') return String(item);
    const inside = inJson(item, name);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** The two codes of a refusal; undefined where it is none (sections 8 and 18). */
function faultOf(text: string): string | undefined {
  const json = /"faultcode":"?(\d+)"?,"faultstring":"?(\d+)/.exec(text);
  const soap = /<faultcode>(\d+)<\/faultcode>\s*<faultstring>(\d+)</.exec(text);
  const xml = /<result firstcode=['"](\d+)['"] secondcode=['"](\d+)/.exec(text);
  const csv = /^error;(\d+);(\d+);/.exec(text);
  const old = /"firstcode":(\d+),"secondcode":(\d+)/.exec(text);
  const [, first, second] = json ?? soap ?? csv ?? old ?? xml ?? [];
  return first === undefined || first === '0' ? undefined : `${first}/${second}`;
}

const upperMd5 = (text: string) => createHash('md5').update(text).digest('hex').toUpperCase();
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
/** Section 7.2. */
const checkValue = (secret: string, text: string) => upperMd5((md5(secret) + md5(text)).toUpperCase());

/** One row of section 0: how it is asked, and what an answer must say. */
interface Row {
  service: ServiceName;
  element: string;
  shapes: readonly Shape[];
  formats: readonly Format[];
  /** What is asked, once everything before it was done. */
  ask: () => Promise<Fields>;
  /** Names and values that the answer must have. */
  says: Readonly<Record<string, string | RegExp>>;
}

/** Holds a gateway against its documents. */
export function describeGateway(gateway: GatewayUnderTest): void {
  const { merchant, customer, currency, newOrder } = gateway;
  const login: Fields = { Merchant_ID: merchant.id, Login: merchant.login, Password: merchant.password };

  async function ask(path: string, shape: Shape, element: string, fields: Fields) {
    const answer = await gateway.send(path, write(shape, element, fields), { 'content-type': mediaTypes[shape] });
    return { status: answer.status, text: await answer.text() };
  }
  const post = async (path: string, fields: Fields) =>
    (await ask(path, 'form', '', { ...login, Format: '5', ...fields })).text;

  async function cards(): Promise<{ token: string; needCVC: boolean; active: boolean }[]> {
    const body = JSON.stringify({
      merchant: { merchant_id: merchant.id, login: merchant.login, password: merchant.password },
      customernumber: customer,
    });
    const answer = await gateway.send('/pay/oneclick/v1/token.cfm', body, { 'content-type': mediaTypes.JSON });
    return JSON.parse(await answer.text());
  }
  async function token(): Promise<string> {
    const card = (await cards()).find(({ active, needCVC }) => active && !needCVC);
    if (!card) throw new Error(`Customer ${customer} has no card that pays without its code.`);
    return card.token;
  }
  const order = (more: Fields = {}): Fields => ({
    OrderNumber: newOrder(),
    OrderAmount: '15.00',
    OrderCurrency: currency,
    ...more,
  });
  const byToken = async (more: Fields = {}): Promise<Fields> => ({
    ...order(),
    TokenType: '5',
    PaymentToken: JSON.stringify({ Token: await token(), CustomerNumber: customer }),
    ...more,
  });
  /** Pays, and says the numbers of what was paid. */
  async function paid(more: Fields = {}) {
    const fields = await byToken(more);
    const text = await post('/pay/tokenpay.cfm', fields);
    return { order: fields['OrderNumber'] ?? '', bill: (find(text, 5, 'billnumber') ?? '').split('.')[0] ?? '' };
  }
  async function link(): Promise<string> {
    const text = await post('/pay/payrequest.cfm', { ...order(), Format: '' });
    return new URL(find(text, 5, 'url') ?? '').searchParams.get('CFSID') ?? '';
  }
  /** A bearer token, and an order that nobody has paid. */
  const openOrder = async () => {
    const fields = order();
    await post('/pay/payrequest.cfm', { ...fields, Format: '' });
    return fields['OrderNumber'] ?? '';
  };

  const all: readonly Shape[] = ['form', 'SOAP', 'JSON'];
  const result = { Ordernumber: async () => (await paid()).order };
  const rows: Row[] = [
    {
      service: 'List stored cards',
      element: '',
      shapes: ['JSON'],
      formats: [5],
      ask: async () => ({ CustomerNumber: customer }),
      says: { token: /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i, post: /^\d{4}$/, expire: /^\d{2}\.\d{4}$/ },
    },
    {
      service: 'Pay with token',
      element: 'tokenpay',
      shapes: ['form', 'JSON'],
      formats: [4, 5],
      ask: byToken,
      says: { orderstate: 'Approved', responsecode: 'AS000', billnumber: /^\d{15,16}/ },
    },
    {
      service: 'Pay existing order with token',
      element: '',
      shapes: ['form'],
      formats: [4, 5],
      ask: async () => {
        const { TokenType = '', PaymentToken = '' } = await byToken();
        return { outcfsid: await link(), TokenType, PaymentToken };
      },
      says: { orderstate: 'Approved' },
    },
    {
      service: 'Hosted page, link only',
      element: '',
      shapes: ['form', 'JSON'],
      formats: [5],
      ask: async () => order(),
      says: { url: /\/pay\/pay\.cfm\?CFSID=/, URL: /\/pay\/pay\.cfm\?CFSID=/, orderstate: 'In Process' },
    },
    {
      service: 'Order result with operations',
      element: 'orderresult',
      shapes: all,
      formats: [1, 3, 4, 5],
      ask: async () => ({ Ordernumber: await result.Ordernumber() }),
      says: { orderstate: 'Approved', operationtype: '100', testmode: '1', processingname: 'Fake' },
    },
    {
      service: 'Order state only',
      element: 'orderstate',
      shapes: all,
      formats: [1, 3, 4, 5],
      ask: async () => ({ Ordernumber: await result.Ordernumber() }),
      says: { orderstate: 'Approved', checkvalue: /^[0-9A-F]{32}$/ },
    },
    {
      service: 'Results by date',
      element: '',
      shapes: ['form'],
      formats: [1],
      ask: async () => {
        await paid();
        return {};
      },
      says: { ordernumber: /./, billnumber: /^\d{15,16}\.\d+$/ },
    },
    {
      service: 'Confirm two-stage payment',
      element: 'charge',
      shapes: all,
      formats: [1, 3, 4, 5],
      ask: async () => ({ Billnumber: (await paid({ Delay: '1' })).bill }),
      says: { orderstate: 'Approved', operationtype: '200', responsecode: 'AS000' },
    },
    {
      service: 'Void / refund (`wscancel`)',
      element: 'WSCancelRequestParams',
      shapes: all,
      formats: [1, 3, 4, 5],
      ask: async () => ({ Billnumber: (await paid()).bill, Amount: '5.00', Currency: currency }),
      says: { orderstate: 'PartialCanceled', operationtype: '300', responsecode: 'AS000' },
    },
    {
      service: 'Void / refund (`cancel`)',
      element: '',
      shapes: ['form'],
      formats: [1, 3, 4, 5],
      ask: async () => ({ Billnumber: (await paid()).bill }),
      says: { orderstate: 'Canceled', operationtype: '300' },
    },
    {
      service: 'Bearer login',
      element: '',
      shapes: ['JSON'],
      formats: [5],
      ask: async () => ({
        login: merchant.login,
        password: merchant.password,
        audience: 'POS',
        components: 'ws/cancelbynumber',
      }),
      says: { access_token: /./, refresh_token: /./ },
    },
    {
      service: 'App registration',
      element: 'getRegistration',
      shapes: ['SOAP'],
      formats: [4],
      ask: async () => ({ ApplicationName: 'Shop', ApplicationVersion: '1.0', DeviceUniqueId: 'device-1' }),
      says: { registration_id: /./ },
    },
    {
      service: 'Order result for apps',
      element: 'orderresult',
      shapes: ['SOAP'],
      formats: [4],
      ask: async () => {
        const device = { ApplicationName: 'Shop', ApplicationVersion: '1.0', DeviceUniqueId: 'device-2' };
        const path = '/registration/mobileregistration.cfm';
        const { text } = await ask(path, 'SOAP', 'getRegistration', device);
        return {
          device_id: 'device-2',
          registration_id: find(text, 4, 'registration_id') ?? '',
          ordernumber: await result.Ordernumber(),
          merchant_id: merchant.id,
        };
      },
      says: { orderstate: 'Approved' },
    },
    {
      service: 'Fiscal receipt',
      element: 'fiscalreceipt',
      shapes: ['SOAP'],
      formats: [4],
      ask: async () => ({ Billnumber: (await paid()).bill }),
      says: { url: /^https?:/ },
    },
  ];
  const { recurringBill, cardNumber, removableCard, askedPayment, askedPaymentV1 } = gateway;
  if (removableCard)
    rows.push({
      service: 'Remove stored card',
      element: '',
      shapes: ['JSON'],
      formats: [5],
      ask: async () => {
        const card = await removableCard();
        return { CustomerNumber: card.customer, Token: card.token };
      },
      says: { message: /is removed$/ },
    });
  if (askedPayment)
    for (const [service, element] of [
      ['3DS v2 continuation after method iframe', 'get3dsecver2'],
      ['3DS v2 continuation, its older name', 'ws3dsecver2'],
    ] as const)
      rows.push({
        service,
        element,
        shapes: all,
        formats: [4, 5],
        ask: askedPayment,
        says: { orderstate: 'Approved', responsecode: 'AS000', alphaauthresult: 'Y' },
      });
  if (askedPaymentV1)
    rows.push({
      service: '3DS v1 completion',
      element: 'ws3dsec',
      shapes: all,
      formats: [4, 5],
      ask: askedPaymentV1,
      says: { orderstate: 'Approved', authresult: 'Y' },
    });
  if (recurringBill)
    rows.push({
      service: 'Subsequent recurring payment (MIT)',
      element: 'rp',
      shapes: all,
      formats: [1, 3, 4, 5],
      ask: async () => ({
        Billnumber: await recurringBill(),
        OrderNumber: newOrder(),
        Amount: '9.90',
        Currency: currency,
      }),
      says: { orderstate: 'Approved', responsecode: 'AS000', operationtype: '100' },
    });
  if (cardNumber)
    rows.push({
      service: 'Card data straight from merchant (PCI)',
      element: 'SilentPay',
      shapes: all,
      formats: [3, 4, 5],
      ask: async () => ({ ...order(), Cardnumber: cardNumber, Expiremonth: '12', Expireyear: '2030', Cvc2: '123' }),
      says: { orderstate: 'Approved', responsecode: 'AS000', meannumber: /^\d{6}\*{4}\d{4}$/ },
    });

  /** The formats in which a shape is answered: its own, and a form in whichever it asks for (section 10). */
  const formatsOf = ({ formats }: Row, shape: Shape) =>
    formats.filter((format) => shape === 'form' || format === (shape === 'SOAP' ? 4 : 5));

  const { notified } = gateway;
  const told = notified ? (['form', 'SOAP'] as const).map((shape) => ({ shape, hear: () => notified(shape) })) : [];

  const known = gateway.differences;
  const cases = new Set<string>();
  const test = (name: string, run: () => Promise<void>) => {
    cases.add(name);
    // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case below has its own
    return name in known ? undefined : it(name, run);
  };

  describe(`${gateway.name}: every service`, () => {
    for (const row of rows)
      for (const shape of row.shapes)
        for (const format of formatsOf(row, shape))
          test(`${row.service}: ${shape} in, format ${format} out`, async () => {
            const fields = { ...login, ...(shape === 'form' && { Format: String(format) }), ...(await row.ask()) };
            const { text } = await ask(services[row.service], shape, row.element, fields);
            expect(faultOf(text)).toBeUndefined();
            const said = Object.fromEntries(Object.keys(row.says).map((name) => [name, find(text, format, name)]));
            for (const [name, expected] of Object.entries(row.says))
              expect(said[name]).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
            gateway.answered(row.service, shape, format);
          });
  });

  describe(`${gateway.name}: what is refused`, () => {
    const refusals: [name: string, path: string, fields: () => Promise<Fields>, codes: string][] = [
      [
        'a wrong password',
        '/orderresult/orderresult.cfm',
        async () => ({ Ordernumber: 'x', Password: 'wrongword' }),
        '7/102',
      ],
      [
        'an unknown merchant',
        '/orderresult/orderresult.cfm',
        async () => ({ Ordernumber: 'x', Merchant_ID: '1' }),
        '10/100',
      ],
      [
        'an order that is not there',
        '/orderresult/orderresult.cfm',
        async () => ({ Ordernumber: newOrder() }),
        '10/201',
      ],
      ['no order number', '/pay/tokenpay.cfm', async () => byToken({ OrderNumber: '' }), '3/107'],
      ['no amount', '/pay/tokenpay.cfm', async () => byToken({ OrderAmount: '' }), '3/108'],
      ['an amount in words', '/pay/tokenpay.cfm', async () => byToken({ OrderAmount: 'fifteen' }), '4/108'],
      [
        'a token that is nobody’s',
        '/pay/tokenpay.cfm',
        async () =>
          byToken({
            PaymentToken: JSON.stringify({ Token: '00000000-0000-0000-0000-000000000000', CustomerNumber: customer }),
          }),
        '10/203',
      ],
      [
        'a second payment of a paid order',
        '/pay/tokenpay.cfm',
        async () => byToken({ OrderNumber: (await paid()).order }),
        '11/201',
      ],
      [
        'giving back more than was taken',
        '/cancel/wscancel.cfm',
        async () => ({ Billnumber: (await paid()).bill, Amount: '15.01', Currency: currency }),
        '5/108',
      ],
      [
        'an amount without its currency',
        '/cancel/wscancel.cfm',
        async () => ({ Billnumber: (await paid()).bill, Amount: '5.00' }),
        '3/105',
      ],
      [
        'confirming what was taken already',
        '/charge/charge.cfm',
        async () => ({ Billnumber: (await paid()).bill }),
        '15/307',
      ],
    ];
    for (const [name, path, fields, codes] of refusals)
      for (const format of ['4', '5'])
        test(`${name} is ${codes} in format ${format}`, async () => {
          expect(faultOf(await post(path, { Format: format, ...(await fields()) }))).toBe(codes);
        });

    test('removing a card that is not there is 10/203', async () => {
      const body = JSON.stringify({
        merchant: { merchant_id: merchant.id, login: merchant.login, password: merchant.password },
        token: '00000000-0000-0000-0000-000000000000',
        customernumber: customer,
      });
      const answer = await gateway.send('/pay/oneclick/v1/rem_token.cfm', body, { 'content-type': mediaTypes.JSON });
      expect(faultOf(await answer.text())).toBe('10/203');
    });

    test('a customer number beside a recurring agreement is refused', async () => {
      const fields = { ...order(), CustomerNumber: customer, RecurringIndicator: '1' };
      expect(faultOf(await post('/pay/payrequest.cfm', fields))).toBeDefined();
    });

    test('a wrong check value is refused, the right one is not', async () => {
      const fields = order();
      const text = [merchant.id, fields['OrderNumber'], fields['OrderAmount'], currency].join(';');
      const Checkvalue = checkValue(merchant.secret, text);
      expect(faultOf(await post('/pay/payrequest.cfm', { ...fields, Checkvalue: '0'.repeat(32) }))).toBeDefined();
      expect(faultOf(await post('/pay/payrequest.cfm', { ...fields, Checkvalue }))).toBeUndefined();
    });
  });

  describe(`${gateway.name}: orders`, () => {
    const state = async (number: string, format: Format = 5) =>
      find(
        await post('/orderstate/orderstate.cfm', { Ordernumber: number, Format: String(format) }),
        format,
        'orderstate',
      );

    test('an order that is authorised waits, is confirmed in part and then whole', async () => {
      const { order: number, bill } = await paid({ Delay: '1' });
      expect(await state(number)).toBe('Delayed');
      await post('/charge/charge.cfm', { Billnumber: bill, Amount: '5.00', Currency: currency });
      expect(await state(number, 3)).toBe('PartialDelayed');
      await post('/charge/charge.cfm', { Billnumber: bill });
      expect(await state(number, 4)).toBe('Approved');
    });

    test('an order that is paid is given back in part and then whole', async () => {
      const { order: number, bill } = await paid();
      await post('/cancel/wscancel.cfm', { Billnumber: bill, Amount: '5.00', Currency: currency });
      expect(await state(number)).toBe('PartialCanceled');
      await post('/cancel/wscancel.cfm', { Billnumber: bill });
      expect(await state(number)).toBe('Canceled');
    });

    test('an order that nobody has paid is denied', async () => {
      const number = await openOrder();
      const login_ = { login: merchant.login, password: merchant.password };
      const audience = { ...login_, audience: 'POS', components: 'ws/cancelbynumber' };
      const { text } = await ask('/api/v1/auth/login.cfm', 'JSON', '', audience);
      const denied = await gateway.send(
        '/api/v1/order/cancel.cfm',
        JSON.stringify({ ...login_, ordernumber: number, merchant_id: merchant.id }),
        {
          'content-type': mediaTypes.JSON,
          authorization: `Bearer ${find(text, 5, 'access_token') ?? ''}`,
        },
      );
      expect(find(await denied.text(), 5, 'orderstate')).toBe('Declined');
      gateway.answered('Deny an unpaid order', 'JSON', 5);
    });

    test('a result is proved by a check value over the text of its amount', async () => {
      const { order: number } = await paid();
      const text = await post('/orderresult/orderresult.cfm', { Ordernumber: number });
      const expected = checkValue(merchant.secret, `${merchant.id}${number}15.00${currency}Approved`);
      expect(find(text, 5, 'checkvalue')).toBe(expected);
    });

    test('a result lists all bills of an order number', async () => {
      const { order: number } = await paid({ OrderAmount: '15.02' });
      await paid({ OrderNumber: number });
      const text = await post('/orderresult/orderresult.cfm', { Ordernumber: number });
      expect(text.match(/"orderstate":"\w+"/g)).toEqual(['"orderstate":"Declined"', '"orderstate":"Approved"']);
    });

    test('the page is where an order’s form leads, and an order’s link', async () => {
      const asked = () => write('form', '', { Merchant_ID: merchant.id, ...order(), CustomerNumber: customer });
      const path = services['Hosted payment page'];
      const answers = [
        await gateway.send(path, asked(), { 'content-type': mediaTypes.form }),
        await gateway.get(`${path}?${asked()}`),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(302);
        expect(answer.headers.get('location')).toMatch(/\/pay\/pay\.cfm\?CFSID=/);
      }
      gateway.answered('Hosted payment page', 'form', undefined);
    });

    for (const { shape, hear } of told)
      test(`the merchant is told of a payment, as ${shape}`, async () => {
        const { order: number, type, body } = await hear();
        const said =
          shape === 'form'
            ? (name: string) => new URLSearchParams(body).get(name)
            : (name: string) => find(body, 4, name);
        expect(type).toContain(shape === 'form' ? mediaTypes.form : 'text/xml');
        expect(said('merchant_id')).toBe(merchant.id);
        expect(said('ordernumber')).toBe(number);
        expect(said('billnumber')).toMatch(/^\d{15,16}/);
        expect(said('checkvalue')).toBe(checkValue(merchant.secret, `${merchant.id}${number}15.00${currency}Approved`));
        gateway.answered('Merchant notification', undefined, shape === 'form' ? undefined : 4);
      });
  });

  describe(`${gateway.name}: known differences`, () => {
    it('are each a case of this suite, with a reason', () => {
      expect(Object.keys(known).filter((name) => !cases.has(name))).toEqual([]);
      expect(Object.values(known).filter((reason) => reason.length < 10)).toEqual([]);
    });
  });
}
