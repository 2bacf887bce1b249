// What the tests of 3-D Secure share: a shop whose shopper is asked by the bank, over a sandbox whose ledger is the witness.
import { createAssistClient, fetchTransport } from '@onfile/assist';
import { type FaultRule, createSandbox, merchant } from '@onfile/sandbox';
import { browser as anyBrowser } from './browser.case.ts';
import { sealKeys } from './chain/shop.case.ts';
import { createMemoryStore, createMerchantProxy, type ProxyOptions } from './index.ts';

export const json = async (answer: Response) => JSON.parse(await answer.text());
/** In a narrow window: the bank's question is asked for in its smallest size. */
const browser = { ...anyBrowser, challengeWindowSize: '01' };
export const minute = 60_000;

/** A shop whose shopper pays with the sandbox's test card that ends so; the bank's own pages are reached as a browser reaches them. */
export function shop(options: Partial<ProxyOptions> = {}) {
  let now = Date.UTC(2026, 10, 23, 9, 30);
  const pass = (ms: number) => void (now += ms);
  const sandbox = createSandbox({
    now: () => now,
    origin: 'https://bank.test',
    acceptDuplicates: true,
    customers: { scenarios: cardsOf(['0000', '0003', '0004', '0005', '0006', '0009']) },
    settings: { challengeReturnUrl: 'https://shop.test/onfile/v1/return' },
  });
  const calls: string[] = [];
  /** Services that cannot be reached, once each. */
  const cut = new Set<string>();
  /** What each service answered last, and what one answers in its stead. */
  const heard = new Map<string, string>();
  const answers = new Map<string, string>();
  const sent = fetchTransport(sandbox);
  const store = createMemoryStore();
  const proxy = createMerchantProxy({
    assist: createAssistClient({
      baseUrl: 'https://bank.test',
      merchantId: merchant.id,
      credentials: () => merchant,
      checkSecret: merchant.secret,
      transport: async (request, how) => {
        const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
        if (cut.delete(name)) return { type: 'not-sent', cause: new Error('no route') };
        calls.push(name);
        const instead = answers.get(name);
        if (instead) return { type: 'response', response: { status: 200, body: instead } };
        const answer = await sent(request, how);
        if (answer.type !== 'response') return answer;
        const { status, body } = answer.response;
        const text = await new Response(body).text();
        heard.set(name, text);
        return { type: 'response', response: { status, body: text } };
      },
      now: () => now,
      wait: async () => {},
      deadlines: { read: 500, pay: 200 },
    }),
    store,
    customer: () => ({ number: 'scenarios' }),
    orders: { find: (number) => ({ number, amount: '1250.00', currency: 'RUB' }) },
    sealKeys,
    origins: ['https://shop.test'],
    publicUrl: 'https://shop.test/onfile/v1',
    returnTo: (order) => `https://shop.test/orders/${order}?a="&b`,
    now: () => now,
    wait: async () => {},
    ...options,
  });
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    proxy(
      new Request(`https://shop.test/onfile/v1${path}`, {
        method,
        headers: { origin: 'https://shop.test', 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
      { clientIp: '203.0.113.7' },
    );
  return { proxy, sandbox, store, calls, cut, heard, answers, pass, send };
}

const cardsOf = (posts: string[]) =>
  posts.map((post) => ({
    expire: '12.2030',
    token: `5CE7A210-0F11-4E5A-6B0C-00000000${post}`,
    bank: 'TEST BANK',
    brand: 'MIR',
    bin: 220_000,
    active: true,
    needCVC: false,
    post,
    assets: [],
  }));

/** A payment with one of those cards, as it stands after the first answer. */
export async function paying(last4: string, { rule, ...options }: Partial<ProxyOptions> & { rule?: FaultRule } = {}) {
  const tools = shop(options);
  const { send, calls, sandbox, pass } = tools;
  const { cards } = await json(await send('GET', '/cards'));
  const card = cards.find((one: { last4: string }) => one.last4 === last4);
  const opened = await json(await send('POST', '/intents', { order: '2341' }));
  const authorization = `Bearer ${opened.secret}`;
  if (rule) sandbox.fault(rule);
  const confirm = (key: string, id = card.id) =>
    send('POST', `/intents/${opened.id}/confirm`, { card: id, browser }, { authorization, 'idempotency-key': key });
  const first = await json(await confirm('key-0123456789-1'));
  const goOn = async () => json(await send('POST', `/intents/${opened.id}/continue`, undefined, { authorization }));
  const read = async () => {
    pass(2000);
    return json(await send('GET', `/intents/${opened.id}`, undefined, { authorization }));
  };
  /** The shopper answers on the bank's page; where the bank sends the browser. */
  const bank = async (action: { url: string; fields: Record<string, string> }, answer: Record<string, string>) => {
    const { url, fields } = action;
    const body = new URLSearchParams({ ...fields, ...answer });
    return sandbox(new Request(url, { method: 'POST', body }));
  };
  const count = (name: string) => calls.filter((call) => call === name).length;
  return { ...tools, opened, cards, first, confirm, goOn, read, bank, count, authorization };
}

export const right = { answer: 'confirm', code: '1234' };
export const wrong = { answer: 'confirm', code: '9999' };
