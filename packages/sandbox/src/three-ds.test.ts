import { describe, expect, it } from 'vitest';
import { element, form, json, login, minute, open } from './tools.case.ts';

const pay = '/pay/tokenpay.cfm';
const decoded = (text: string) => JSON.parse(Buffer.from(text, 'base64').toString());

/** A payment with a test card, and everything that a shop and a browser do next. */
async function asked(post: string, change: object = {}, options: Parameters<typeof open>[0] = {}) {
  const tools = open({ origin: 'https://bank.test', ...options });
  const answer = await json(await tools.send(pay, tools.tokenFields(tools.scenario(post, change))));
  const threeds = answer.threedsdata ?? {};
  const path = (url: string) => new URL(url).pathname;
  return {
    ...tools,
    answer,
    order: answer.order?.[0],
    threeds,
    method: () => tools.send(path(threeds.threeDSMethodURL), form({ threeDSMethodData: threeds.threeDSMethodData })),
    goOn: async (more: object = {}) =>
      json(
        await tools.send('/get3dsec/get3dsecver2.cfm', {
          ...login,
          Billnumber: answer.order[0].operations[0].billnumber,
          threeDSServerTransID: threeds.threeDSServerTransID,
          Format: 5,
          ...more,
        }),
      ),
    bank: (fields: Record<string, string> = {}, of = threeds) =>
      tools.send(path(of.challengeurl), form({ creq: of.challengerequest, ...fields }), { 'accept-language': 'en-GB' }),
    state: async () => (await tools.bills())[0],
  };
}

const right = { answer: 'confirm', code: '1234' };
const wrong = { answer: 'confirm', code: '9999' };

describe('without a question', () => {
  it.each([
    ['0001', 'Approved', 'AS000', { version: '2.2.0', alphaauthresult: 'Y', challenge: 'F', eci: '5' }],
    ['0007', 'Approved', 'AS000', { version: '2.2.0', alphaauthresult: 'A', challenge: 'F', eci: '6' }],
    ['0008', 'Declined', 'AS100', { version: '2.2.0', alphaauthresult: 'N', challenge: 'F', eci: '7' }],
  ])('card %s ends %s at once', async (post, state, responsecode, threedsdata) => {
    const { order, answer, state: now } = await asked(post);
    expect(order).toMatchObject({ orderstate: state, operations: [{ responsecode, threedsdata }] });
    expect(answer.threedsdata).toEqual(threedsdata);
    expect((await now()).operations[0]).toMatchObject({ threedsdata, authrequired: '1' });
  });

  it('asks nobody where the shop disables it', async () => {
    const { order, answer } = await asked('0003', { Disable3DS: 1, ClientIP: '' });
    expect(order.orderstate).toBe('Approved');
    expect(answer).not.toHaveProperty('threedsdata');
  });

  it('wants the browser’s address for version 2', async () => {
    const { answer, sandbox, bills } = await asked('0003', { ClientIP: '' });
    expect(answer.fault).toMatchObject({ faultcode: 3, faultstring: 116 });
    expect(sandbox.ledger).toEqual([]);
    expect(await bills()).toEqual([]);
  });
});

