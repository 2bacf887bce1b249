// Each row of section 0 once more, through the client: on the sandbox, whose table of services this one is held to.
import { readFileSync } from 'node:fs';
import { createSandbox, merchant } from '@onfile/sandbox';
import { describe, expect, it } from 'vitest';
import {
  acknowledgeNotification,
  type AssistOptions,
  createAssistClient,
  fetchTransport,
  type PayPageOrder,
} from './index.ts';

const at = Date.UTC(2026, 10, 23, 9, 30);
const window = { from: new Date(at - 3_600_000), to: new Date(at + 3_600_000) };
const base = 'https://gateway.test';
const order = { order: 'ORD-1', amount: '15.00', currency: 'BYN' } as const;

function open(more: Partial<AssistOptions> = {}, fetch?: (request: Request) => Promise<Response>) {
  const sandbox = createSandbox({ now: () => at, origin: base, ...(fetch && { fetch }) });
  const paths: string[] = [];
  const assist = createAssistClient({
    baseUrl: base,
    merchantId: merchant.id,
    credentials: () => ({ login: merchant.login, password: merchant.password }),
    checkSecret: merchant.secret,
    now: () => at,
    transport: fetchTransport((request) => {
      paths.push(new URL(request.url).pathname);
      return sandbox(request);
    }),
    ...more,
  });
  /** As a browser goes: its requests are none of the client's. */
  const browser = (url: string, fields?: Record<string, string>) =>
    sandbox(new Request(new URL(url, base), fields && { method: 'POST', body: new URLSearchParams(fields) }));
  const tokenOf = async (customer: string, last4?: string) => {
    const { cards } = await assist.listStoredCards({ customer });
    return cards.find((card) => !last4 || card.last4 === last4)?.token ?? '';
  };
  const pay = async (change: { delay?: boolean } = {}) => {
    const answer = await assist.payWithToken({ ...order, customer: 'anna', token: await tokenOf('anna'), ...change });
    if (answer.type !== 'answered') throw new Error(answer.type);
    return answer.bill;
  };
  const link = async (more: Partial<PayPageOrder> = {}) => {
    const answer = await assist.payPageLink({ ...order, ...more } as PayPageOrder);
    if (answer.type !== 'link') throw new Error(answer.type);
    return answer.url;
  };
  /** A payment that the bank wants to know more about. */
  const asked = async (last4: string) => {
    const answer = await assist.payWithToken({
      ...order,
      customer: 'scenarios',
      token: await tokenOf('scenarios', last4),
      clientIp: '203.0.113.7',
    });
    if (answer.type !== 'answered' || !answer.threeDs) throw new Error('The bank asks nothing.');
    return answer.threeDs;
  };
  return { sandbox, assist, paths, browser, tokenOf, pay, link, asked };
}

const typedCard = { choice: 'new', CardNumber: '4111111111111111', ExpireMonth: '12', ExpireYear: '30', CVC2: '123' };

