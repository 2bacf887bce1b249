import { describe, expect, it } from 'vitest';
import { anna, form, json, login, minute, open } from './tools.case.ts';

const order = {
  Merchant_ID: '452739',
  OrderNumber: 'ORD-9',
  OrderAmount: '15.00',
  OrderCurrency: 'BYN',
  Language: 'EN',
  URL_RETURN_OK: 'https://shop.test/ok',
  URL_RETURN_NO: 'https://shop.test/no',
};
const card = {
  choice: 'new',
  CardNumber: '4111 1111 1111 1111',
  ExpireMonth: '12',
  ExpireYear: '30',
  CVC2: '123',
  Cardholder: 'N',
};
const agreement = {
  RecurringIndicator: '1',
  RecurringMinAmount: '5.00',
  RecurringMaxAmount: '20.00',
  RecurringPeriod: '30',
  RecurringMaxDate: '31.12.2027',
};

/** A browser at the payment page of an order. */
async function visit(change: object = {}, options: Parameters<typeof open>[0] = {}) {
  const tools = open({ origin: 'https://pay.test', ...options });
  const opened = await tools.send('/pay/order.cfm', form({ ...order, ...change }));
  const location = opened.headers.get('location') ?? '';
  const { pathname, search } = new URL(location);
  const path = pathname + search;
  return {
    ...tools,
    opened,
    location,
    path,
    look: async (more = '') => (await tools.get(path + more)).text(),
    submit: (fields: Record<string, string>) => tools.send(path, form(fields)),
    state: async () => (await tools.bills('ORD-9')).at(-1)?.orderstate,
    cards: (CustomerNumber: string) => tools.call('/pay/oneclick/v1/token.cfm', { CustomerNumber }),
  };
}

