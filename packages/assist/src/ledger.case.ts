import { createHash } from 'node:crypto';
import fc from 'fast-check';

/** What may happen to a bill, in any order; what makes no sense where the bill stands does not happen. */
export type Event =
  | { type: 'wait'; code: 'AS300' | 'AS110' | 'AS200' }
  | { type: 'approve' | 'timeout' }
  | { type: 'decline'; code: 'AS100' | 'AS102' | 'AS104' | 'AS108' | 'AS998' }
  | { type: 'capture' | 'cancel'; share: number; isRefused: boolean };

interface Operation {
  type: 100 | 200 | 300;
  code: string;
  kopeks: number;
}

/** A bill as a bank keeps it: what it holds, what it took and what it gave back, in kopeks. It knows nothing of answers. */
export interface Account {
  number: string;
  kopeks: number;
  isTwoStage: boolean;
  state: string;
  held: number;
  taken: number;
  returned: number;
  operations: readonly Operation[];
}

const open = (number: string, kopeks: number, isTwoStage: boolean): Account => ({
  number,
  kopeks,
  isTwoStage,
  state: 'In Process',
  held: 0,
  taken: 0,
  returned: 0,
  operations: [],
});
const note = (account: Account, operation: Operation, change: Partial<Account> = {}): Account => ({
  ...account,
  ...change,
  operations: [...account.operations, operation],
});

function capture(account: Account, share: number, isRefused: boolean): Account {
  const rest = account.held - account.taken;
  const kopeks = Math.max(1, Math.round(rest * share));
  if ((account.state !== 'Delayed' && account.state !== 'PartialDelayed') || rest <= 0) return account;
  if (isRefused) return note(account, { type: 200, code: 'AS100', kopeks });
  const taken = account.taken + kopeks;
  return note(
    account,
    { type: 200, code: 'AS000', kopeks },
    { taken, state: taken === account.kopeks ? 'Approved' : 'PartialDelayed' },
  );
}

function cancel(account: Account, share: number, isRefused: boolean): Account {
  const rest = account.taken - account.returned;
  if (account.state === 'Delayed')
    return isRefused
      ? note(account, { type: 300, code: 'AS100', kopeks: account.held })
      : note(account, { type: 300, code: 'AS000', kopeks: account.held }, { held: 0, state: 'Canceled' });
  const kopeks = Math.max(1, Math.round(rest * share));
  if ((account.state !== 'Approved' && account.state !== 'PartialCanceled') || rest <= 0) return account;
  if (isRefused) return note(account, { type: 300, code: 'AS100', kopeks });
  const returned = account.returned + kopeks;
  return note(
    account,
    { type: 300, code: 'AS000', kopeks },
    { returned, state: returned === account.taken ? 'Canceled' : 'PartialCanceled' },
  );
}

function happen(account: Account, event: Event): Account {
  const isOpen = account.state === 'In Process';
  const { kopeks } = account;
  switch (event.type) {
    case 'wait':
      return isOpen ? note(account, { type: 100, code: event.code, kopeks }) : account;
    case 'timeout':
      return isOpen ? { ...account, state: 'Timeout' } : account;
    case 'decline':
      return isOpen ? note(account, { type: 100, code: event.code, kopeks }, { state: 'Declined' }) : account;
    case 'approve':
      if (!isOpen) return account;
      return account.isTwoStage
        ? note(account, { type: 100, code: 'AS000', kopeks }, { held: kopeks, state: 'Delayed' })
        : note(account, { type: 100, code: 'AS000', kopeks }, { held: kopeks, taken: kopeks, state: 'Approved' });
    case 'capture':
      return capture(account, event.share, event.isRefused);
    case 'cancel':
      return cancel(account, event.share, event.isRefused);
  }
}

/** Whether the bank has all of a bill's money and has given none of it back. */
export const isPaid = ({ taken, returned, kopeks }: Account): boolean => taken === kopeks && returned === 0;
/** Whether the bank holds it, has taken none of it and let none of it go. */
export const isHeld = ({ held, taken, kopeks }: Account): boolean => held === kopeks && taken === 0;

