import { describe, expect, it } from 'vitest';
import { anna, element, form, json, login, open, soap } from './tools.case.ts';

const pay = '/pay/tokenpay.cfm';
const result = '/orderresult/orderresult.cfm';
const wrong = { ...login, Password: 'guess' };

describe('what comes in', () => {
  it.each([
    ['JSON', (fields: Record<string, string>) => JSON.stringify(fields)],
    ['a form', (fields: Record<string, string>) => form(fields)],
    ['SOAP', (fields: Record<string, string>) => soap('tokenpay', fields)],
    [
      'lower-case names',
      (fields: Record<string, string>) =>
        form(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]))),
    ],
    [
      'names without underscores',
      (fields: Record<string, string>) => form({ ...fields, Merchant_ID: '', MerchantID: '452739' }),
    ],
    ['empty pairs', (fields: Record<string, string>) => `&&${form(fields)}&&`],
  ])('pays from %s, whatever its label says', async (_, write) => {
    const { send, tokenFields, sandbox } = open();
    await send(pay, write({ ...tokenFields(), TokenType: '5' }), { 'content-type': 'text/plain' });
    expect(sandbox.ledger).toMatchObject([{ amount: '15.00', last4: '0028' }]);
  });

  it('reads a receipt from brackets, as a PHP client writes it, and holds its sum', async () => {
    const item = (amount: string) =>
      form({
        'ChequeItems[0][id]': 1,
        'ChequeItems[0][name]': 'Book',
        'ChequeItems[0][price]': amount,
        'ChequeItems[0][quantity]': 1,
        'ChequeItems[0][amount]': amount,
      });
    const { send, tokenFields, sandbox } = open();
    const refused = await send(pay, `${form({ ...tokenFields(), Format: 5 })}&${item('14.99')}`);
    expect((await json(refused)).fault).toMatchObject({ faultcode: 5, faultstring: 179 });
    await send(pay, `${form({ ...tokenFields() })}&${item('15.00')}`);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('refuses a SOAP document that declares a type, so nothing in it defines an entity', async () => {
    const { send, tokenFields, sandbox } = open();
    const bomb = `<!DOCTYPE a [<!ENTITY b "15.00">]>${soap('tokenpay', { ...tokenFields(), TokenType: '5' })}`;
    expect(element(await (await send(pay, bomb)).text(), 'faultstring')).toBe('215');
    expect(sandbox.ledger).toEqual([]);
  });

  it('refuses a document that is too large', async () => {
    const { send } = open();
    expect((await json(await send(pay, JSON.stringify({ a: 'x'.repeat(1_000_001) })))).fault).toMatchObject({
      faultcode: 1,
      faultstring: 2,
    });
  });
});