/** What each row comes to. What is done before it goes over the same client. */
const spoken: Record<string, () => Promise<{ said: unknown; expected: object; paths: string[] }>> = {
  'List stored cards': async () => {
    const { assist, paths } = open();
    const said = await assist.listStoredCards({ customer: 'anna' });
    return { said, expected: { dropped: 0, cards: [{ last4: '0028' }, { last4: '1030' }] }, paths };
  },
  'Remove stored card': async () => {
    const { assist, paths, tokenOf } = open();
    await assist.removeStoredCard({ customer: 'anna', token: await tokenOf('anna') });
    const asked = [...paths];
    const said = await assist.listStoredCards({ customer: 'anna' });
    return { said, expected: { cards: [{ last4: '1030' }] }, paths: asked };
  },
  'Pay with token': async () => {
    const { sandbox, paths, pay } = open();
    return { said: [await pay(), sandbox.ledger], expected: [{ state: 'Approved' }, [{ amount: '15.00' }]], paths };
  },
  'Pay existing order with token': async () => {
    const { assist, paths, tokenOf, link } = open();
    const pageId = new URL(await link()).searchParams.get('CFSID') ?? '';
    const said = await assist.payOrderWithToken({ ...order, customer: 'anna', token: await tokenOf('anna'), pageId });
    return { said, expected: { type: 'answered', outcome: { type: 'paid' } }, paths };
  },
  'Hosted payment page': async () => {
    const { assist, browser } = open();
    const { url, fields } = assist.payPageForm({ ...order, customer: 'anna' });
    const opened = await browser(url, fields);
    const page = await (await browser(opened.headers.get('location') ?? '')).text();
    return { said: { page }, expected: { page: expect.stringContaining('•••• 0028') }, paths: [new URL(url).pathname] };
  },
  'Hosted page, link only': async () => {
    const { browser, paths, link } = open();
    const page = await (await browser(await link({ customer: 'anna' }))).text();
    return { said: { page }, expected: { page: expect.stringContaining('•••• 0028') }, paths };
  },
  '3DS v2 continuation after method iframe': async () => {
    const { assist, paths, browser, asked } = open();
    const { action, bill, transaction = '' } = await asked('0004');
    if (action.type !== 'method') throw new Error(action.type);
    await browser(action.url ?? '', action.fields);
    const said = await assist.continue3ds({ ...order, bill, transaction });
    return { said, expected: { type: 'answered', outcome: { type: 'paid' } }, paths };
  },
  '3DS v2 continuation, its older name': async () => {
    const { assist, paths, asked } = open({ continuePath: '/get3dsec/ws3dsecver2.cfm' });
    const { bill, transaction = '' } = await asked('0004');
    const said = await assist.continue3ds({ ...order, bill, transaction });
    return { said, expected: { type: 'answered', outcome: { type: 'paid' } }, paths };
  },
  '3DS v1 completion': async () => {
    const { assist, paths, browser, asked } = open();
    const { action, bill } = await asked('0009');
    if (action.type !== 'challenge') throw new Error(action.type);
    const typed = { ...action.fields, TermUrl: 'https://shop.test/term', answer: 'confirm', code: '1234' };
    const page = await (await browser(action.url ?? '', typed)).text();
    const [, paRes = ''] = /name="PaRes" value="([^"]+)"/.exec(page) ?? [];
    const said = await assist.continue3ds({ ...order, bill, paRes });
    return { said, expected: { type: 'answered', outcome: { type: 'paid' } }, paths };
  },
  'Order result with operations': async () => {
    const { assist, paths, pay } = open();
    await pay();
    const said = await assist.readOrderResult({ order: 'ORD-1', ...window });
    return { said, expected: { bills: [{ state: 'Approved', operations: [{ type: 'payment' }] }] }, paths };
  },
  'Order state only': async () => {
    const { assist, paths, pay } = open();
    await pay();
    const said = await assist.readOrderState({ order: 'ORD-1', ...window });
    return { said, expected: { bills: [{ state: 'Approved' }] }, paths };
  },
  'Confirm two-stage payment': async () => {
    const { assist, sandbox, paths, pay } = open();
    const { billNumber: bill } = await pay({ delay: true });
    const said = [await assist.capture({ bill }), sandbox.ledger];
    return {
      said,
      expected: [{ type: 'captured', isWhole: true }, [{ type: 'authorise' }, { type: 'capture' }]],
      paths,
    };
  },
  'Void / refund (`wscancel`)': async () => {
    const { assist, sandbox, paths, pay } = open();
    const { billNumber: bill } = await pay();
    const part = { amount: '5.00', currency: 'BYN' };
    const said = [await assist.cancel({ bill, reason: 'customer', ...part }), sandbox.ledger];
    return { said, expected: [{ type: 'canceled', isWhole: false }, [{ type: 'charge' }, { type: 'refund' }]], paths };
  },
  'Subsequent recurring payment (MIT)': async () => {
    const { assist, sandbox, paths, browser, link } = open();
    const recurring = { minAmount: '5.00', maxAmount: '20.00', periodDays: 30, until: '2027-12-31' };
    await browser(await link({ recurring }), { ...typedCard, agree: '1' });
    const { bills } = await assist.readOrderResult({ order: 'ORD-1', ...window });
    const initialBill = bills[0]?.billNumber ?? '';
    const next = { order: 'SUB-2', amount: '9.90', currency: 'BYN', initialBill };
    const said = [await assist.payRecurrent(next), sandbox.ledger];
    const expected = [
      { outcome: { type: 'paid' } },
      [{ order: 'ORD-1' }, { order: 'SUB-2', initiator: 'merchant-cof' }],
    ];
    return { said, expected, paths };
  },
  'Bearer login': async () => {
    const { assist, paths } = open();
    await assist.payPageLink(order);
    await assist.denyOrder({ order: 'ORD-1' });
    // The bearer token is asked for once, and spent by the same call.
    return {
      said: paths.filter((path) => path.startsWith('/api/')),
      expected: { length: 2 },
      paths: paths.slice(0, -1),
    };
  },
  'Deny an unpaid order': async () => {
    const { assist, paths } = open();
    await assist.payPageLink(order);
    return { said: await assist.denyOrder({ order: 'ORD-1' }), expected: { state: 'Declined' }, paths };
  },
  'Merchant notification': async () => {
    const heard: unknown[] = [];
    const { sandbox, browser, pay, assist } = open({}, async (request) => {
      const reading = await assist.readNotification(request);
      heard.push(reading);
      return reading.type === 'verified' ? acknowledgeNotification(reading.notification) : new Response(null);
    });
    for (const format of ['form', 'soap']) {
      const notify = { url: 'http://127.0.0.1:4000/notify', format };
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await sandbox(new Request(`${base}/__sandbox/settings`, { method: 'PATCH', body: JSON.stringify({ notify }) }));
      // oxlint-disable-next-line no-await-in-loop
      const bill = await pay({ delay: format === 'form' });
      // oxlint-disable-next-line no-await-in-loop
      await assist.cancel({ bill: bill.billNumber, reason: 'shop' });
      // oxlint-disable-next-line no-await-in-loop
      await sandbox.run();
    }
    const { notifications } = await (await browser('/__sandbox/notifications')).json();
    const states = ['Delayed', 'Canceled', 'Approved', 'Canceled'];
    const expected = {
      heard: states.map((state) => ({ type: 'verified', notification: { order: 'ORD-1', state } })),
      ends: ['taken', 'taken', 'taken', 'taken'],
    };
    const ends = notifications.map((one: { state: string }) => one.state);
    return { said: { heard, ends }, expected, paths: ['to the merchant'] };
  },
};

