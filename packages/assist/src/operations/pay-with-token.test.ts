import { describe, expect, it } from 'vitest';
import {
  challenge,
  challengeRequest,
  flatPayment,
  frictionless,
  methodCall,
  methodData,
  order,
  orderResult,
  resultOrder,
  token,
  tokenPayment,
  tokenPaymentSoap,
  transaction,
} from '../documented.case.ts';
import { faultShapes, gatewaySaying } from '../gateway.case.ts';
import type { ReceiptItem, TokenPayment } from '../index.ts';

const payment: TokenPayment = { ...order, customer: 'cust-42', token };
const browser = {
  accept: 'text/html,application/xhtml+xml',
  userAgent: 'Mozilla/5.0',
  javaEnabled: false,
  language: 'en-GB',
  colorDepth: 24,
  screenWidth: 1920,
  screenHeight: 1080,
  challengeWindowSize: '02',
} as const;
const items: ReceiptItem[] = [
  {
    product: '123460176',
    name: 'First item',
    price: '5.00',
    quantity: '2',
    amount: '10.00',
    tax: 'vat10',
    hscode: '8528722001',
    paymentMethod: 1,
  },
  { name: 'Delivery', price: '5.00', quantity: '1', amount: '5.00', tax: 'novat', paymentMethod: 1, subjtype: 4 },
];
const pay = (answer: Parameters<typeof gatewaySaying>[0]) => gatewaySaying(answer).assist.payWithToken(payment);

describe('pay-with-token, what is sent', () => {
  it('is what section 3.4 prints', async () => {
    const { assist, sent } = gatewaySaying(tokenPayment());
    await assist.payWithToken({
      ...payment,
      comment: 'Two tickets',
      language: 'EN',
      clientIp: '203.0.113.7',
      payer: { firstname: 'Anna', lastname: 'Ivanova', email: 'anna@example.test' },
      browser,
    });
    expect(sent).toMatchObject([{ path: '/pay/tokenpay.cfm', type: 'application/json; charset=utf-8' }]);
    expect(sent[0]?.fields).toEqual({
      Merchant_ID: '452739',
      Login: 'LOGIN',
      Password: 'PASSWORD',
      OrderNumber: 'ORD-1001',
      OrderAmount: '15.00',
      OrderCurrency: 'BYN',
      OrderComment: 'Two tickets',
      Delay: 0,
      Language: 'EN',
      ClientIP: '203.0.113.7',
      TokenType: 5,
      PaymentToken: '{"Token":"49D902C6-1CCF-4605-9228-11D0E8115C77","CustomerNumber":"cust-42"}',
      Firstname: 'Anna',
      Lastname: 'Ivanova',
      Email: 'anna@example.test',
      HEADER_HTTP_ACCEPT: 'text/html,application/xhtml+xml',
      HEADER_HTTP_USER_AGENT: 'Mozilla/5.0',
      CLIENT_JAVA: 'false',
      CLIENT_BROWSER_LANGUAGE: 'en-GB',
      CLIENT_SCREEN_COLORS: '24',
      CLIENT_SCREEN_RES: '1920x1080',
      ChallengeWindowSize: '02',
      Format: 5,
    });
  });

  it('has every other parameter of the table under its documented name', async () => {
    const { assist, sent } = gatewaySaying(tokenPayment(), { sign: (text) => `signed(${text})`, cvcParameter: 'Cvc2' });
    await assist.payWithToken({
      ...payment,
      delay: true,
      convert: 'never',
      cvc: '123',
      payer: {
        middlename: 'P',
        address: '1 Main Street',
        homePhone: '1',
        workPhone: '2',
        phone: '3',
        fax: '4',
        country: 'BLR',
        state: 'MN',
        city: 'Minsk',
        zip: '220000',
      },
      receipt: { generate: false, taxationSystem: 2, tax: 'vat20', line: 'Tickets', paymentMethod: 4 },
    });
    expect(sent[0]?.fields).toMatchObject({
      Delay: 1,
      isConvert: '0',
      Cvc2: '123',
      Middlename: 'P',
      Address: '1 Main Street',
      HomePhone: '1',
      WorkPhone: '2',
      MobilePhone: '3',
      Fax: '4',
      Country: 'BLR',
      State: 'MN',
      City: 'Minsk',
      Zip: '220000',
      GenerateReceipt: '0',
      TaxationSystem: '2',
      Tax: 'vat20',
      ReceiptLine: 'Tickets',
      FPMode: '4',
      Signature: 'signed(452739;ORD-1001;15.00;BYN)',
    });
  });

  it('has the lines of a receipt as JSON text, in the shape of section 13', async () => {
    const { assist, sent } = gatewaySaying(tokenPayment());
    await assist.payWithToken({ ...payment, receipt: { items } });
    expect(JSON.parse(String(sent[0]?.fields['Chequeitems']))).toEqual({
      items: [
        {
          id: 1,
          product: '123460176',
          name: 'First item',
          price: 5,
          quantity: 2,
          amount: 10,
          tax: 'vat10',
          hscode: '8528722001',
          fpmode: 1,
        },
        { id: 2, name: 'Delivery', price: 5, quantity: 1, amount: 5, tax: 'novat', fpmode: 1, subjtype: 4 },
      ],
    });
  });

  it.each(['0.10', '0.29', '1.15', '4.35', '999999999999.99', '1000000.01'])(
    'keeps the sum %s to the last digit on its way through a JSON number',
    async (amount) => {
      const { assist, sent } = gatewaySaying(tokenPayment());
      await assist.payWithToken({
        ...payment,
        amount,
        receipt: { items: [{ name: 'x', price: '1', quantity: '1', amount }] },
      });
      const written = /"amount":([\d.]+)/.exec(String(sent[0]?.fields['Chequeitems']))?.[1] ?? '';
      const [whole, part = ''] = written.split('.');
      expect(`${whole}.${part.padEnd(2, '0')}`).toBe(amount);
    },
  );

  it.each([['::1'], ['2001:db8::1'], ['203.0.113.256'], ['203.0.113'], ['not an address']])(
    'leaves the address %s out: only IPv4 is documented',
    async (clientIp) => {
      const { assist, sent } = gatewaySaying(tokenPayment());
      await assist.payWithToken({ ...payment, clientIp });
      expect(sent[0]?.fields).not.toHaveProperty('ClientIP');
    },
  );
});

