import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSandbox, type SandboxOptions } from './index.ts';
import { webServices } from './routes/services.ts';

const documented = (name: string) => readFileSync(new URL(`./documented/${name}`, import.meta.url), 'utf8');
const merchant = { merchant_id: '452739', login: 'LOGIN', password: 'PASSWORD' };
/** The body as a reader of the wire sees it. */
const json = async (answer: Response) => JSON.parse(await answer.text());
const at = Date.UTC(2026, 10, 23, 9, 30);
const anna = { card0028: '0000A11A-0F11-4E5A-6B0C-000000000001', card1030: '0000A11A-0F11-4E5A-6B0C-000000000002' };

function gateway(options: SandboxOptions = {}) {
  const sandbox = createSandbox({ now: () => at, ...options });
  const post = (path: string, body: object | string, type = 'application/json') =>
    sandbox(
      new Request(`http://gateway.test${path}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const cards = async (customernumber: string) =>
    json(await post('/pay/oneclick/v1/token.cfm', { merchant, customernumber }));
  const pay = (change: object = {}) =>
    post('/pay/tokenpay.cfm', {
      Merchant_ID: 452739,
      Login: 'LOGIN',
      Password: 'PASSWORD',
      OrderNumber: 'ORD-1',
      OrderAmount: '15.00',
      OrderCurrency: 'BYN',
      TokenType: 5,
      PaymentToken: JSON.stringify({ Token: anna.card0028, CustomerNumber: 'anna' }),
      Format: 5,
      ...change,
    });
  const result = (change = '') =>
    post(
      '/orderresult/orderresult.cfm',
      `Ordernumber=ORD-1&Merchant_ID=452739&Login=LOGIN&Password=PASSWORD&Format=5${change}`,
      'application/x-www-form-urlencoded',
    );
  return { sandbox, post, cards, pay, result };
}

const fault = (first: number, second: number) => ({
  fault: { detail: expect.any(String), faultcode: first, faultstring: second },
});

describe('the card list', () => {
  it.each([
    ['doc-several', 'several-cards.json'],
    ['doc-one', 'card-without-media.json'],
  ])('answers %s with the documented body, key for key and in its order', async (customer, file) => {
    expect(JSON.stringify(await gateway().cards(customer))).toBe(JSON.stringify(JSON.parse(documented(file))));
  });

  it('gives anna the same two cards under tokens of her own, good for two more years', async () => {
    const cards = await gateway().cards('anna');
    expect(cards.map((card: { post: string; expire: string }) => [card.post, card.expire])).toEqual([
      ['0028', '11.2028'],
      ['1030', '11.2028'],
    ]);
    expect(cards[0].token).toBe(anna.card0028);
    expect(cards[0].assets[0].assetData[0].url).toMatch(/^https:\/\/art\.sandbox\.test\/A5\/VISA\//);
  });

  it('gives vera twelve brands, and assets that are null, absent and empty', async () => {
    const cards: { brand: string; assets?: unknown }[] = await gateway().cards('vera');
    expect(new Set(cards.map((card) => card.brand)).size).toBe(12);
    expect(cards.some((card) => card.assets === null)).toBe(true);
    expect(cards.some((card) => !('assets' in card))).toBe(true);
    expect(cards.some((card) => Array.isArray(card.assets) && card.assets.length === 0)).toBe(true);
  });

  it('knows no cards of a customer it does not know', async () => {
    expect(await gateway().cards('nobody')).toEqual([]);
  });

  it('takes names in any case, and a form', async () => {
    const { post } = gateway();
    const shouted = {
      MERCHANT: { Merchant_ID: '452739', LOGIN: 'LOGIN', Password: 'PASSWORD' },
      CustomerNumber: 'boris',
    };
    expect(await json(await post('/pay/oneclick/v1/token.cfm', shouted))).toHaveLength(1);
    const form = 'MERCHANT_ID=452739&login=LOGIN&PASSWORD=PASSWORD&customerNumber=boris&&';
    expect(await json(await post('/pay/oneclick/v1/token.cfm', form, 'text/plain'))).toHaveLength(1);
  });
});

describe('credentials', () => {
  it.each([
    ['an unknown merchant', { merchant_id: '1' }, fault(10, 100)],
    ['a wrong login', { login: 'NOBODY' }, fault(7, 101)],
    ['a wrong password', { password: 'guess' }, fault(7, 102)],
    ['no password', { password: '' }, fault(3, 102)],
    ['no login', { login: '' }, fault(3, 101)],
  ])('%s is refused', async (_, change, body) => {
    const answer = await gateway().post('/pay/oneclick/v1/token.cfm', {
      merchant: { ...merchant, ...change },
      customernumber: 'anna',
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await json(answer)).toEqual(body);
  });
});

describe('removal', () => {
  it('removes a card once, and says 10/203 the second time', async () => {
    const { post, cards } = gateway();
    const body = { merchant, customernumber: 'anna', token: anna.card1030, language: 'RU' };
    const first = await post('/pay/oneclick/v1/rem_token.cfm', body);
    expect(await json(first)).toEqual({ message: `Token ${anna.card1030} is removed` });
    expect(await cards('anna')).toHaveLength(1);
    expect(await json(await post('/pay/oneclick/v1/rem_token.cfm', body))).toEqual(fault(10, 203));
  });

  it('does not remove another customer’s card', async () => {
    const { post, cards } = gateway();
    const body = { merchant, customernumber: 'boris', token: anna.card1030 };
    expect(await json(await post('/pay/oneclick/v1/rem_token.cfm', body))).toEqual(fault(10, 203));
    expect(await cards('anna')).toHaveLength(2);
  });
});

describe('Token Pay', () => {
  it('approves, answers in strings and writes the ledger', async () => {
    const { pay, sandbox } = gateway();
    const body = await json(await pay());
    expect(body.order[0]).toMatchObject({ ordernumber: 'ORD-1', orderamount: '15.00', orderstate: 'Approved' });
    expect(body.order[0].operations[0]).toMatchObject({ responsecode: 'AS000', meannumber: '412362****0028' });
    expect(sandbox.ledger).toEqual([
      expect.objectContaining({ type: 'charge', order: 'ORD-1', amount: '15.00', last4: '0028', customer: 'anna' }),
    ]);
  });

  it.each([
    ['.01', 'AS100'],
    ['.02', 'AS102'],
    ['.03', 'AS101'],
    ['.04', 'AS104'],
    ['.05', 'AS105'],
    ['.08', 'AS108'],
  ])('declines an amount that ends in %s with %s, and charges nothing', async (ending, code) => {
    const { pay, sandbox } = gateway();
    const body = await json(await pay({ OrderAmount: `15${ending}` }));
    expect(body.order[0]).toMatchObject({ orderstate: 'Declined' });
    expect(body.order[0].operations[0].responsecode).toBe(code);
    expect(sandbox.ledger).toEqual([]);
  });

  it('authorises in two stages', async () => {
    const { pay, sandbox } = gateway();
    expect((await json(await pay({ Delay: 1 }))).order[0].orderstate).toBe('Delayed');
    expect(sandbox.ledger[0]?.type).toBe('authorise');
  });

  it('decides by `active`, never by the month', async () => {
    const { pay, cards } = gateway();
    const vera = await cards('vera');
    const token = (index: number) => JSON.stringify({ Token: vera[index].token, CustomerNumber: 'vera' });
    const pastDate = await json(await pay({ OrderNumber: 'A', PaymentToken: token(4) }));
    const inactive = await json(await pay({ OrderNumber: 'B', PaymentToken: token(5) }));
    expect(vera[4].expire).toBe('08.2026');
    expect(pastDate.order[0].orderstate).toBe('Approved');
    expect(inactive.order[0].orderstate).toBe('Declined');
  });

  it('wants the security code of a card that needs it', async () => {
    const { pay, cards } = gateway();
    const [, needsCode] = await cards('vera');
    const PaymentToken = { Token: needsCode.token, CustomerNumber: 'vera' };
    expect(await json(await pay({ PaymentToken }))).toEqual(fault(3, 115));
    expect(await json(await pay({ PaymentToken, cvc: '12' }))).toEqual(fault(4, 115));
    expect((await json(await pay({ PaymentToken, Cvc2: '123' }))).order[0].orderstate).toBe('Approved');
  });

  it('refuses an order that is paid, unless it takes duplicates', async () => {
    const strict = gateway();
    await strict.pay();
    expect(await json(await strict.pay())).toEqual(fault(11, 201));
    expect(strict.sandbox.ledger).toHaveLength(1);
    const lax = gateway({ acceptDuplicates: true });
    await lax.pay();
    await lax.pay();
    expect(lax.sandbox.ledger).toHaveLength(2);
  });

  it('makes a new bill for a second attempt after a decline', async () => {
    const { pay, result } = gateway();
    await pay({ OrderAmount: '15.01' });
    await pay();
    const { orderresult } = await json(await result());
    expect(orderresult.orders.map((order: { orderstate: string }) => order.orderstate)).toEqual([
      'Declined',
      'Approved',
    ]);
  });

  it.each([
    [{ OrderNumber: '' }, fault(3, 107)],
    [{ OrderAmount: '' }, fault(3, 108)],
    [{ OrderAmount: 'fifteen' }, fault(4, 108)],
    [{ OrderAmount: '0.00' }, fault(5, 108)],
    [{ OrderCurrency: 'roubles' }, fault(4, 105)],
    [{ TokenType: 4 }, fault(5, 217)],
    [{ TokenType: '' }, fault(4, 218)],
    [{ Format: 3 }, fault(5, 103)],
    [{ ClientIP: '::1' }, fault(4, 116)],
    [{ PaymentToken: 'not json' }, fault(4, 218)],
    [{ PaymentToken: '{"Token":"x","CustomerNumber":"anna"}' }, fault(10, 203)],
    [{ PaymentToken: JSON.stringify({ Token: anna.card0028, CustomerNumber: 'boris' }) }, fault(10, 203)],
  ])('refuses %j', async (change, body) => {
    const { pay, sandbox } = gateway();
    expect(await json(await pay(change))).toEqual(body);
    expect(sandbox.ledger).toEqual([]);
  });
});

describe('the order result', () => {
  it('answers in numbers, with the check value over the text', async () => {
    const { pay, result } = gateway();
    await pay({ OrderNumber: 'ORD-1001' });
    const body = await json(await result('&ordernumber=ORD-1001'));
    expect(body.orderresult.orders[0]).toMatchObject({
      orderamount: 15,
      orderstate: 'Approved',
      checkvalue: '957B865BE33D7BA6C6D79D64BF2B3BCE',
      checkdata: { checkvalue: '957B865BE33D7BA6C6D79D64BF2B3BCE' },
    });
  });

  it('says 10/201 for an order it does not know', async () => {
    expect(await json(await gateway().result())).toEqual(fault(10, 201));
  });

  it('looks three days back by default and further when told to', async () => {
    let now = at;
    const { pay, result } = gateway({ now: () => now });
    await pay();
    now += 4 * 86_400_000;
    expect(await json(await result())).toEqual(fault(10, 201));
    const found = await json(await result('&StartYear=2026&StartMonth=11&StartDay=20'));
    expect(found.orderresult.orders).toHaveLength(1);
  });
});

describe('misbehaviour', () => {
  it('lasts as many requests as ordered', async () => {
    const { post, cards } = gateway();
    await post('/__sandbox/faults', { service: 'list', kind: 'malformed-list', times: 1 });
    expect(await cards('anna')).toEqual({ cards: expect.any(String) });
    expect(await cards('anna')).toHaveLength(2);
  });

  it('charges and never answers', async () => {
    const { sandbox, pay } = gateway();
    sandbox.fault({ service: 'tokenpay', kind: 'never-answer-charged' });
    const answered = await Promise.race([
      pay().then(() => 'answered'),
      Promise.resolve().then(async () => {
        while (!sandbox.ledger.length) await Promise.resolve();
        return 'silent';
      }),
    ]);
    expect(answered).toBe('silent');
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('refuses a connection', async () => {
    const { sandbox, pay } = gateway();
    sandbox.fault({ service: 'tokenpay', kind: 'refuse' });
    await expect(pay()).rejects.toThrow('connection refused');
    expect(sandbox.ledger).toEqual([]);
  });

  it('answers a rule it does not know with what to do', async () => {
    expect((await gateway().post('/__sandbox/faults', { service: 'bank', kind: 'robbery' })).status).toBe(400);
  });
});

it('keeps a ledger that nobody outside can write', async () => {
  const { sandbox, pay } = gateway();
  await pay();
  sandbox.ledger.length = 0;
  expect(sandbox.ledger).toHaveLength(1);
});

it('answers whatever it is sent with a fault, never with a crash', { timeout: 30_000 }, async () => {
  const { post } = gateway();
  const paths = webServices.flatMap((service) => service.paths);
  const pieces = fc.oneof(
    fc.json(),
    fc.string(),
    fc.string().map((text) => `<a>${text}</a>`),
    fc.webQueryParameters(),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), pieces, async (path, body) => {
      const answer = await post(path, body);
      expect(answer.status).toBeLessThan(500);
      expect(await answer.text()).toMatch(
        /^{"fault":{|<(soapenv|SOAP-ENV):Fault>|<result firstcode="[^0]|^error;\d+;\d+;$/,
      );
    }),
    { numRuns: 1000 },
  );
});
