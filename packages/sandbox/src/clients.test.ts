// Two clients as somebody else would write them: from the documents, with nothing of ours in them. One knows forms, format 5 and
// lower-case names; the other knows SOAP. Each pays, reads, confirms, gives back and repeats, over a port.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox } from './index.ts';
import { serveSandbox, type ServedSandbox } from './node.ts';

let served: ServedSandbox;
const sandbox = createSandbox();
beforeAll(async () => {
  served = await serveSandbox(sandbox, { port: 0 });
});
afterAll(() => served.close());

const account = { merchant: '452739', login: 'LOGIN', password: 'PASSWORD' };

/** Knows forms and JSON answers, and writes every name small. */
class FormClient {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  async #post(path: string, fields: Record<string, string>) {
    const body = new URLSearchParams({
      merchant_id: account.merchant,
      login: account.login,
      password: account.password,
      format: '5',
      ...fields,
    });
    const answer = await fetch(this.#base + path, { method: 'POST', body });
    const said = await answer.json();
    if (said.fault) throw new Error(`${said.fault.faultcode}/${said.fault.faultstring}`);
    return said;
  }

  async firstToken(customer: string): Promise<string> {
    const body = JSON.stringify({
      merchant: { merchant_id: account.merchant, login: account.login, password: account.password },
      customernumber: customer,
    });
    const answer = await fetch(`${this.#base}/pay/oneclick/v1/token.cfm`, { method: 'POST', body });
    return (await answer.json())[0].token;
  }

  async pay(order: string, amount: string, customer: string, token: string, delay = '0') {
    const said = await this.#post('/pay/tokenpay.cfm', {
      ordernumber: order,
      orderamount: amount,
      ordercurrency: 'BYN',
      delay,
      tokentype: '5',
      paymenttoken: `{"Token":"${token}","CustomerNumber":"${customer}"}`,
    });
    return { state: said.order[0].orderstate, bill: said.order[0].billnumber };
  }

  async read(order: string): Promise<string> {
    return (await this.#post('/orderresult/orderresult.cfm', { ordernumber: order })).orderresult.orders.at(-1)
      .orderstate;
  }

  async confirm(bill: string): Promise<string> {
    return (await this.#post('/charge/charge.cfm', { billnumber: bill })).charge.orderstate;
  }

  async giveBack(bill: string, amount: string): Promise<string> {
    const said = await this.#post('/cancel/wscancel.cfm', { billnumber: bill, amount, currency: 'BYN' });
    return said.wscancel.order.orderstate;
  }

  async repeat(bill: string, order: string, amount: string): Promise<string> {
    const fields = { billnumber: bill, ordernumber: order, amount, currency: 'BYN' };
    return (await this.#post('/recurrent/rp.cfm', fields)).rp.orderstate;
  }
}

/** Knows SOAP and nothing else: not even the format is said. */
class SoapClient {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  async #call(path: string, name: string, fields: Record<string, string>): Promise<string> {
    const inside = Object.entries({
      merchant_id: account.merchant,
      login: account.login,
      password: account.password,
      ...fields,
    })
      .map(([field, value]) => `<${field}>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${field}>`)
      .join('\n');
    const body = `<?xml version="1.0" encoding="utf-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ws="http://www.paysecure.ru/ws/">
<soapenv:Header/>
<soapenv:Body><ws:${name}>
${inside}
</ws:${name}></soapenv:Body>
</soapenv:Envelope>`;
    const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: `http://www.paysecure.ru/ws/${name}` };
    const xml = await (await fetch(this.#base + path, { method: 'POST', body, headers })).text();
    const fault = /<faultcode>(.*?)<\/faultcode><faultstring>(.*?)<\/faultstring>/.exec(xml);
    if (fault) throw new Error(`${fault[1]}/${fault[2]}`);
    return xml;
  }

  static last(xml: string, name: string): string {
    return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].at(-1)?.[1] ?? '';
  }

  async pay(order: string, amount: string, card: string, delay = '0') {
    const xml = await this.#call('/pay/silentpay.cfm', 'SilentPay', {
      ordernumber: order,
      orderamount: amount,
      ordercurrency: 'BYN',
      delay,
      cardnumber: card,
      expiremonth: '12',
      expireyear: '2030',
      cvc2: '123',
      cardholder: 'ANNA IVANOVA',
    });
    return { state: SoapClient.last(xml, 'orderstate'), bill: SoapClient.last(xml, 'billnumber').split('.')[0] ?? '' };
  }

  async read(order: string): Promise<string> {
    const xml = await this.#call('/orderresult/orderresult.cfm', 'orderresult', { ordernumber: order });
    return SoapClient.last(xml, 'orderstate');
  }

  async confirm(bill: string): Promise<string> {
    return SoapClient.last(await this.#call('/charge/charge.cfm', 'charge', { billnumber: bill }), 'orderstate');
  }

  async giveBack(bill: string, amount: string): Promise<string> {
    const fields = { billnumber: bill, amount, currency: 'BYN' };
    return SoapClient.last(await this.#call('/cancel/wscancel.cfm', 'WSCancelRequestParams', fields), 'orderstate');
  }

  async repeat(bill: string, order: string, amount: string): Promise<string> {
    const fields = { billnumber: bill, ordernumber: order, amount, currency: 'BYN' };
    return SoapClient.last(await this.#call('/recurrent/rp.cfm', 'rp', fields), 'orderstate');
  }
}

/** What a shopper does in a browser: opens the shop's form, reads the page, types a card, agrees, pays. Says the bill number. */
async function agreeOnPage(base: string, order: string): Promise<string> {
  const fields = new URLSearchParams({
    merchant_id: account.merchant,
    ordernumber: order,
    orderamount: '9.90',
    ordercurrency: 'BYN',
    recurringindicator: '1',
    recurringminamount: '5.00',
    recurringmaxamount: '20.00',
    recurringperiod: '30',
    recurringmaxdate: '31.12.2030',
    url_return_ok: 'https://shop.example.test/ok',
  });
  const opened = await fetch(`${base}/pay/order.cfm`, { method: 'POST', body: fields, redirect: 'manual' });
  // The page says where it lives by the name that the sandbox was given; here it is reached by its port.
  const there = new URL(opened.headers.get('location') ?? '');
  const page = await (await fetch(base + there.pathname + there.search)).text();
  const [, action = ''] = /<form method="post" action="([^"]+)" novalidate>/.exec(page) ?? [];
  expect(page).toContain('name="agree"');
  const typed = new URLSearchParams({
    choice: 'new',
    CardNumber: '5555 5555 5555 4444',
    ExpireMonth: '12',
    ExpireYear: '30',
    CVC2: '123',
    agree: '1',
  });
  const paid = await fetch(base + action, { method: 'POST', body: typed, redirect: 'manual' });
  return new URL(paid.headers.get('location') ?? '').searchParams.get('billnumber') ?? '';
}