const line = { name: 'x', price: '15.00', quantity: '1', amount: '15.00' };
const receipt = (change: object) => ({ receipt: { items: [{ ...line, ...change }] } });

describe('pay-with-token, before anything is sent', () => {
  it.each<[string, object]>([
    ['order', { order: '' }],
    ['order', { order: 'x'.repeat(129) }],
    ['order', { order: 'два' }],
    ['amount', { amount: '15' }],
    ['amount', { amount: '15.0' }],
    ['amount', { amount: '-1.00' }],
    ['amount', { amount: '1e3' }],
    ['amount', { amount: '0.00' }],
    ['amount', { amount: '1234567890123.00' }],
    ['amount', { amount: 15 }],
    ['currency', { currency: 'byn' }],
    ['currency', { currency: 'RUBL' }],
    ['customer', { customer: 'x'.repeat(33) }],
    ['customer', { customer: '' }],
    ['token', { token: 'T' }],
    ['comment', { comment: 'x'.repeat(257) }],
    ['language', { language: 'BY' }],
    ['convert', { convert: 'toString' }],
    ['cvc', { cvc: '12' }],
    ['cvc', { cvc: '12345' }],
    ['payer.lastname', { payer: { lastname: 'x'.repeat(71) } }],
    ['payer.firstname', { payer: { firstname: 'x'.repeat(71) } }],
    ['payer.middlename', { payer: { middlename: 'x'.repeat(71) } }],
    ['payer.email', { payer: { email: 'x'.repeat(129) } }],
    ['payer.address', { payer: { address: 'x'.repeat(257) } }],
    ['payer.homePhone', { payer: { homePhone: 'x'.repeat(65) } }],
    ['payer.workPhone', { payer: { workPhone: 'x'.repeat(21) } }],
    ['payer.phone', { payer: { phone: 'x'.repeat(21) } }],
    ['payer.fax', { payer: { fax: 'x'.repeat(21) } }],
    ['payer.country', { payer: { country: 'BLRS' } }],
    ['payer.state', { payer: { state: 'MINS' } }],
    ['payer.city', { payer: { city: 'x'.repeat(71) } }],
    ['payer.zip', { payer: { zip: 'x'.repeat(26) } }],
    ['receipt.items', { receipt: { items: [] } }],
    ['receipt.items', receipt({ amount: '14.99' })],
    ['receipt.items', { receipt: { items: [line, { ...line, id: 1, amount: '0.00' }] } }],
    ['receipt.items[0].name', receipt({ name: '' })],
    ['receipt.items[0].name', receipt({ name: 'x'.repeat(251) })],
    ['receipt.items[0].product', receipt({ product: 'x'.repeat(51) })],
    ['receipt.items[0].price', receipt({ price: '15.001' })],
    ['receipt.items[0].price', receipt({ price: 15 })],
    ['receipt.items[0].quantity', receipt({ quantity: '1.0001' })],
    ['receipt.items[0].amount', receipt({ amount: '15' })],
    ['receipt.items[0].tax', receipt({ tax: 'x'.repeat(11) })],
    ['receipt.items[0].hscode', receipt({ hscode: 'x'.repeat(14) })],
    ['receipt.items[0].paymentMethod', receipt({ paymentMethod: -1 })],
    ['receipt.items[0].id', receipt({ id: 1.5 })],
    ['receipt', { receipt: { items: [line], tax: 'vat10' } }],
    ['receipt.tax', { receipt: { tax: 'x'.repeat(11) } }],
    ['receipt.line', { receipt: { line: 'x'.repeat(129) } }],
    ['receipt.paymentMethod', { receipt: { paymentMethod: 1.5 } }],
    ['receipt.taxationSystem', { receipt: { taxationSystem: -1 } }],
  ])('names the field "%s" of %j', async (field, change) => {
    const { assist, sent } = gatewaySaying(tokenPayment(), { cvcParameter: 'Cvc2' });
    await expect(assist.payWithToken({ ...payment, ...change })).rejects.toMatchObject({
      name: 'AssistInvalid',
      field,
      message: expect.stringContaining('Nothing was sent.'),
    });
    expect(sent).toEqual([]);
  });

  it('takes every field at its longest', async () => {
    const { assist, sent } = gatewaySaying(
      tokenPayment({ ordernumber: 'x'.repeat(128), orderamount: '999999999999.99' }),
    );
    const most = (length: number) => 'x'.repeat(length);
    const answer = await assist.payWithToken({
      order: most(128),
      amount: '999999999999.99',
      currency: 'BYN',
      customer: most(32),
      token,
      comment: most(256),
      payer: {
        lastname: most(70),
        email: most(128),
        address: most(256),
        homePhone: most(64),
        fax: most(20),
        zip: most(25),
      },
    });
    expect(sent).toHaveLength(1);
    expect(answer.type).toBe('answered');
  });

  it('sends no code before somebody has said what the gateway calls it', async () => {
    const { assist, sent } = gatewaySaying(tokenPayment());
    await expect(assist.payWithToken({ ...payment, cvc: '123' })).rejects.toMatchObject({ field: 'cvc' });
    expect(sent).toEqual([]);
  });

  it.each([
    ['login', { login: '', password: 'PASSWORD' }, 'credentials.login'],
    ['login', { login: 'x'.repeat(21), password: 'PASSWORD' }, 'credentials.login'],
    ['password', { login: 'LOGIN', password: 'x'.repeat(31) }, 'credentials.password'],
    ['password', { login: 'LOGIN', password: 'пароль' }, 'credentials.password'],
  ])('names a %s that cannot be one, and does not quote it', async (_, credentials, field) => {
    const { assist, sent } = gatewaySaying(tokenPayment(), { credentials: () => credentials });
    const error = await assist.payWithToken(payment).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'AssistInvalid', field });
    expect(String(error)).not.toContain('xxx');
    expect(sent).toEqual([]);
  });
});