describe('what goes out', () => {
  it('answers SOAP for SOAP, JSON for JSON, and a form as it asks', async () => {
    const { send, tokenFields } = open({ acceptDuplicates: true });
    const fields = { ...tokenFields(), TokenType: '5' };
    const start = async (body: string) => (await (await send(pay, body)).text()).slice(0, 5);
    expect(await start(soap('tokenpay', fields))).toBe('<?xml');
    expect(await start(JSON.stringify(fields))).toBe('{"ord');
    expect(await start(form({ ...fields, Format: 4 }))).toBe('<?xml');
    expect(await start(form(fields))).toBe('{"ord');
  });

  it('writes Token Pay in SOAP as a public client reads it', async () => {
    const { send, tokenFields } = open();
    const xml = await (await send(pay, form({ ...tokenFields(), Format: 4 }))).text();
    expect(xml).toContain('<soapenv:Body><ws:PaymentTokenResponseParams><order><ordernumber>ORD-1</ordernumber>');
    expect(xml).toContain('<orderstate>Approved</orderstate><operation><billnumber>');
    expect(element(xml, 'meannumber')).toBe('412362****0028');
  });

  it.each([
    [3, /^<\?xml[^>]+>\n<result firstcode="0" secondcode="0" count="1"><order><ordernumber>ORD-1</],
    [4, /<soapenv:Body><ws:orderresultResponse><orderresult><order><ordernumber>ORD-1</],
    [5, /^{"orderresult":{"orders":\[{"ordernumber":"ORD-1"/],
    [1, /^ordernumber;billnumber;.*\nORD-1;\d{16}/],
  ])('writes an order result in format %i', async (format, expected) => {
    const { send, pay: payOnce } = open();
    await payOnce();
    const answer = await send(result, form({ ...login, Ordernumber: 'ORD-1', Format: format }));
    expect(await answer.text()).toMatch(expected);
  });

  it('puts operations directly in their order, in XML', async () => {
    const { send, pay: payOnce } = open();
    await payOnce();
    const xml = await (await send(result, form({ ...login, Ordernumber: 'ORD-1', Format: 3 }))).text();
    expect(xml).toMatch(
      /<packetdate>23.11.2026 09:30<\/packetdate><signature><\/signature><checkvalue>[0-9A-F]{32}<\/checkvalue><operation><billnumber>\d{16}\.1<\/billnumber>/,
    );
  });

  const hostile = '</order><a b="1">&\u0000;"';
  const inXml = '&lt;/order&gt;&lt;a b=&quot;1&quot;&gt;&amp;;&quot;';
  it.each([
    [1, '"</order><a b=""1"">&\u0000;"""'],
    [3, inXml],
    [4, inXml],
    [5, JSON.stringify(hostile)],
  ])('writes what people type as text, in format %i', async (format, written) => {
    const { send, pay: payOnce } = open();
    await payOnce({ OrderComment: hostile });
    const answer = await send(result, form({ ...login, Ordernumber: 'ORD-1', Format: format }));
    expect(await answer.text()).toContain(written);
  });

  it('has numbers in an order result where a payment has text, and the proof twice', async () => {
    const { bills, pay: payOnce } = open();
    await payOnce({ OrderNumber: 'ORD-1001' });
    const [order] = await bills('ORD-1001');
    const checkvalue = '957B865BE33D7BA6C6D79D64BF2B3BCE';
    expect(order).toMatchObject({
      testmode: 1,
      orderamount: 15,
      packetdate: '23.11.2026 09:30',
      checkvalue,
      checkdata: { packetdate: '23.11.2026 09:30', checkvalue },
      operations: [
        {
          operationtype: 100,
          amount: 15,
          threedsdata: { version: '', alphaauthresult: '', challenge: '', eci: '' },
        },
      ],
    });
  });

  it('names an order state flat, as a public client reads it, and all bills beside it', async () => {
    const { call, pay: payOnce } = open();
    await payOnce({ OrderAmount: '15.01' });
    await payOnce();
    const { orderstate } = await call('/orderstate/orderstate.cfm', { Ordernumber: 'ORD-1' });
    expect(orderstate).toMatchObject({ orderstate: 'Approved', orderamount: 15 });
    expect(orderstate.orders.map((order: { orderstate: string }) => order.orderstate)).toEqual([
      'Declined',
      'Approved',
    ]);
  });
});

describe('a refusal', () => {
  it.each([
    [5, 401, '{"fault":{"detail":"Authentication error. Parameter PASSWORD","faultcode":7,"faultstring":102}}'],
    [
      4,
      200,
      '<soapenv:Fault><faultcode>7</faultcode><faultstring>102</faultstring><detail><message>Authentication error. Parameter PASSWORD</message><recomendation></recomendation></detail></soapenv:Fault>',
    ],
    [3, 200, '<result firstcode="7" secondcode="102" count="0"></result>'],
    [1, 200, 'error;7;102;'],
  ])('is written in format %i, under %i', async (format, status, body) => {
    const { send } = open();
    const answer = await send(result, form({ ...wrong, Ordernumber: 'ORD-1', Format: format }));
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(body);
  });

  it('says 5/103 to a format that a service does not speak', async () => {
    const { call } = open();
    expect((await call(pay, { Format: 1 })).fault).toMatchObject({ faultcode: 5, faultstring: 103 });
  });

  it.each([
    ['OrderNumber', 'x'.repeat(129), 4, 107],
    ['OrderComment', 'x'.repeat(4001), 4, 110],
    ['Lastname', 'x'.repeat(71), 4, 117],
    ['Email', 'x'.repeat(129), 4, 120],
    ['MobilePhone', '1'.repeat(21), 4, 122],
    ['Zip', '1'.repeat(26), 4, 125],
    ['Country', 'BLR1', 4, 128],
    ['Language', 'DE', 4, 127],
    ['Delay', '2', 4, 109],
    ['ClientIP', '2001:db8::1', 4, 116],
    ['CLIENT_BROWSER_LANGUAGE', 'en-GB-x', 4, 133],
    ['ChallengeWindowSize', '06', 4, 0],
    ['OrderAmount', '12345678901234.00', 4, 108],
    ['OrderAmount', '1.005', 4, 108],
    ['Chequeitems', '{"items":[]}', 4, 179],
    ['Login', 'x'.repeat(21), 4, 101],
    ['Password', 'x'.repeat(21), 4, 102],
    ['Merchant_ID', 'shop', 4, 100],
  ])('of %s = %.20s is %i/%i', async (name, value, first, second) => {
    const { send, tokenFields, sandbox } = open();
    const { fault } = await json(await send(pay, { ...tokenFields(), [name]: value }));
    expect([fault?.faultcode, fault?.faultstring]).toEqual([first, second]);
    expect(sandbox.ledger).toEqual([]);
  });

  it('gives the card services ten more letters for a password', async () => {
    const { send } = open();
    const body = { merchant: { ...login, Password: 'x'.repeat(30) }, customernumber: 'anna' };
    expect((await json(await send('/pay/oneclick/v1/token.cfm', body))).fault).toMatchObject({ faultcode: 7 });
  });
});

describe('check values and signatures of requests', () => {
  const order = { Merchant_ID: 452739, OrderNumber: 'ORD-1001', OrderAmount: '15.00', OrderCurrency: 'BYN' };
  const worked = '41EEBD9109A3E437BB40D933E2765FA0';
  const payRequest = async (tools: ReturnType<typeof open>, more: object) =>
    json(await tools.send('/pay/payrequest.cfm', { ...order, ...more }));

  it('takes the worked value of the documents, in either case, and no other', async () => {
    const tools = open();
    expect(await payRequest(tools, { Checkvalue: worked })).toHaveProperty('url');
    expect(await payRequest(tools, { Checkvalue: worked.toLowerCase() })).toHaveProperty('url');
    expect((await payRequest(tools, { Checkvalue: worked, OrderAmount: '15' })).fault).toMatchObject({ faultcode: 9 });
  });

  it('wants one where the merchant has it required', async () => {
    const tools = open({ settings: { check: 'md5-required' } });
    expect((await payRequest(tools, {})).fault).toMatchObject({ faultcode: 9 });
    expect(await payRequest(tools, { Checkvalue: worked })).toHaveProperty('url');
  });

  it('wants a signature where the merchant signs, on the page and on Token Pay', async () => {
    const seen: string[] = [];
    const signatures = {
      verify: (text: string, signature: string) => {
        seen.push(text);
        return signature === 'good';
      },
      sign: (text: string) => `signed:${text}`,
    };
    const tools = open({ settings: { check: 'signature' }, signatures });
    expect((await payRequest(tools, {})).fault).toMatchObject({ faultcode: 9 });
    expect((await payRequest(tools, { Signature: 'bad' })).fault).toMatchObject({ faultcode: 9 });
    expect(await payRequest(tools, { Signature: 'good', CustomerNumber: 'anna', Prepayment: '0' })).toHaveProperty(
      'url',
    );
    expect(seen.at(-1)).toBe('452739;ORD-1001;15.00;BYN;anna');
    const refused = await json(await tools.send(pay, tools.tokenFields()));
    expect(refused.fault).toMatchObject({ faultcode: 9 });
    expect(tools.sandbox.ledger).toEqual([]);
    const paid = await json(await tools.send(pay, tools.tokenFields({ Signature: 'good' })));
    expect(paid.signature).toMatch(/^signed:\d{16}\.1ORD-1AS00015\.00BYN412362\*\*\*\*0028X\d{5}Approved/);
    const [shown] = await tools.bills();
    expect([shown.checkvalue, shown.signature]).toEqual(['', 'signed:452739ORD-115.00BYNApproved']);
  });
});

describe('the limits', () => {
  it('let a burst through, let some wait, and answer the rest with HTML', async () => {
    const waits: number[] = [];
    const tools = open({
      limits: true,
      later: (run, milliseconds) => {
        waits.push(milliseconds);
        run();
      },
    });
    const ask = () => tools.send(result, form({ ...login, Ordernumber: 'ORD-1', Format: 5 }));
    const answers = await Promise.all(Array.from({ length: 600 }, ask));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.slice(0, 16).every(({ status }) => status === 400)).toBe(true);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5000);
    // 16 at once, and what a hundred a second come to in the five seconds that a request may wait.
    expect(answers.length - refused.length).toBe(16 + 500);
    expect(await refused[0]?.text()).toContain('<h1>429 Too Many Requests</h1>');
    await tools.pass(1000);
    expect((await ask()).status).toBe(400);
  });

  it('hold for no other service, and not at all unless asked for', async () => {
    const busy = async (tools: ReturnType<typeof open>, path: string) => {
      const asked = Array.from({ length: 700 }, () => tools.send(path, form({ ...login, Format: 5 })));
      return (await Promise.all(asked)).filter(({ status }) => status === 429).length;
    };
    expect(await busy(open({ limits: true }), '/orderstate/orderstate.cfm')).toBe(0);
    expect(await busy(open(), result)).toBe(0);
  });
});

it('answers nothing at an address that is not the gateway’s', async () => {
  expect((await open().send('/pay/tokenpay', form(login))).status).toBe(404);
});

it('knows a wallet’s token from a stored card’s', async () => {
  const { send, tokenFields, sandbox } = open();
  const wallet = (token: object | string, type = 1) =>
    send(pay, tokenFields({ TokenType: type, PaymentToken: token })).then(json);
  const stored = JSON.stringify({ Token: anna.card0028, CustomerNumber: 'anna' });
  expect((await wallet(stored)).fault).toMatchObject({ faultcode: 4, faultstring: 218 });
  expect((await wallet('')).fault).toMatchObject({ faultcode: 3, faultstring: 218 });
  const paid = await wallet(btoa(JSON.stringify({ signedMessage: '…'.length, protocolVersion: 'ECv2' })), 2);
  expect(paid.order[0].operations[0]).toMatchObject({ responsecode: 'AS000', cardholder: 'Google Pay' });
  expect(sandbox.ledger).toHaveLength(1);
});