it('a client that speaks only forms, format 5 and lower-case names', async () => {
  const client = new FormClient(served.url);
  const token = await client.firstToken('anna');
  const once = await client.pay('F-1', '15.00', 'anna', token);
  expect([once.state, await client.read('F-1')]).toEqual(['Approved', 'Approved']);
  const blocked = await client.pay('F-2', '15.00', 'anna', token, '1');
  expect([blocked.state, await client.confirm(blocked.bill)]).toEqual(['Delayed', 'Approved']);
  expect(await client.giveBack(blocked.bill, '5.00')).toBe('PartialCanceled');
  expect(await client.read('F-2')).toBe('PartialCanceled');
  const initial = await agreeOnPage(served.url, 'F-3');
  expect(await client.repeat(initial, 'F-4', '9.90')).toBe('Approved');
  await expect(client.pay('F-1', '15.00', 'anna', token)).rejects.toThrow('11/201');
});

it('a client that speaks only SOAP', async () => {
  const client = new SoapClient(served.url);
  const card = '4111111111111111';
  const once = await client.pay('S-1', '15.00', card);
  expect([once.state, await client.read('S-1')]).toEqual(['Approved', 'Approved']);
  const blocked = await client.pay('S-2', '15.00', card, '1');
  expect([blocked.state, await client.confirm(blocked.bill)]).toEqual(['Delayed', 'Approved']);
  expect(await client.giveBack(blocked.bill, '5.00')).toBe('PartialCanceled');
  expect(await client.read('S-2')).toBe('PartialCanceled');
  const initial = await agreeOnPage(served.url, 'S-3');
  expect(await client.repeat(initial, 'S-4', '9.90')).toBe('Approved');
  await expect(client.pay('S-1', '15.00', card)).rejects.toThrow('11/201');
});

it('and the ledger has what they did, no more and no less', () => {
  const lines = sandbox.ledger.map(({ order, type, amount }) => `${order} ${type} ${amount}`);
  const each = (letter: string) => [
    `${letter}-1 charge 15.00`,
    `${letter}-2 authorise 15.00`,
    `${letter}-2 capture 15.00`,
    `${letter}-2 refund 5.00`,
    `${letter}-3 charge 9.90`,
    `${letter}-4 charge 9.90`,
  ];
  expect(lines).toEqual([...each('F'), ...each('S')]);
});