describe('pay-with-token, what is answered', () => {
  it.each([
    ['JSON with operations', tokenPayment()],
    ['JSON with one order that is no list', { order: tokenPayment().order[0] }],
    ['SOAP', tokenPaymentSoap()],
    ['the flat shape of the neighbouring service', frictionless()],
    ['the shape of an order result', orderResult(resultOrder())],
    ['no wrapper at all', tokenPayment().order[0] ?? null],
  ])('is paid in %s', async (_, answer) => {
    expect(await pay(answer)).toMatchObject({
      type: 'answered',
      outcome: { type: 'paid' },
      bill: {
        billNumber: '5161957242913224',
        order: 'ORD-1001',
        amount: '15.00',
        currency: 'BYN',
        state: 'Approved',
        responseCode: 'AS000',
        mean: { brand: 'visa', last4: '0028' },
        openedAt: new Date('2026-03-04T10:21:33Z'),
      },
    });
  });

  it('tells what was done about the bill', async () => {
    expect(await pay(tokenPayment())).toMatchObject({
      bill: {
        isTest: true,
        operations: [
          {
            number: '5161957242913224.1',
            type: 'payment',
            amount: '15.00',
            currency: 'BYN',
            responseCode: 'AS000',
            approvalCode: 'X38988',
            at: new Date('2026-03-04T10:21:34Z'),
          },
        ],
      },
    });
  });

  it.each([
    ['AS100', 'refused'],
    ['AS101', 'wrong_details'],
    ['AS102', 'insufficient_funds'],
    ['AS104', 'wrong_expiry'],
    ['AS105', 'limit_exceeded'],
    ['AS106', 'wrong_details'],
    ['AS107', 'try_again'],
    ['AS108', 'refused'],
    ['AS109', 'limit_exceeded'],
    ['AS777', 'refused'],
  ])('is declined with %s: %s', async (responsecode, reason) => {
    expect(await pay(tokenPayment({ orderstate: 'Declined' }, { responsecode }))).toMatchObject({
      outcome: { type: 'declined', reason },
    });
  });

  it.each([
    ['another amount', { orderamount: '1.00' }],
    ['another currency', { ordercurrency: 'USD' }],
    ['no currency', { ordercurrency: '' }],
    ['another order', { ordernumber: '9999' }],
    ['no number of a bill', { billnumber: '' }],
  ])('is no answer when it says %s', async (_, change) => {
    expect(await pay(tokenPayment(change))).toEqual({ type: 'unconfirmed', why: 'unreadable' });
  });

  it.each([
    ['a state that nobody knows', { orderstate: 'Approved!' }, {}],
    ['the Russian word', { orderstate: 'Оплачен' }, {}],
    ['no state', { orderstate: '' }, {}],
    ['part of it', { orderstate: 'PartialApproved' }, {}],
    ['paid, over a payment that was declined', {}, { responsecode: 'AS100' }],
    ['paid, over a payment that waits', {}, { responsecode: 'AS300' }],
    ['paid, over a payment of another sum', {}, { amount: '1.00' }],
    ['set aside, over a payment of another sum', { orderstate: 'Delayed' }, { amount: '1.00' }],
    ['paid, over a refund', {}, { operationtype: '300' }],
  ])('is neither paid nor anything else when it says %s', async (_, change, operation) => {
    expect(await pay(tokenPayment(change, operation))).toMatchObject({
      type: 'answered',
      outcome: { type: 'unconfirmed' },
    });
  });

  it.each([
    ['two orders', { order: [...tokenPayment().order, ...tokenPayment({ billnumber: '5161957242913225' }).order] }],
    ['two wrappers', { ...tokenPayment(), MakePaymentResponse: flatPayment({ orderstate: 'Declined' }) }],
    ['a success without an order', { firstcode: 0, secondcode: 0 }],
    ['half of it', new Response(JSON.stringify(tokenPayment()).slice(0, 300))],
    ['half of the SOAP', new Response(tokenPaymentSoap().slice(0, -40))],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "Approved">]>${tokenPaymentSoap('&a;').slice(38)}`],
    ['a web page', '<!doctype html><title>Approved</title>'],
    ['nothing', ''],
  ])('is unconfirmed when it says %s', async (_, answer) => {
    expect(await pay(answer)).toEqual({ type: 'unconfirmed', why: 'unreadable' });
  });

  it('takes an operation in another currency as a conversion and not as another sum', async () => {
    const converted = tokenPayment({}, { currency: 'USD', amount: '4.60' });
    expect(await pay(converted)).toMatchObject({ outcome: { type: 'paid' } });
    const held = tokenPayment({ orderstate: 'Delayed' }, { currency: 'USD', amount: '4.60' });
    expect(await pay(held)).toMatchObject({ outcome: { type: 'authorised' } });
  });

  it('gives the token of a card that was kept', async () => {
    const kept = { ...frictionless(), MakePaymentResponse: { ...frictionless().MakePaymentResponse, token } };
    expect(await pay(kept)).toMatchObject({ savedToken: token });
    expect(await pay(frictionless())).not.toHaveProperty('savedToken');
  });
});

describe('pay-with-token, 3-D Secure', () => {
  it('gives what the bank’s page is posted, and what continues it', async () => {
    expect(await pay(challenge())).toMatchObject({
      outcome: { type: 'challenge' },
      threeDs: {
        action: { type: 'challenge', url: 'https://acs.example.test/creq', fields: { creq: challengeRequest } },
        bill: '5161957242913224.1',
        transaction,
        version: '2.2.0',
      },
    });
  });

  it('gives the method call', async () => {
    expect(await pay(methodCall())).toMatchObject({
      outcome: { type: 'challenge' },
      threeDs: {
        action: {
          type: 'method',
          url: 'https://acs.example.test/method',
          fields: { threeDSMethodData: methodData },
        },
        transaction,
      },
    });
  });

  it('waits for a decoupled one', async () => {
    expect(await pay(challenge({ challenge: 'D', challengeurl: '', challengerequest: '' }))).toMatchObject({
      outcome: { type: 'challenge' },
      threeDs: { action: { type: 'decoupled' } },
    });
  });

  it.each(['acsurl', 'ascurl'])('gives version 1, with the address as %s', async (name) => {
    const answer = {
      MakePaymentResponse: flatPayment({ pareq: 'eJxVUttu2zAM', [name]: 'https://acs.example.test/v1' }),
    };
    expect(await pay(answer)).toMatchObject({
      outcome: { type: 'challenge' },
      threeDs: {
        action: {
          type: 'challenge',
          url: 'https://acs.example.test/v1',
          fields: { PaReq: 'eJxVUttu2zAM', MD: '5161957242913224.1' },
        },
      },
    });
  });

  it('finds it inside of the operation too', async () => {
    const { threedsdata } = challenge();
    const answer = tokenPayment({ orderstate: 'In Process' }, { responsecode: 'AS110', threedsdata });
    expect(await pay(answer)).toMatchObject({
      outcome: { type: 'challenge' },
      threeDs: { action: { type: 'challenge' } },
    });
  });

  it.each([
    ['no address', challenge({ challengeurl: '' })],
    ['plain http', challenge({ challengeurl: 'http://acs.example.test/creq' })],
    ['a script', challenge({ challengeurl: 'javascript:alert(1)' })],
    ['a login in the address', challenge({ challengeurl: 'https://a:b@acs.example.test/' })],
    ['an address that is too long', challenge({ challengeurl: `https://acs.example.test/${'x'.repeat(2048)}` })],
    ['no request', challenge({ challengerequest: '' })],
    ['a request that is no base64', challenge({ challengerequest: '"><script>' })],
    ['a method call that could not be continued', methodCall({ threeDSServerTransID: '' })],
    ['nothing at all', { MakePaymentResponse: flatPayment() }],
  ])('is unconfirmed, and no challenge, with %s', async (_, answer) => {
    const said = await pay(answer);
    expect(said).toMatchObject({ type: 'answered', outcome: { type: 'unconfirmed' } });
    expect(said).not.toHaveProperty('threeDs');
  });

  it('asks nothing about a payment that is over', async () => {
    const answer = {
      ...challenge(),
      MakePaymentResponse: flatPayment({ orderstate: 'Approved', responsecode: 'AS000' }),
    };
    expect(await pay(answer)).not.toHaveProperty('threeDs');
  });
});