describe('the offer to keep a card', () => {
  it('stands ticked before a known customer, and before nobody else', async () => {
    const offer = 'name="save" value="1" checked';
    expect(await (await visit({ CustomerNumber: 'new' })).look()).toContain(offer);
    expect(await (await visit()).look()).not.toContain('name="save"');
    const denied = await visit({ CustomerNumber: 'new' }, { settings: { deniedCustomers: ['new'] } });
    expect(await denied.look()).not.toContain('name="save"');
    await denied.submit({ ...card, save: '1' });
    expect(await denied.cards('new')).toEqual([]);
  });

  it('keeps the card when it is taken, and the shop is told its token', async () => {
    const { submit, cards, sandbox } = await visit({ CustomerNumber: 'new' });
    const back = await submit({ ...card, save: '1' });
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toMatch(/^https:\/\/shop\.test\/ok\?billnumber=\d{16}&ordernumber=ORD-9$/);
    expect(await cards('new')).toMatchObject([{ brand: 'VISA', post: '1111', needCVC: false, active: true }]);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('keeps nothing when it is not, nor when the bank says no; then it is made again', async () => {
    const unticked = await visit({ CustomerNumber: 'new' });
    await unticked.submit(card);
    expect(await unticked.cards('new')).toEqual([]);
    const refused = await visit({ CustomerNumber: 'new', OrderAmount: '15.02' });
    const again = await (await refused.submit({ ...card, save: '1' })).text();
    expect(again).toContain('name="save" value="1" checked');
    expect(await refused.cards('new')).toEqual([]);
  });

  it('keeps one card once', async () => {
    const tools = await visit({ CustomerNumber: 'new' });
    await tools.submit({ ...card, save: '1' });
    const second = await tools.send('/pay/order.cfm', form({ ...order, OrderNumber: 'ORD-10', CustomerNumber: 'new' }));
    const { pathname, search } = new URL(second.headers.get('location') ?? '');
    await tools.send(pathname + search, form({ ...card, save: '1' }));
    expect(await tools.cards('new')).toHaveLength(1);
    expect(tools.sandbox.ledger).toHaveLength(2);
  });
});

describe('stored cards', () => {
  it('are shown to their customer, pay without a code, and are removed after a question', async () => {
    const { look, submit, cards, sandbox } = await visit({ CustomerNumber: 'anna' });
    const page = await look();
    expect(page).toContain('aria-label="Remove: MasterCard ending in 1030"');
    expect(page).not.toContain('Code of this card');
    expect(await (await submit({ askremove: anna.card1030 })).text()).toContain('Remove this card?');
    expect(await cards('anna')).toHaveLength(2);
    await submit({ remove: anna.card1030 });
    expect(await cards('anna')).toHaveLength(1);
    await submit({ choice: anna.card0028 });
    expect(sandbox.ledger).toMatchObject([{ last4: '0028' }]);
  });

  it.each([[{ cof: false }], [{ storedCardCvc: 'always' as const }]])(
    'want their code where the merchant has %j',
    async (settings) => {
      const { look, submit, sandbox } = await visit({ CustomerNumber: 'anna' }, { settings });
      expect(await look()).toContain('Code of this card (CVC2)');
      const without = await submit({ choice: anna.card0028 });
      expect([without.status, sandbox.ledger.length]).toEqual([422, 0]);
      await submit({ choice: anna.card0028, [`code-${anna.card0028}`]: '123' });
      expect(sandbox.ledger).toHaveLength(1);
    },
  );

  it('of somebody else cannot be chosen, nor removed', async () => {
    const { submit, cards, sandbox } = await visit({ CustomerNumber: 'boris' });
    expect(await (await submit({ choice: anna.card0028 })).text()).toContain('Choose a card.');
    await submit({ remove: anna.card0028 });
    expect(await cards('anna')).toHaveLength(2);
    expect(sandbox.ledger).toEqual([]);
  });

  it('are not shown where one does not work', async () => {
    const page = await (await visit({ CustomerNumber: 'vera' })).look();
    expect(page).toContain('•••• 1881');
    expect(page).not.toContain('•••• 6759');
  });
});

describe('a new card', () => {
  it.each([
    [{ CardNumber: '4111 1111 1111 1112' }, 'Check the card number.'],
    [{ ExpireYear: '20' }, 'Check the expiry date.'],
    [{ ExpireMonth: '13' }, 'Check the expiry date.'],
    [{ CVC2: '1' }, 'three or four digits'],
    [{ CVC2: '1', ExpireYear: '' }, 'Check what you typed.'],
    [{ CardNumber: '4000000000000002' }, 'Nothing was charged'],
  ])('with %j charges nothing and says why', async (change, words) => {
    const { submit, sandbox } = await visit();
    const page = await (await submit({ ...card, ...change })).text();
    expect(page).toContain(words);
    expect(sandbox.ledger).toEqual([]);
  });

  it('is never written back into the page: neither its number nor its code', async () => {
    const { submit } = await visit();
    const page = await (await submit({ ...card, CVC2: '98', ExpireMonth: '11' })).text();
    expect(page).not.toMatch(/4111|"98"/);
    expect(page).toContain('value="11"');
  });

  it('may have its date in one field', async () => {
    const { submit, sandbox } = await visit();
    await submit({ ...card, ExpireMonth: '', ExpireYear: '', ExpireDate: '12/30' });
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('declined, can be followed by another: a new bill under the same order', async () => {
    const { submit, bills } = await visit();
    await submit({ ...card, CardNumber: '4000000000000002' });
    await submit(card);
    const all = await bills('ORD-9');
    expect(all.map((bill: { orderstate: string }) => bill.orderstate)).toEqual(['Declined', 'Approved']);
    expect(all[0].billnumber).not.toBe(all[1].billnumber);
  });
});

describe('a phone’s wallet', () => {
  it.each([
    ['apple', 'Apple Pay'],
    ['google', 'Google Pay'],
    ['samsung', 'Samsung Pay'],
  ])('%s asks on a sheet of its own, pays, and keeps its card as an initial operation', async (wallet, name) => {
    const { submit, cards, bills, sandbox } = await visit({ CustomerNumber: 'new' });
    const sheet = await (await submit({ wallet })).text();
    expect(sheet).toContain(`Confirm with ${name}`);
    expect(sheet).toContain('name="save" value="1" checked');
    expect(sandbox.ledger).toEqual([]);
    expect((await submit({ wallet, confirm: '1', save: '1' })).status).toBe(303);
    expect(await cards('new')).toMatchObject([{ post: '1117' }]);
    expect((await bills('ORD-9'))[0].operations[0]).toMatchObject({ cardholder: name, responsecode: 'AS000' });
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('is not offered where the shop switches it off, and does not pay then', async () => {
    const { look, submit, sandbox } = await visit({ ApplePayPayment: '0' });
    const page = await look();
    expect([page.includes('Apple Pay'), page.includes('Google Pay'), page.includes('Samsung Pay')]).toEqual([
      false,
      true,
      true,
    ]);
    await submit({ wallet: 'apple', confirm: '1' });
    expect(sandbox.ledger).toEqual([]);
  });
});

describe('adding a card without paying', () => {
  it('is done with a wallet as well', async () => {
    const tools = await visit({ OrderAmount: '0.00', CustomerNumber: 'new' });
    await tools.submit({ wallet: 'google', confirm: '1' });
    expect(await tools.cards('new')).toMatchObject([{ post: '1117' }]);
    expect(tools.sandbox.ledger).toEqual([]);
  });

  it('charges nothing, keeps the card and says so', async () => {
    const tools = await visit({ OrderAmount: '0.00', CustomerNumber: 'new' });
    const page = await tools.look();
    expect(page).toContain('Nothing is charged');
    expect(page).toContain('Save the card');
    expect((await tools.submit(card)).headers.get('location')).toContain('https://shop.test/ok');
    expect(await tools.cards('new')).toMatchObject([{ post: '1111' }]);
    expect(tools.sandbox.ledger).toEqual([]);
    expect(await tools.state()).toBe('Approved');
  });

  it('wants to know whose card it is', async () => {
    expect((await visit({ OrderAmount: '0.00' })).location).toContain('ErrorID=5-108');
  });
});

describe('a recurring agreement', () => {
  it('is said in full before the tick, which is not set', async () => {
    const page = await (await visit(agreement)).look();
    for (const words of ['From 5.00 BYN to 20.00 BYN each time', 'At most once in 30 days', 'Until 31.12.2027'])
      expect(page.indexOf(words)).toBeLessThan(page.indexOf('name="agree"'));
    expect(page).toContain('name="agree" value="1">');
  });

  it('is paid with consent only, by card and by wallet', async () => {
    const tools = await visit(agreement);
    expect(await (await tools.submit(card)).text()).toContain('unless you agree');
    expect(await (await tools.submit({ wallet: 'google', confirm: '1' })).text()).toContain('unless you agree');
    expect(tools.sandbox.ledger).toEqual([]);
    expect((await tools.submit({ ...card, agree: '1' })).status).toBe(303);
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  it('is repeated by the merchant inside its bounds, until its last day', async () => {
    const tools = await visit(agreement);
    await tools.submit({ ...card, agree: '1' });
    const [{ billnumber }] = await tools.bills('ORD-9');
    const repeat = (OrderNumber: string, change: object = {}) =>
      tools.call('/recurrent/rp.cfm', {
        Billnumber: billnumber,
        OrderNumber,
        Amount: '9.90',
        Currency: 'BYN',
        ...change,
      });
    expect((await repeat('SUB-1')).rp).toMatchObject({
      ordernumber: 'SUB-1',
      orderstate: 'Approved',
      orderamount: '9.90',
      amount: 9.9,
      meannumber: '411111****1111',
    });
    expect((await repeat('SUB-1')).fault).toMatchObject({ faultcode: 11, faultstring: 201 });
    expect((await repeat('SUB-2', { Amount: '20.01' })).fault).toMatchObject({ faultcode: 5, faultstring: 108 });
    expect((await repeat('SUB-2', { Amount: '4.99' })).fault).toMatchObject({ faultcode: 5, faultstring: 108 });
    expect((await repeat('SUB-2', { Currency: 'RUB' })).fault).toMatchObject({ faultcode: 5, faultstring: 105 });
    await tools.settings({ cof: false });
    expect(await repeat('SUB-3')).toHaveProperty('rp');
    expect(tools.sandbox.ledger.map((line) => line.initiator)).toEqual([
      undefined,
      'merchant-cof',
      'merchant-recurrent',
    ]);
    await tools.pass(Date.UTC(2028, 0, 1) - Date.UTC(2026, 10, 23, 9, 30));
    expect((await repeat('SUB-4')).fault).toMatchObject({ faultcode: 15, faultstring: 320 });
  });

  it.each([
    [{ ...agreement, CustomerNumber: 'anna' }, '5-202'],
    [{ ...agreement, RecurringMinAmount: '' }, '3-108'],
    [{ ...agreement, RecurringMinAmount: '30.00' }, '5-108'],
    [{ ...agreement, RecurringPeriod: '' }, '3-147'],
    [{ ...agreement, RecurringPeriod: '1000' }, '4-147'],
    [{ ...agreement, RecurringMaxDate: '2027-12-31' }, '4-104'],
    [{ ...agreement, RecurringMaxDate: '31.02.2027' }, '4-104'],
    [{ ...agreement, RecurringMaxDate: '22.11.2026' }, '5-104'],
    [{ RecurringIndicator: '0', CustomerNumber: 'anna' }, '5-202'],
  ])('is refused as %j with %s', async (change, codes) => {
    expect((await visit(change)).location).toContain(`ErrorID=${codes}`);
  });

  it('may call its period a count', async () => {
    const { location } = await visit({ ...agreement, RecurringPeriod: '', RecurringCount: '30' });
    expect(location).toContain('CFSID=');
  });

  it('is nothing to repeat where there was none', async () => {
    const tools = await visit();
    await tools.submit(card);
    const [{ billnumber }] = await tools.bills('ORD-9');
    const fields = { Billnumber: billnumber, OrderNumber: 'SUB-1', Amount: '15.00', Currency: 'BYN' };
    expect((await tools.call('/recurrent/rp.cfm', fields)).fault).toMatchObject({ faultcode: 15, faultstring: 320 });
  });
});

describe('the bank’s question', () => {
  const testCard = (number: string) => ({ ...card, CardNumber: number });
  const follow = async (tools: Awaited<ReturnType<typeof visit>>, answer: Response) =>
    tools.get(answer.headers.get('location') ?? '');

  it('leads to the bank’s page and back to the shop', async () => {
    const tools = await visit();
    const toPage = await tools.submit(testCard('2200000000010003'));
    const toBank = await follow(tools, toPage);
    const bankUrl = new URL(toBank.headers.get('location') ?? '');
    expect(bankUrl.pathname).toBe('/acs/challenge');
    const creq = bankUrl.searchParams.get('creq') ?? '';
    const fromBank = await tools.send('/acs/challenge', form({ creq, answer: 'confirm', code: '1234' }));
    const back = await follow(tools, fromBank);
    expect(back.headers.get('location')).toMatch(/^https:\/\/shop\.test\/ok\?/);
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  it('declined, leads back to the form', async () => {
    const tools = await visit();
    const toBank = await follow(tools, await tools.submit(testCard('2200000000010003')));
    const creq = new URL(toBank.headers.get('location') ?? '').searchParams.get('creq') ?? '';
    await tools.send('/acs/challenge', form({ creq, answer: 'cancel' }));
    expect(await tools.look()).toContain('The bank declined the payment.');
    await tools.submit(card);
    expect(tools.sandbox.ledger).toMatchObject([{ last4: '1111' }]);
  });

  it('runs its method in a hidden frame and goes on by itself', async () => {
    const tools = await visit();
    const page = await (await follow(tools, await tools.submit(testCard('2200000000000004')))).text();
    const [, next = ''] = /http-equiv="refresh" content="1;url=([^"]+)"/.exec(page) ?? [];
    const [, frame = ''] = /<iframe[^>]+src="([^"]+)"/.exec(page) ?? [];
    expect((await tools.get(frame)).status).toBe(200);
    const on = await tools.get(`/pay/pay.cfm${next.replaceAll('&amp;', '&')}`);
    expect((await follow(tools, on)).headers.get('location')).toMatch(/^https:\/\/shop\.test\/ok\?/);
  });

  it('in the bank’s app is waited for', async () => {
    const tools = await visit();
    const page = await (await follow(tools, await tools.submit(testCard('2200000000080006')))).text();
    expect(page).toContain('Confirm the payment in your bank’s app');
    expect(page).toContain('http-equiv="refresh" content="3"');
    await tools.submit(card);
    expect(tools.sandbox.ledger).toEqual([]);
    await tools.pass(minute);
    expect((await tools.get(tools.path)).headers.get('location')).toMatch(/^https:\/\/shop\.test\/ok\?/);
    expect(tools.sandbox.ledger).toMatchObject([{ last4: '0006' }]);
  });

  it('is not asked where the shop disables it', async () => {
    const tools = await visit({ Disable3DS: '1' });
    await tools.submit(testCard('2200000000010003'));
    expect(tools.sandbox.ledger).toHaveLength(1);
  });
});

describe('the way out', () => {
  it('goes back without paying', async () => {
    const { submit, sandbox, state } = await visit();
    expect((await submit({ back: '1' })).headers.get('location')).toMatch(/^https:\/\/shop\.test\/no\?/);
    expect(sandbox.ledger).toEqual([]);
    expect(await state()).toBe('In Process');
  });

  it('encodes the order’s number as the documents do', async () => {
    const { submit } = await visit({ OrderNumber: 'ORD 9&x=1' });
    const location = (await submit(card)).headers.get('location') ?? '';
    expect(location).toMatch(/&ordernumber=ORD\+9%26x%3D1$/);
  });

  it('takes URL_RETURN for both, and the gateway’s own page for none', async () => {
    const one = await visit({ URL_RETURN_OK: '', URL_RETURN_NO: '', URL_RETURN: 'https://shop.test/back' });
    expect((await one.submit({ back: '1' })).headers.get('location')).toMatch(/^https:\/\/shop\.test\/back\?/);
    const none = await visit({ URL_RETURN_OK: '', URL_RETURN_NO: '' });
    const own = (await none.submit(card)).headers.get('location') ?? '';
    expect(own).toMatch(/^https:\/\/pay\.test\/pay\/result\.cfm\?CFSID=/);
    expect(await (await none.get(own)).text()).toContain('<h1>Paid</h1>');
    expect(await json(await none.get(`${own}&type=json`))).toEqual({
      params: { aordernumber: { value: 'ORD-9' } },
    });
  });

  it('leads to no address but http', async () => {
    expect((await visit({ URL_RETURN_OK: 'javascript:alert(1)' })).location).toContain('ErrorID=4-154');
  });

  it('says in words of the page where an order stands, as JSON', async () => {
    const tools = await visit({ Language: 'RU', OrderComment: 'Два билета' });
    const link = () => tools.get(`${tools.path}&type=json`).then(json);
    expect(await link()).toMatchObject({
      merchant: { id: '452739' },
      order: { statename: 'В процессе', ordernumber: 'ORD-9', comment: 'Два билета' },
      operation: { amount: '15.00', currencycode: 'BYN', meannumber: '' },
    });
    await tools.submit(card);
    expect(await link()).toMatchObject({
      order: { statename: 'Оплачен' },
      operation: { meannumber: '411111****1111' },
    });
  });
});

describe('what public clients look for', () => {
  it('are fields with the ids that they fill', async () => {
    const page = await (await visit()).look();
    for (const id of ['CardNumber', 'ExpireMonth', 'ExpireYear', 'Cardholder', 'CVC2'])
      expect(page).toContain(`id="${id}"`);
  });

  it('is the last page, and the order’s number on it', async () => {
    const { submit, look, get } = await visit({ URL_RETURN_OK: '', URL_RETURN_NO: '' });
    const last = (await submit(card)).headers.get('location') ?? '';
    expect(new URL(last).pathname).toBe('/pay/result.cfm');
    expect(await (await get(last)).text()).toContain('Paid');
    expect(await json(await get(`${last}&type=json`))).toEqual({ params: { aordernumber: { value: 'ORD-9' } } });
    expect(JSON.parse(await look('&type=json')).order.statename).toBe('Paid');
  });

  it.each([
    ['as the documents print them', {}],
    [
      'in their other spelling',
      {
        Merchant_ID: '',
        OrderNumber: '',
        OrderAmount: '',
        OrderCurrency: '',
        URL_RETURN_OK: '',
        URL_RETURN_NO: '',
        merchantId: '452739',
        orderNumber: 'ORD-9',
        orderAmount: '15',
        orderCurrency: 'BYN',
        urlReturnOk: 'https://shop.test/ok',
        urlReturnNo: 'https://shop.test/no',
        TAX: 'vat20',
      },
    ],
    ['in capitals', { ORDERCOMMENT: 'x', CUSTOMERNUMBER: 'anna', URLRETURNOK: 'https://shop.test/ok' }],
  ])('are names %s', async (_, change) => {
    const sent = Object.fromEntries(Object.entries({ ...order, ...change }).filter(([, value]) => value));
    const tools = open({ origin: 'https://pay.test' });
    const { url } = await json(await tools.send('/pay/payrequest.cfm', sent));
    const { pathname, search } = new URL(url);
    const back = await tools.send(pathname + search, form(card));
    expect(back.headers.get('location')).toMatch(/^https:\/\/shop\.test\/ok\?billnumber=\d{16}&ordernumber=ORD-9$/);
    expect(tools.sandbox.ledger).toMatchObject([{ order: 'ORD-9', amount: '15.00' }]);
  });
});

describe('an order that is not to be paid', () => {
  it('was paid elsewhere while the page stood open', async () => {
    const { submit, pay, look, sandbox } = await visit();
    await pay({ OrderNumber: 'ORD-9' });
    expect((await submit(card)).status).toBe(409);
    expect((await submit({ wallet: 'apple', confirm: '1' })).status).toBe(409);
    expect(await look()).toContain('already paid');
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('was paid elsewhere: the page never says that nothing was charged, whether it ran out or was declined', async () => {
    const ranOut = await visit();
    await ranOut.pay({ OrderNumber: 'ORD-9' });
    await ranOut.pass(20 * minute);
    const declined = await visit();
    await declined.submit({ ...card, CardNumber: '4000000000000002' });
    await declined.pay({ OrderNumber: 'ORD-9' });
    for (const { look } of [ranOut, declined]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const page = await look();
      expect(page).toContain('already paid');
      expect(page).not.toMatch(/nothing was charged/i);
    }
  });

  it('has run out', async () => {
    const { submit, pass, look, sandbox } = await visit();
    await pass(20 * minute);
    expect(await look()).toContain('The time to pay has run out.');
    expect((await submit(card)).status).toBe(409);
    expect(sandbox.ledger).toEqual([]);
  });

  it('has run out since it was declined', async () => {
    const { submit, pass, sandbox } = await visit();
    await submit({ ...card, CardNumber: '4000000000000002' });
    await pass(20 * minute);
    expect((await submit(card)).status).toBe(409);
    expect(sandbox.ledger).toEqual([]);
  });

  it('is paid once, however often the form is sent', async () => {
    const { submit, sandbox } = await visit();
    await Promise.all([submit(card), submit(card), submit(card)]);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('has no page: one that was made up says nothing of any order', async () => {
    const { get } = await visit();
    expect((await get('/pay/pay.cfm?CFSID=x')).status).toBe(404);
    expect((await get('/pay/body.cfm?ErrorID=%3Cscript%3E')).status).toBe(400);
    expect(await (await get('/pay/body.cfm?ErrorID=%3Cscript%3E')).text()).not.toContain('<script>');
  });
});

describe('the link instead of a redirect', () => {
  it('is the page’s address, in both spellings, and pays there', async () => {
    const tools = open({ origin: 'https://pay.test' });
    const answer = await json(await tools.send('/pay/payrequest.cfm', { ...order }));
    expect(answer.URL).toBe(answer.url);
    expect(answer.url).toMatch(/^https:\/\/pay\.test\/pay\/pay\.cfm\?CFSID=[\w+/=]+$/);
    const { pathname, search } = new URL(answer.url);
    await tools.send(pathname + search, form(card));
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  it('is paid with a token by the CFSID in it', async () => {
    const tools = open();
    const { url } = await json(await tools.send('/pay/payrequest.cfm', { ...order }));
    const outcfsid = new URL(url).searchParams.get('CFSID') ?? '';
    const fields = { ...login, outcfsid, TokenType: 5, PaymentToken: tools.tokenFields().PaymentToken };
    const pay = () => tools.send('/pay/tokenpay_order.cfm', form({ ...fields, Format: 5 })).then(json);
    expect((await pay()).order[0]).toMatchObject({ ordernumber: 'ORD-9', orderstate: 'Approved' });
    expect((await pay()).fault).toMatchObject({ faultcode: 10 });
    expect(tools.sandbox.ledger).toMatchObject([{ order: 'ORD-9', customer: 'anna' }]);
  });
});

describe('its words', () => {
  it.each([
    ['RU', '12490.00', '12\u00a0490,00\u00a0₽'],
    ['EN', '12490.00', '12,490.00\u00a0RUB'],
    // More digits than a number holds.
    ['EN', '1234567890123.45', '1,234,567,890,123.45\u00a0RUB'],
    ['RU', '9007199254740.93', '9\u00a0007\u00a0199\u00a0254\u00a0740,93\u00a0₽'],
  ])('write a sum as people do: %s', async (Language, OrderAmount, text) => {
    expect(await (await visit({ Language, OrderAmount, OrderCurrency: 'RUB' })).look()).toContain(text);
  });

  it('are Russian or English, as asked, as the merchant has it, or as the visitor turns it', async () => {
    expect(await (await visit({ Language: '' })).look()).toContain('<html lang="ru">');
    const tools = await visit();
    expect(await tools.look()).toContain('<html lang="en">');
    const russian = await tools.look('&Language=RU');
    expect(russian).toContain('Оплатить 15,00\u00a0BYN');
    expect(await tools.look()).toContain('<html lang="ru">');
  });

  it('are text, whatever the shop sends', async () => {
    const evil = '"><script>alert(1)</script>';
    const tools = await visit({ OrderNumber: evil, OrderComment: evil, CustomerNumber: 'new' });
    expect(await tools.look()).not.toContain('<script>');
    const back = await tools.submit({ ...card, Cardholder: evil, CVC2: '1' });
    expect(await back.text()).not.toContain('<script>');
  });

  it('come with a policy that runs no script and is stored nowhere', async () => {
    const { get, path } = await visit();
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
