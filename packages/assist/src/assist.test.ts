import { inspect } from 'node:util';
import { createSandbox, type FaultRule, merchant } from '@onfile/sandbox';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAssistClient, fetchTransport, replyCheckValue, orderStates, outcomeOf } from './index.ts';
import { readBills } from './bill.ts';
import { readStoredCards } from './operations/list-stored-cards.ts';

const at = Date.UTC(2026, 10, 23, 9, 30);
const cardToken = '49D902C6-1CCF-4605-9228-11D0E8115C77';
const window = { from: new Date(at - 3_600_000), to: new Date(at + 3_600_000) };

function client(answer: (request: Request) => Promise<Response>, more: object = {}) {
  return createAssistClient({
    baseUrl: 'https://gateway.test',
    merchantId: merchant.id,
    credentials: () => ({ login: merchant.login, password: merchant.password }),
    checkSecret: merchant.secret,
    transport: fetchTransport(answer),
    wait: async () => {},
    random: () => 0.5,
    deadlines: { read: 200, pay: 200 },
    ...more,
  });
}

function onSandbox(rule?: FaultRule) {
  const sandbox = createSandbox({ now: () => at });
  if (rule) sandbox.fault(rule);
  const requests: Request[] = [];
  const assist = client((request) => {
    requests.push(request.clone());
    return sandbox(request);
  });
  return { sandbox, assist, requests };
}

async function pay(rule?: FaultRule, amount = '1250.00') {
  const { sandbox, assist, requests } = onSandbox(rule);
  const card = (await assist.listStoredCards({ customer: 'anna' })).cards[0];
  const answer = await assist.payWithToken({
    order: '2341',
    amount,
    currency: 'RUB',
    customer: 'anna',
    token: card?.token ?? '',
  });
  return { answer, sandbox, assist, requests };
}

const saying = (body: unknown, status = 200) => client(async () => Response.json(body, { status }));