describe('pay-with-token, faults', () => {
  it.each(Object.entries(faultShapes))('is refused, with both codes, by %s', async (_, shape) => {
    expect(await pay(() => shape(10, 203))).toEqual({ type: 'refused', first: 10, second: 203 });
  });

  it.each([3, 4, 5, 6, 7, 9, 10, 14, 15, 17, 19])(
    'first code %i is about the request: nothing was charged',
    async (first) => {
      expect(await pay({ fault: { faultcode: first, faultstring: 0 } })).toMatchObject({ type: 'refused', first });
    },
  );

  it.each([1, 2, 8, 11, 12, 13, 16, 18, 20, 21, 99])('first code %i proves nothing', async (first) => {
    expect(await pay({ fault: { faultcode: first, faultstring: 7 } })).toEqual({
      type: 'unconfirmed',
      why: 'fault',
      fault: { first, second: 7 },
    });
  });

  it('proves nothing from a server that broke', async () => {
    const broken = () => Response.json({ fault: { faultcode: 7, faultstring: 102 } }, { status: 500 });
    expect(await pay(broken)).toMatchObject({ type: 'unconfirmed', fault: { first: 7, second: 102 } });
  });

  it.each([
    ['429', () => new Response('<html>429</html>', { status: 429 })],
    ['fault 1/3', { fault: { faultcode: 1, faultstring: 3 } }],
  ])('is unconfirmed by the limit, said as %s', async (_, answer) => {
    expect(await pay(answer)).toEqual({ type: 'unconfirmed', why: 'rate-limited' });
  });

  it.each([
    ['without codes', { fault: { detail: 'Refused' } }],
    ['with words for codes', { fault: { faultcode: 'Server', faultstring: 'broken' } }],
    ['with codes that are none', { firstcode: '', secondcode: '' }],
  ])('is unconfirmed by a fault %s', async (_, answer) => {
    expect(await pay(answer)).toEqual({ type: 'unconfirmed', why: 'unreadable' });
  });
});
