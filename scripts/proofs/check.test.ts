// The judge of P1 and P2: what it must find, order by order, and what it excuses.
import type { Attempt, IntentRecord } from '@onfile/proxy';
import type { LedgerEntry } from '@onfile/sandbox';
import { describe, expect, it } from 'vitest';
import { type Evidence, judge, type Told } from './check.ts';
import { planOf, planOfOrder } from './plan.ts';
import type { Word } from './shopper.ts';

const order = 'C-1';
const at = (moment: number) => new Date(moment).toISOString();
const attempt: Attempt = {
  key: 'k1',
  card: 'c1',
  submittedAt: 1000,
  knownBills: [],
  emptyReads: 0,
  end: 'paid',
};
/** One that has no end. */
const { end: _, ...begun } = attempt;
const paid: IntentRecord = {
  id: 'i1',
  order,
  customer: 'shopper1',
  amount: '101.00',
  currency: 'RUB',
  status: 'paid',
  createdAt: 500,
  expiresAt: 9e12,
  version: 3,
  attempts: [attempt],
};
const charge: LedgerEntry = {
  at: at(2000),
  type: 'charge',
  order,
  bill: '5161380000',
  amount: '101.00',
  currency: 'RUB',
  last4: '1111',
};
const told: Told = { type: 'settled', order, status: 'paid', at: at(2500) };
const word = (status: string, askedAt: number, more: Partial<Word> = {}): Word => ({
  status,
  askedAt,
  heardAt: askedAt + 100,
  ...more,
});

/** What is found where everything is well but for a change. */
function found({ words = [], ...change }: Partial<Evidence> & { words?: Word[] }): string[] {
  const memories = [{ order, presses: 1, words }];
  const well = { ledger: [charge], records: [paid], calls: { [order]: [1500] }, told: [told], memories };
  return judge({ ...well, ...change }).map(({ what }) => what);
}

it('finds nothing where all is well', () => {
  const words = [word('open', 1499), word('confirming', 1600), word('paid', 2100, { key: 'k1' })];
  expect(found({ words })).toEqual([]);
});

const notCharged = { ledger: [], told: [], calls: {} };
const declined: IntentRecord = { ...paid, status: 'declined', attempts: [{ ...attempt, end: 'declined' }] };

it.each<[string, Parameters<typeof found>[0], string[]]>([
  ['two charges', { ledger: [charge, charge] }, ['double charge']],
  ['another sum', { ledger: [{ ...charge, amount: '1.00' }] }, ['wrong sum']],
  ['an order that the record does not know', { records: [] }, ['lost outcome']],
  ['"paid" without money', { ...notCharged, told: [told] }, ['false paid', 'told wrongly']],
  ['"declined" over money', { records: [declined], told: [] }, ['false declined']],
  [
    '"expired" over money',
    { records: [{ ...paid, status: 'expired' }], told: [{ ...told, status: 'expired' }] },
    ['lost outcome', 'told wrongly'],
  ],
  ['an attempt without an end', { records: [{ ...paid, status: 'unconfirmed', attempts: [begun] }] }, ['unresolved']],
  ['a shop that was not told', { told: [] }, ['not told']],
  ['a shop that was told before there was money', { told: [{ ...told, at: at(1999) }] }, ['told wrongly']],
  ['more calls than attempts', { calls: { [order]: [1400, 1500] } }, ['more calls than attempts']],
])('finds %s', (_, change, what) => {
  expect(found(change)).toEqual(what);
});

describe('what a shopper is told', () => {
  it.each<[string, Word, string[]]>([
    ['"declined", asked after the call that was charged had come in', word('declined', 1501), ['false declined']],
    ['"declined", asked before it', word('declined', 1500), []],
    ['"open", asked after it', word('open', 1501), ['false declined']],
    ['"declined" by the very request that was charged', word('declined', 1400, { key: 'k1' }), ['false declined']],
    ['"declined" by another request, before', word('declined', 1400, { key: 'k0' }), []],
    ['"paid" before there was money', word('paid', 1800), ['false paid']],
  ])('%s', (_, said, what) => {
    expect(found({ words: [said] })).toEqual(what);
  });

  it('of money on the payment page: nobody can know but by looking', () => {
    const records = [{ ...paid, attempts: [] }];
    const ledger = [{ ...charge, last4: '4242' }];
    expect(found({ records, ledger, calls: {}, words: [word('open', 2100)] })).toEqual([]);
    expect(found({ records, ledger, calls: {}, words: [word('paid', 1800)] })).toEqual(['false paid']);
  });
});

describe('a person is asked', () => {
  const awayAt = 1200;
  const asked = (why: 'no-answer' | 'wrong-sum', of = order, submittedAt = 1000): IntentRecord => ({
    ...paid,
    order: of,
    amount: planOfOrder(of)?.amount ?? '',
    status: 'review',
    review: { why, at: 5000 },
    attempts: [{ ...attempt, submittedAt, end: 'review' }],
  });
  const contradicted = Array.from({ length: 2000 }, (_, n) => planOf(1, n)).find(({ faults }) =>
    faults.some(({ kind, service }) => kind === 'wrong-amount' && service === 'orderresult'),
  );
  const review = (records: IntentRecord[], change: Partial<Evidence> = {}) =>
    found({
      ...notCharged,
      records,
      told: records.map((record) => ({ ...told, order: record.order, status: 'review' })),
      ...change,
    });

  it('excused: of an attempt that was under way when everybody went away, and of which there is no bill', () => {
    expect(review([asked('no-answer')], { awayAt })).toEqual([]);
    expect(review([asked('no-answer')])).toEqual(['review without a reason']);
    expect(review([asked('no-answer', order, 1300)], { awayAt })).toEqual(['review without a reason']);
    expect(review([asked('no-answer')], { awayAt, ledger: [charge], calls: { [order]: [1500] } })).toEqual([
      'review without a reason',
    ]);
  });

  it('excused: about the sum, where the gateway was made to say a wrong one', () => {
    const of = contradicted?.order ?? '';
    expect(review([asked('wrong-sum', of)])).toEqual([]);
    expect(review([asked('no-answer', of)])).toEqual(['review without a reason']);
    expect(review([asked('wrong-sum')])).toEqual(['review without a reason']);
  });
});