describe('listing cards', () => {
  it('makes the gateway’s words sane', async () => {
    const { cards, dropped } = await onSandbox().assist.listStoredCards({ customer: 'anna' });
    expect(dropped).toBe(0);
    expect(cards[0]).toMatchObject({
      bin: '412362',
      brand: 'visa',
      bank: '',
      last4: '0028',
      expiry: { year: 2028, month: 11 },
      active: true,
      needCVC: false,
    });
    expect(cards[1]?.assets.map((asset) => asset.assetType)).toEqual([
      'BRAND_LOGO',
      'ICON',
      'CARD_BACKGROUND_COMBINED',
      'ISSUER_LOGO',
    ]);
  });

  it('names every brand of the twelve', async () => {
    const { cards } = await onSandbox().assist.listStoredCards({ customer: 'vera' });
    expect(cards.map((card) => card.brand)).toEqual([
      'mir',
      'visa',
      'mastercard',
      'maestro',
      'belkart',
      'unionpay',
      'jcb',
      'amex',
      'uzcard',
      'humo',
      'elcart',
      'troy',
    ]);
  });

  it('drops and counts one malformed card and shows the others', async () => {
    const { assist } = onSandbox({ service: 'list', kind: 'malformed-card' });
    expect(await assist.listStoredCards({ customer: 'anna' })).toMatchObject({
      dropped: 1,
      cards: [{ last4: '1030' }],
    });
  });

  it.each([['[]'], ['null'], ['']])('reads %j as no cards', async (body) => {
    expect(await client(async () => new Response(body)).listStoredCards({ customer: 'new' })).toEqual({
      cards: [],
      dropped: 0,
    });
  });

  it.each([
    ['malformed-list', 'AssistMalformed'],
    ['html', 'AssistMalformed'],
    ['truncated', 'AssistMalformed'],
    ['server-error', 'AssistMalformed'],
    ['rate-limit', 'AssistRateLimited'],
    ['fault', 'AssistFault'],
    ['refuse', 'AssistLost'],
    ['never-answer', 'AssistTimeout'],
  ] as const)('says what %s is', async (kind, name) => {
    const { assist } = onSandbox({ service: 'list', kind });
    await expect(assist.listStoredCards({ customer: 'anna' })).rejects.toMatchObject({ name });
  });

  it('repeats a read twice where the connection fails, and then says so', async () => {
    const { assist, requests } = onSandbox({ service: 'list', kind: 'refuse' });
    await expect(assist.listStoredCards({ customer: 'anna' })).rejects.toThrow('connection to the gateway was lost');
    expect(requests).toHaveLength(3);
  });

  it('reads a fault under any status, as text or numbers, with either kind of detail', async () => {
    const body = { fault: { detail: { message: 'x', recomendation: '' }, faultcode: '7', faultstring: '102' } };
    await expect(saying(body).listStoredCards({ customer: 'a' })).rejects.toMatchObject({ first: 7, second: 102 });
    await expect(
      saying({ firstcode: 10, secondcode: 100 }, 403).listStoredCards({ customer: 'a' }),
    ).rejects.toMatchObject({ first: 10 });
  });

  it('cleans a hostile bank name', () => {
    const card = {
      token: '49D902C6-1CCF-4605-9228-11D0E8115C77',
      post: 28,
      bin: 1,
      brand: 'FOO',
      bank: ' A\u202Eb\u200Bc\u0000\n d ',
      expire: '12.2027',
      active: 'true',
      needCVC: 0,
    };
    expect(readStoredCards([card]).cards).toMatchObject([
      { bank: 'Abc d', last4: '0028', bin: '000001', brand: 'unknown', active: true, needCVC: false, assets: [] },
    ]);
  });

  it('keeps every good card, changes no prototype and never crashes, whatever else is in the list', () => {
    const good = {
      token: '49D902C6-1CCF-4605-9228-11D0E8115C77',
      post: '0028',
      bin: 412_362,
      brand: 'VISA',
      bank: '',
      expire: '12.2027',
      active: true,
      needCVC: false,
      assets: [],
    };
    fc.assert(
      fc.property(fc.array(fc.anything(), { maxLength: 20 }), (junk) => {
        const { cards, dropped } = readStoredCards([...junk, JSON.parse('{"__proto__":{"polluted":1}}'), good]);
        expect(cards.some((card) => card.last4 === '0028')).toBe(true);
        expect(cards.length + dropped).toBe(junk.length + 2);
        expect('polluted' in {}).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('removing a card', () => {
  it('removes, and takes already gone as done', async () => {
    const { assist } = onSandbox();
    const [card] = (await assist.listStoredCards({ customer: 'boris' })).cards;
    const request = { customer: 'boris', token: card?.token ?? '' };
    await assist.removeStoredCard(request);
    await assist.removeStoredCard(request);
    expect((await assist.listStoredCards({ customer: 'boris' })).cards).toEqual([]);
  });

  it('does not take another fault as done', async () => {
    const { assist } = onSandbox({ service: 'remove', kind: 'fault', code: '7/102' });
    await expect(assist.removeStoredCard({ customer: 'boris', token: cardToken })).rejects.toMatchObject({
      first: 7,
      second: 102,
    });
  });
});

describe('paying', () => {
  it('says paid for the order, amount and currency that were asked for', async () => {
    const { answer, sandbox } = await pay();
    expect(answer).toMatchObject({
      type: 'answered',
      outcome: { type: 'paid' },
      bill: { mean: { brand: 'visa', last4: '0028' } },
    });
    expect(sandbox.ledger).toMatchObject([{ order: '2341', amount: '1250.00' }]);
  });

  it.each([
    ['15.01', 'refused'],
    ['15.02', 'insufficient_funds'],
    ['15.03', 'wrong_details'],
    ['15.04', 'wrong_expiry'],
    ['15.05', 'limit_exceeded'],
    ['15.08', 'refused'],
  ])('an amount of %s is declined: %s', async (amount, reason) => {
    expect((await pay(undefined, amount)).answer).toMatchObject({ outcome: { type: 'declined', reason } });
  });

  it.each([
    ['never-answer', 0],
    ['never-answer-charged', 1],
    ['truncated', 0],
    ['server-error', 0],
    ['html', 0],
    ['rate-limit', 0],
    ['fault', 0],
    ['refuse', 0],
  ] as const)('is unconfirmed after %s, and is sent once', async (kind, charges) => {
    const { answer, sandbox, requests } = await pay({ service: 'tokenpay', kind });
    expect(answer).toMatchObject({ type: 'unconfirmed' });
    expect(sandbox.ledger).toHaveLength(charges);
    expect(requests.filter((request) => request.url.endsWith('tokenpay.cfm'))).toHaveLength(1);
  });

  it('is refused by a fault about the request itself, and by no other', async () => {
    expect((await pay({ service: 'tokenpay', kind: 'fault', code: '10/203' })).answer).toEqual({
      type: 'refused',
      first: 10,
      second: 203,
    });
    expect((await pay({ service: 'tokenpay', kind: 'fault', code: '11/201' })).answer).toMatchObject({
      type: 'unconfirmed',
    });
  });

  it.each([
    [{ orderamount: '1.00' }],
    [{ ordercurrency: 'USD' }],
    [{ ordernumber: '9999' }],
    [{ orderstate: 'Approved!' }],
    [{ orderstate: '' }],
  ])('is never paid when the answer says %j', async (change) => {
    const order = {
      ordernumber: '2341',
      billnumber: '5161957242913224',
      orderamount: '1250.00',
      ordercurrency: 'RUB',
      orderstate: 'Approved',
    };
    const payment = { order: '2341', amount: '1250.00', currency: 'RUB', customer: 'anna', token: cardToken };
    const good = await saying({ order: [{ ...order, operations: [] }] }).payWithToken(payment);
    const bad = await saying({ order: [{ ...order, ...change, operations: [] }] }).payWithToken(payment);
    expect(good).toMatchObject({ outcome: { type: 'paid' } });
    expect(bad).not.toMatchObject({ outcome: { type: 'paid' } });
  });

  it.each([
    ['order', { order: '' }],
    ['amount', { amount: '1250' }],
    ['currency', { currency: 'рубль' }],
    ['comment', { comment: 'x'.repeat(257) }],
    ['payer.email', { payer: { email: 'x'.repeat(129) } }],
  ])('names the field "%s" before anything is sent', async (field, change) => {
    const { assist, requests } = onSandbox();
    const payment = { order: '1', amount: '1.00', currency: 'RUB', customer: 'a', token: cardToken, ...change };
    await expect(assist.payWithToken(payment)).rejects.toMatchObject({ name: 'AssistInvalid', field });
    expect(requests).toEqual([]);
  });

  it('says who pays from where, in the gateway’s names, and leaves an IPv6 address out', async () => {
    const sent: string[] = [];
    const assist = client(async (request) => {
      sent.push(await request.text());
      return new Response('');
    });
    const payment = { order: '1', amount: '1.00', currency: 'RUB', customer: 'anna', token: cardToken };
    await assist.payWithToken({ ...payment, clientIp: '203.0.113.7', payer: { email: 'a@b.test' } });
    await assist.payWithToken({ ...payment, clientIp: '::1' });
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({
      TokenType: 5,
      ClientIP: '203.0.113.7',
      Email: 'a@b.test',
      PaymentToken: `{"Token":"${cardToken}","CustomerNumber":"anna"}`,
    });
    expect(sent[1]).not.toContain('ClientIP');
  });
});

describe('the order result', () => {
  it('has every bill of the order', async () => {
    const { assist, sandbox } = await pay(undefined, '1250.00');
    expect((await assist.readOrderResult({ order: '2341', ...window })).bills).toMatchObject([
      { order: '2341', amount: '1250.00', currency: 'RUB', state: 'Approved', responseCode: 'AS000' },
    ]);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('is no bills for an order that the gateway does not know', async () => {
    expect(await onSandbox().assist.readOrderResult({ order: 'nothing', ...window })).toEqual({ bills: [] });
  });

  it('is not believed with a wrong check value, nor without one', async () => {
    const order = {
      ordernumber: '1',
      billnumber: '5161957242913224',
      orderamount: 15,
      ordercurrency: 'BYN',
      orderstate: 'Approved',
    };
    const body = (checkvalue: string) => ({ orderresult: { orders: [{ ...order, checkvalue }] } });
    const good = replyCheckValue(merchant.secret, [merchant.id, '1', '15.00', 'BYN', 'Approved']);
    expect((await saying(body(good)).readOrderResult({ order: '1', ...window })).bills).toHaveLength(1);
    await expect(saying(body(good.replace(/^./, '0'))).readOrderResult({ order: '1', ...window })).rejects.toThrow(
      'check value',
    );
    await expect(saying(body('')).readOrderResult({ order: '1', ...window })).rejects.toThrow('check value');
  });
});

describe('an outcome', () => {
  it('is paid for Approved and for nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...orderStates), fc.string()), (orderstate) => {
        const bill = { ordernumber: '1', billnumber: '5161957242913224', orderamount: '1', ordercurrency: 'BYN' };
        const [read] = readBills({ order: [{ ...bill, orderstate }] });
        const type = read && outcomeOf(read).type;
        expect(type === 'paid').toBe(orderstate.trim() === 'Approved');
        expect(type === 'authorised').toBe(orderstate.trim() === 'Delayed');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the payment page', () => {
  it('is a signed form without a login', () => {
    const form = onSandbox().assist.payPageForm({
      order: 'ORD-1001',
      amount: '15.00',
      currency: 'BYN',
      customer: 'cust-42',
    });
    expect(form.url).toBe('https://gateway.test/pay/order.cfm');
    expect(form.fields).toEqual({
      Merchant_ID: '452739',
      OrderNumber: 'ORD-1001',
      OrderAmount: '15.00',
      OrderCurrency: 'BYN',
      CustomerNumber: 'cust-42',
      Checkvalue: '350A53C10B2B26A6F720F3D0B7E4F18E',
    });
  });

  it('refuses a return address that the gateway would cut', () => {
    const order = { order: '1', amount: '1.00', currency: 'BYN', returnOk: `https://shop.test/${'x'.repeat(256)}` };
    expect(() => onSandbox().assist.payPageForm(order)).toThrow('"returnOk" must be');
  });
});

describe('secrets', () => {
  it('are sent over https and on this machine only', () => {
    for (const baseUrl of ['http://gateway.test', 'http://10.0.0.1', 'ftp://localhost', 'nonsense'])
      expect(() => client(async () => new Response(), { baseUrl })).toThrow('"baseUrl" must be');
    for (const baseUrl of ['http://127.0.0.1:9010', 'http://localhost:9010', 'https://gateway.test'])
      expect(() => client(async () => new Response(), { baseUrl })).not.toThrow();
  });

  it('are not sent after a redirect', async () => {
    const assist = client(async () => new Response(null, { status: 307, headers: { location: 'https://evil.test/' } }));
    await expect(assist.listStoredCards({ customer: 'a' })).rejects.toThrow('redirect');
  });

  it('stand in no error and in no print of the client', async () => {
    const secrets = ['LOGIN-CANARY', 'PASSWORD-CANARY', 'SECRET-CANARY'];
    const [login = '', password = '', checkSecret] = secrets;
    const body = async (request: Request) => new Response(`{"echo": ${await request.text()}`);
    const assist = client(body, { credentials: () => ({ login, password }), checkSecret });
    const error: unknown = await assist.listStoredCards({ customer: 'a' }).catch((reason: unknown) => reason);
    const printed = inspect([assist, error], { depth: 9, showHidden: true }) + JSON.stringify([assist, error]);
    for (const secret of secrets) expect(printed).not.toContain(secret);
  });
});