describe('a challenge', () => {
  it('stands in the answer, at the top and in the operation, and nothing is charged yet', async () => {
    const { order, answer, threeds, sandbox } = await asked('0003', { ChallengeWindowSize: '05' });
    expect(order).toMatchObject({
      orderstate: 'In Process',
      operations: [{ responsecode: 'AS110', threedsdata: threeds }],
    });
    expect(answer.threedsdata).toMatchObject({ challenge: 'C', challengeurl: 'https://bank.test/acs/challenge' });
    expect(decoded(threeds.challengerequest)).toEqual({
      threeDSServerTransID: threeds.threeDSServerTransID,
      acsTransID: expect.any(String),
      messageType: 'CReq',
      messageVersion: '2.2.0',
      challengeWindowSize: '05',
    });
    expect(sandbox.ledger).toEqual([]);
  });

  it('pays with the right code, and says where the browser goes', async () => {
    const tools = await asked('0003', {}, { settings: { challengeReturnUrl: 'https://shop.test/return?x=1' } });
    expect(await (await tools.bank()).text()).toContain('15.00\u00a0BYN');
    const back = await tools.bank(right);
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toMatch(
      /^https:\/\/shop\.test\/return\?x=1&billnumber=\d{16}&ordernumber=ORD-1$/,
    );
    expect(await tools.state()).toMatchObject({
      orderstate: 'Approved',
      operations: [{ responsecode: 'AS000', authresult: 'Y', threedsdata: { challenge: 'C', eci: '5' } }],
    });
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  it('charges once, however often the page is sent', async () => {
    const tools = await asked('0003');
    await Promise.all([tools.bank(right), tools.bank(right), tools.bank(right)]);
    await tools.bank(wrong);
    expect(tools.sandbox.ledger).toHaveLength(1);
    expect((await tools.state()).orderstate).toBe('Approved');
  });

  it('says that a code is wrong, twice, and then no', async () => {
    const tools = await asked('0003');
    expect(await (await tools.bank(wrong)).text()).toContain('Tries left: 2.');
    expect(await (await tools.bank(wrong)).text()).toContain('Tries left: 1.');
    expect((await tools.state()).orderstate).toBe('In Process');
    await tools.bank(wrong);
    await tools.bank(right);
    expect(await tools.state()).toMatchObject({ orderstate: 'Declined', operations: [{ authresult: 'N' }] });
    expect(tools.sandbox.ledger).toEqual([]);
  });

  it('ends with nothing charged when the shopper cancels', async () => {
    const tools = await asked('0003');
    expect(await (await tools.bank({ answer: 'cancel' })).text()).toContain('close this window');
    expect(await tools.state()).toMatchObject({ orderstate: 'Declined', operations: [{ authresult: 'C' }] });
  });

  it('runs out with the order, and no code pays it then', async () => {
    const tools = await asked('0003');
    await tools.pass(20 * minute);
    await tools.bank(right);
    expect((await tools.state()).orderstate).toBe('Timeout');
    expect(tools.sandbox.ledger).toEqual([]);
  });

  it('does not pay an order that another bill has paid meanwhile', async () => {
    const tools = await asked('0003');
    await tools.pay();
    await tools.bank(right);
    expect(tools.sandbox.ledger).toMatchObject([{ last4: '0028' }]);
  });

  it('knows no question that nobody asked', async () => {
    const tools = await asked('0003');
    const forged = Buffer.from(JSON.stringify({ threeDSServerTransID: 'x' })).toString('base64');
    expect((await tools.send('/acs/challenge', form({ creq: forged, ...right }))).status).toBe(404);
    expect((await tools.send('/acs/challenge', form({ creq: 'nonsense', ...right }))).status).toBe(404);
    expect((await tools.state()).orderstate).toBe('In Process');
  });

  it('is declined by the bank after all, where the money is not there', async () => {
    // 000 is the code of a card that is wrong: what the bank says of it comes after who it is.
    const tools = await asked('0003', { Cvc2: '000' });
    await tools.bank(right);
    expect((await tools.state()).operations[0].responsecode).toBe('AS101');
  });
});

describe('a method call', () => {
  it('comes first; the payment goes on without a question', async () => {
    const tools = await asked('0004');
    expect(tools.threeds).not.toHaveProperty('challengeurl');
    expect(tools.threeds.threeDSMethodData.length).toBeLessThanOrEqual(255);
    expect(decoded(tools.threeds.threeDSMethodData)).toEqual({
      threeDSServerTransID: tools.threeds.threeDSServerTransID,
      threeDSMethodNotificationURL: 'https://bank.test/3ds/method',
    });
    expect((await tools.method()).status).toBe(200);
    const done = await tools.goOn();
    expect(done.order[0]).toMatchObject({ orderstate: 'Approved', operations: [{ responsecode: 'AS000' }] });
    expect((await tools.goOn()).order[0].orderstate).toBe('Approved');
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  it('may be followed by a question, the same one when asked again', async () => {
    const tools = await asked('0005');
    await tools.method();
    const next = await tools.goOn();
    expect(next.order[0].operations[0].responsecode).toBe('AS110');
    expect(next.threedsdata).toMatchObject({ challenge: 'C' });
    expect((await tools.goOn()).threedsdata).toEqual(next.threedsdata);
    await tools.bank(right, next.threedsdata);
    expect((await tools.state()).orderstate).toBe('Approved');
  });

  it('goes on for its own bill only, and for those who log in', async () => {
    const tools = await asked('0004');
    const other = await tools.pay({ OrderNumber: 'ORD-2' });
    expect((await tools.goOn({ Billnumber: other['billnumber'] })).fault).toMatchObject({ faultstring: 220 });
    expect((await tools.goOn({ threeDSServerTransID: 'x' })).fault).toMatchObject({ faultstring: 220 });
    expect((await tools.goOn({ Password: 'guess' })).fault).toMatchObject({ faultcode: 7 });
    expect((await tools.state()).orderstate).toBe('In Process');
  });
});

describe('a decoupled question', () => {
  it('is waited for, and answered yes after a while', async () => {
    const tools = await asked('0006');
    expect(tools.threeds).toEqual({ version: '2.2.0', threeDSServerTransID: expect.any(String), challenge: 'D' });
    await tools.pass(14_999);
    expect((await tools.state()).orderstate).toBe('In Process');
    await tools.pass(1);
    expect(await tools.state()).toMatchObject({
      orderstate: 'Approved',
      operations: [{ threedsdata: { alphaauthresult: 'Y', challenge: 'D' } }],
    });
  });

  it.each([
    ['Y', 'Approved', 1],
    ['N', 'Declined', 0],
  ])('is answered %s at once when it is told', async (result, state, charges) => {
    const tools = await asked('0006');
    const { billnumber } = await tools.state();
    const answer = await tools.send('/__sandbox/decoupled', { billnumber, result });
    expect(await json(answer)).toEqual({ orderstate: state });
    await tools.pass(minute);
    expect((await tools.state()).orderstate).toBe(state);
    expect(tools.sandbox.ledger).toHaveLength(charges);
  });
});

describe('version 1', () => {
  it('sends the browser to the bank and back with what the shop hands on', async () => {
    const tools = await asked('0009', { ClientIP: '' });
    const { pareq, acsurl } = tools.answer;
    expect(acsurl).toBe('https://bank.test/acs/pareq');
    const bank = (fields: Record<string, string>) =>
      tools.send('/acs/pareq', form({ PaReq: pareq, TermUrl: 'https://shop.test/term', MD: 'md-1', ...fields }));
    const handover = await (await bank(right)).text();
    expect(handover).toContain('<form method="post" action="https://shop.test/term">');
    const [, pares = ''] = /name="PaRes" value="([^"]+)"/.exec(handover) ?? [];
    expect(handover).toContain('name="MD" value="md-1"');
    const Billnumber = tools.order.operations[0].billnumber;
    const ask = async (PaRes: string) =>
      json(await tools.send('/get3dsec/ws3dsec.cfm', { ...login, Billnumber, PaRes, Format: 5 }));
    expect((await ask(pares)).order[0].orderstate).toBe('Approved');
    expect((await ask('forged')).fault).toMatchObject({ faultstring: 220 });
  });

  it('does not believe a PaRes before the bank has its answer', async () => {
    const tools = await asked('0009');
    const { id } = decoded(tools.answer.pareq);
    const forged = Buffer.from(JSON.stringify({ id, result: 'Y' })).toString('base64');
    const Billnumber = tools.order.operations[0].billnumber;
    const answer = await json(await tools.send('/get3dsec/ws3dsec.cfm', { ...login, Billnumber, PaRes: forged }));
    expect(answer.order[0].orderstate).toBe('In Process');
    expect(tools.sandbox.ledger).toEqual([]);
  });
});

describe('a silent payment', () => {
  const card = {
    Cardnumber: '2200000000010003',
    Expiremonth: 12,
    Expireyear: 2030,
    Cvc2: '123',
    ClientIP: '203.0.113.7',
  };
  const order = { ...login, OrderNumber: 'ORD-1', OrderAmount: '15.00', OrderCurrency: 'BYN' };

  it('answers flat, with the question beside it, and goes on in its own form', async () => {
    const tools = open();
    const body = await json(await tools.send('/pay/silentpay.cfm', { ...order, ...card, CustomerNumber: 'new' }));
    expect(body.MakePaymentResponse).toMatchObject({
      orderstate: 'In Process',
      responsecode: 'AS110',
      rate: '1',
      token: '',
      customer: { ipaddress: '203.0.113.7' },
    });
    expect(body.threedsdata).toMatchObject({ challenge: 'C' });
    await tools.send('/acs/challenge', form({ creq: body.threedsdata.challengerequest, ...right }));
    const done = await json(
      await tools.send('/get3dsec/get3dsecver2.cfm', {
        ...login,
        Billnumber: body.MakePaymentResponse.billnumber,
        threeDSServerTransID: body.threedsdata.threeDSServerTransID,
      }),
    );
    expect(done.MakePaymentResponse).toMatchObject({ orderstate: 'Approved', token: expect.stringMatching(/^.{36}$/) });
    const cards = await tools.call('/pay/oneclick/v1/token.cfm', { CustomerNumber: 'new' });
    expect(cards).toMatchObject([{ token: done.MakePaymentResponse.token, post: '0003' }]);
  });

  it('writes SOAP as the documents do', async () => {
    const tools = open();
    const answer = await tools.send('/pay/silentpay.cfm', form({ ...order, ...card, Disable3DS: 1, Format: 4 }));
    const xml = await answer.text();
    expect(xml).toContain('<ws:SilentPayResponse><return><ordernumber>ORD-1</ordernumber>');
    expect(element(xml, 'responsecode')).toBe('AS000');
  });

  it.each([
    [{ Cardnumber: '' }, 3, 106],
    [{ Cardnumber: '2200000000010004' }, 4, 106],
    [{ Expireyear: 2020 }, 4, 142],
    [{ Cvc2: '' }, 3, 115],
    [{ Cvc2: '1' }, 4, 115],
  ])('refuses %j', async (change, first, second) => {
    const answer = await json(await open().send('/pay/silentpay.cfm', { ...order, ...card, ...change }));
    expect(answer.fault).toMatchObject({ faultcode: first, faultstring: second });
  });

  it('keeps no number and no code of a card anywhere that can be read', async () => {
    const kept: string[] = [];
    const keeper = {
      load: () => [],
      put: (_table: string, _key: string, value: string) => void kept.push(value),
      remove: () => {},
      clear: () => {},
    };
    const tools = open({ keeper });
    await tools.send('/pay/silentpay.cfm', { ...order, ...card, Cvc2: '5937', CustomerNumber: 'new', Disable3DS: 1 });
    expect(kept.some((value) => value.includes('"post":"0003"'))).toBe(true);
    expect(kept.filter((value) => value.includes('2200000000010003') || value.includes('5937'))).toEqual([]);
  });
});