const here = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
/** The sandbox's table: what the documents name, and where it is. */
const table = [...here('../../sandbox/README.md').matchAll(/^\| (.+?) +\| `?([^|`]+?)`? +\|.* \|$/gm)]
  .map(([, service = '', path = '']) => ({ service, path }))
  .filter(({ path }) => path.endsWith('.cfm') || path === 'to the merchant');

describe('each row of section 0, through the client', () => {
  it.each(Object.entries(spoken))('%s', async (service, speak) => {
    const { said, expected, paths } = await speak();
    expect(said).toMatchObject(expected);
    expect(paths.at(-1)).toBe(table.find((row) => row.service === service)?.path);
  });

  it('is spoken, or is left out and the README says why', () => {
    const readme = here('../README.md');
    const leftOut = [...readme.slice(readme.indexOf('## Left out')).matchAll(/^\| `([^`]+\.cfm)` +\| (.+?) +\|$/gm)];
    const explained = leftOut.map(([, path = '']) => path);
    const silent = table.filter(({ service }) => !Object.hasOwn(spoken, service)).map(({ path }) => path);
    expect(table.length).toBeGreaterThan(20);
    expect(silent.toSorted()).toEqual(explained.toSorted());
    expect(leftOut.every(([, , why = '']) => why.length > 20)).toBe(true);
  });
});
