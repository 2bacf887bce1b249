import { describe, expect, it } from 'vitest';
import { form, json, minute, open } from './tools.case.ts';

const url = 'http://127.0.0.1:4000/assist/notify';
const taken =
  '<?xml version="1.0" encoding="UTF-8"?><pushpaymentresult firstcode="0" secondcode="0"><order><billnumber>1</billnumber></order></pushpaymentresult>';

/** A merchant who is told, and how it answers. */
async function told(notify: object = {}, answer: () => Response | Promise<Response> = () => new Response(taken)) {
  const heard: { body: string; type: string; at: number }[] = [];
  let now = 0;
  const tools = open({
    fetch: async (request) => {
      heard.push({ body: await request.text(), type: request.headers.get('content-type') ?? '', at: now });
      return answer();
    },
  });
  await tools.settings({ notify: { url, ...notify } });
  return {
    ...tools,
    heard,
    pass: async (milliseconds: number) => {
      now += milliseconds;
      await tools.pass(milliseconds);
    },
    packet: (index = 0) => Object.fromEntries(new URLSearchParams(heard[index]?.body)),
    delivered: async () => (await json(await tools.get('/__sandbox/notifications'))).notifications,
  };
}

describe('a notification', () => {
  it('carries the documented names in their order, signed over the amount and the state', async () => {
    const { pay, sandbox, heard, packet } = await told();
    await pay({ OrderNumber: 'ORD-1001', Firstname: 'Anna', Email: 'anna@example.test', ClientIP: '203.0.113.7' });
    await sandbox.run();
    expect(heard[0]?.type).toBe('application/x-www-form-urlencoded');
    expect(heard[0]?.body).toMatch(
      /^merchant_id=452739&ordernumber=ORD-1001&billnumber=\d{16}\.1&testmode=1&ordercomment=&/,
    );
    expect(heard[0]?.body).toMatch(
      /&slipno=\d+&packetdate=[^&]+&signature=&checkvalue=957B865BE33D7BA6C6D79D64BF2B3BCE$/,
    );
    expect(packet()).toMatchObject({
      orderstate: 'Approved',
      responsecode: 'AS000',
      operationtype: '100',
      firstname: 'Anna',
      rate: '1',
      meannumber: '412362****0028',
    });
  });

  it('brings the token of a card that was kept, and what the bank said', async () => {
    const { send, sandbox, packet, call } = await told();
    const order = { Merchant_ID: 452739, OrderNumber: 'ORD-1', OrderAmount: '15.00', CustomerNumber: 'new' };
    const { url: page } = await json(await send('/pay/payrequest.cfm', order));
    const { pathname, search } = new URL(page);
    const card = { choice: 'new', CardNumber: '2200000000030001', ExpireMonth: 12, ExpireYear: 30, CVC2: 123, save: 1 };
    await send(pathname + search, form(card));
    await sandbox.run();
    const [kept] = await call('/pay/oneclick/v1/token.cfm', { CustomerNumber: 'new' });
    expect(packet()).toMatchObject({
      token: kept.token,
      version: '2.2.0',
      alphaauthresult: 'Y',
      challenge: 'F',
      eci: '5',
    });
  });

  it('comes as SOAP where the merchant has it so', async () => {
    const { pay, sandbox, heard } = await told({ format: 'soap' }, () => {
      const inside = '<pushpaymentresult firstcode="0" secondcode="0"/>';
      return new Response(
        `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${inside}</e:Body></e:Envelope>`,
      );
    });
    await pay({ OrderNumber: 'ORD-1001' });
    await sandbox.run();
    expect(heard[0]?.type).toBe('text/xml; charset=utf-8');
    expect(heard[0]?.body).toContain(
      '<soapenv:Body><ws:PushPaymentResult><order><merchant_id>452739</merchant_id><ordernumber>ORD-1001</ordernumber>',
    );
    expect(heard[0]?.body).toContain('<checkvalue>957B865BE33D7BA6C6D79D64BF2B3BCE</checkvalue>');
  });

  it('tells of payments, refusals, confirmations and cancels, each with the sum of its own operation', async () => {
    const { pay, call, sandbox, packet, heard } = await told();
    await pay({ OrderAmount: '15.02', OrderNumber: 'NO' });
    const { billnumber } = await pay({ Delay: 1 });
    await call('/charge/charge.cfm', { Billnumber: String(billnumber), Amount: '9.00', Currency: 'BYN' });
    await call('/cancel/wscancel.cfm', { Billnumber: String(billnumber), Amount: '4.00', Currency: 'BYN' });
    await sandbox.run();
    expect(
      heard.map((_, index) => {
        const { orderstate, operationtype, amount, orderamount } = packet(index);
        return [orderstate, operationtype, amount, orderamount];
      }),
    ).toEqual([
      ['Declined', '100', '15.02', '15.02'],
      ['Delayed', '100', '15.00', '15.00'],
      ['PartialDelayed', '200', '9.00', '15.00'],
      ['PartialCanceled', '300', '4.00', '15.00'],
    ]);
  });

  it('tells of no more than the merchant wants to hear', async () => {
    const { pay, call, sandbox, heard } = await told({ operations: ['cancel'] });
    const { billnumber } = await pay();
    await sandbox.run();
    expect(heard).toEqual([]);
    await call('/cancel/wscancel.cfm', { Billnumber: String(billnumber) });
    await sandbox.run();
    expect(heard).toHaveLength(1);
  });

  it('never comes for an order that ran out, nor while the bank still asks', async () => {
    const { send, tokenFields, scenario, pass, bills, heard } = await told();
    await send('/pay/tokenpay.cfm', tokenFields(scenario('0003')));
    await pass(20 * minute);
    expect((await bills())[0].orderstate).toBe('Timeout');
    await pass(5 * 60 * minute);
    expect(heard).toEqual([]);
  });

  it('comes when the bank has its answer', async () => {
    const { send, tokenFields, scenario, sandbox, packet } = await told();
    const { threedsdata } = await json(await send('/pay/tokenpay.cfm', tokenFields(scenario('0003'))));
    await send('/acs/challenge', form({ creq: threedsdata.challengerequest, answer: 'confirm', code: '1234' }));
    await sandbox.run();
    expect(packet()).toMatchObject({ orderstate: 'Approved', authresult: 'Y', challenge: 'C' });
  });
});