const share = fc.constantFrom(1, 1, 0.5, 0.25, 0.99);
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    type: fc.constant('wait' as const),
    code: fc.constantFrom('AS300' as const, 'AS110' as const, 'AS200' as const),
  }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant('approve' as const) }) },
  fc.record({ type: fc.constant('timeout' as const) }),
  fc.record({
    type: fc.constant('decline' as const),
    code: fc.constantFrom('AS100' as const, 'AS102' as const, 'AS104' as const, 'AS108' as const, 'AS998' as const),
  }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('capture' as const), share, isRefused: fc.boolean() }) },
  fc.record({ type: fc.constant('cancel' as const), share, isRefused: fc.boolean() }),
);

/** A bill's every standing, from its opening on. */
export type History = readonly [Account, ...Account[]];

const history = (number: string): fc.Arbitrary<History> =>
  fc
    .record({
      kopeks: fc.integer({ min: 2, max: 10_000_000 }),
      isTwoStage: fc.boolean(),
      events: fc.array(event, { maxLength: 7 }),
    })
    .map(({ kopeks, isTwoStage, events }) => {
      const first = open(number, kopeks, isTwoStage);
      let last = first;
      const later: Account[] = [];
      for (const one of events) {
        last = happen(last, one);
        later.push(last);
      }
      return [first, ...later];
    });

/** One to three bills of an order: a second attempt is a second bill. */
export const histories: fc.Arbitrary<readonly History[]> = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => history(`516195724291322${at + 1}`))));

/** How an answer is written: the documents and the public clients know all of these (gateway notes, sections 3.5, 5.2, 9.2, 18). */
export const notations = ['numbers', 'strings', 'one without a list', 'XML', 'SOAP', 'state only'] as const;
/** How an answer is written. */
export type Notation = (typeof notations)[number];

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
/** Section 7.2 once more, in Node's own words. */
const sealed = (text: string) => md5((md5('s3cr3t-salt') + md5(text)).toUpperCase()).toUpperCase();
const roubles = (kopeks: number) => `${Math.trunc(kopeks / 100)}.${String(kopeks % 100).padStart(2, '0')}`;

/** What an answer shows of a bill. Its state and its operations may be of different moments: results become visible late. */
export interface Shown {
  state: Account;
  operations: Account;
  /** Which of the two is the later one: what the bank's books say when the answer is given. */
  later: Account;
}

function describe({ state, operations }: Shown, isText: boolean, isStateOnly: boolean): Record<string, unknown> {
  const money = (kopeks: number) => (isText ? roubles(kopeks) : kopeks / 100);
  return {
    ordernumber: 'ORD-1001',
    billnumber: state.number,
    orderamount: money(state.kopeks),
    ordercurrency: 'BYN',
    orderstate: state.state,
    checkvalue: sealed(`452739ORD-1001${roubles(state.kopeks)}BYN${state.state}`),
    ...(!isStateOnly && {
      operations: operations.operations.map((operation, at) => ({
        billnumber: `${state.number}.${at + 1}`,
        operationtype: isText ? String(operation.type) : operation.type,
        responsecode: operation.code,
        amount: money(operation.kopeks),
        currency: 'BYN',
      })),
    }),
  };
}

const element = (name: string, value: unknown): string =>
  Array.isArray(value)
    ? value.map((one) => element('operation', one)).join('')
    : typeof value === 'object' && value !== null
      ? `<${name}>${Object.entries(value)
          .map(([key, inner]) => element(key, inner))
          .join('')}</${name}>`
      : `<${name}> ${String(value)} </${name}>`;

/** The answer of the gateway, as text. */
export function write(shown: readonly Shown[], notation: Notation): string {
  const orders = shown.map((one) => describe(one, notation !== 'numbers', notation === 'state only'));
  const [first] = orders;
  switch (notation) {
    case 'numbers':
    case 'strings':
      return JSON.stringify({ orderresult: { orders } });
    case 'one without a list':
      return JSON.stringify({ orderresult: { orders: orders.length === 1 ? first : orders } });
    case 'state only':
      return JSON.stringify({ orderstate: { orders } });
    case 'XML':
      return `<?xml version="1.0"?><result firstcode="0" secondcode="0" count="${orders.length}">${orders.map((one) => element('order', one)).join('')}</result>`;
    case 'SOAP':
      return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><ws:orderresultresponse xmlns:ws="http://www.paysecure.ru/ws/">${orders.map((one) => element('order', one)).join('')}</ws:orderresultresponse></s:Body></s:Envelope>`;
  }
}