describe('an answer', () => {
  it('that takes it ends it', async () => {
    const { pay, pass, heard, delivered } = await told();
    await pay();
    await pass(5 * 60 * minute);
    expect(heard).toHaveLength(1);
    expect(await delivered()).toMatchObject([{ state: 'taken', deliveries: [{ outcome: 'taken', detail: '0/0' }] }]);
  });

  it('that refuses it ends it as well', async () => {
    const { pay, pass, heard, delivered } = await told(
      {},
      () => new Response('<pushpaymentresult firstcode="5" secondcode="108"></pushpaymentresult>'),
    );
    await pay();
    await pass(5 * 60 * minute);
    expect(heard).toHaveLength(1);
    expect(await delivered()).toMatchObject([{ state: 'refused', deliveries: [{ detail: '5/108' }] }]);
  });

  it.each([
    ['no connection', () => Promise.reject(new TypeError('refused')), 'no connection'],
    ['a 500', () => new Response(taken, { status: 500 }), 'HTTP 500'],
    ['something else', () => new Response('OK'), 'not an acknowledgement'],
  ])('that is %s is none: eight more tries within four hours, ever further apart', async (_, answer, detail) => {
    const { pay, pass, heard, delivered } = await told({}, answer);
    await pay();
    for (let passed = 0; passed < 6 * 60; passed++)
      // oxlint-disable-next-line no-await-in-loop -- minute by minute
      await pass(minute);
    expect(heard).toHaveLength(9);
    const gaps = heard.slice(1).map(({ at }, index) => at - (heard[index]?.at ?? 0));
    expect(gaps).toEqual(gaps.toSorted((one, two) => one - two));
    expect((heard.at(-1)?.at ?? 0) - (heard[0]?.at ?? 0)).toBeLessThanOrEqual(4 * 60 * minute);
    expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
    const [{ state, deliveries }] = await delivered();
    expect([state, deliveries[0].detail]).toEqual(['given up', detail]);
  });

  it('may be any with status 200, where the merchant has it so', async () => {
    const { pay, sandbox, delivered } = await told({ acknowledgement: 'http-200' }, () => new Response('thanks'));
    await pay();
    await sandbox.run();
    expect(await delivered()).toMatchObject([{ state: 'taken' }]);
  });

  it('does not hold up the payment', async () => {
    const { pay, sandbox } = await told({}, () => new Promise<Response>(() => {}));
    expect(await pay()).toMatchObject({ orderstate: 'Approved' });
    expect(sandbox.ledger).toHaveLength(1);
  });
});

it('is sent to no port that the gateway does not send to, but on this machine', async () => {
  const { send } = open();
  const patch = async (to: string) => (await send('/__sandbox/settings', { notify: { url: to } }, {}, 'PATCH')).status;
  expect(await patch('https://shop.test/notify')).toBe(200);
  expect(await patch('https://shop.test:8443/notify')).toBe(200);
  expect(await patch('https://shop.test:9443/notify')).toBe(400);
  expect(await patch('http://localhost:9443/notify')).toBe(200);
  expect(await patch('ftp://shop.test/notify')).toBe(400);
});

it('is signed instead, for a merchant who signs', async () => {
  const heard: string[] = [];
  const tools = open({
    settings: { check: 'signature' },
    signatures: { verify: () => true, sign: (text) => `signed:${text}` },
    fetch: async (request) => {
      heard.push(await request.text());
      return new Response(taken);
    },
  });
  await tools.settings({ notify: { url } });
  await tools.send('/pay/tokenpay.cfm', tools.tokenFields({ Signature: 'x' }));
  await tools.sandbox.run();
  const packet = new URLSearchParams(heard[0]);
  expect(packet.get('signature')).toBe('signed:452739ORD-115.00BYNApproved');
  expect(packet.get('checkvalue')).toBe('');
});
