import { type Bill, orderStates } from '@onfile/assist';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultRules } from './rules.ts';
import { nextLook } from './schedule.ts';
import { judge, judgeIntent, type Verdict } from './settle.ts';
import { mayMove } from './transitions.ts';
import { attempt, intent } from './records.case.ts';

const bill = fc.record({
  billNumber: fc.constantFrom('1', '2', '3'),
  order: fc.constant('2341'),
  amount: fc.constantFrom('1250.00', '1.00'),
  currency: fc.constantFrom('RUB', 'USD'),
  state: fc.constantFrom(...orderStates, 'unknown' as const),
  responseCode: fc.constantFrom('AS000', 'AS100', 'AS110', 'AS300', ''),
  checkValue: fc.constant(''),
  operations: fc.constant([]),
});

const rules = { quiet: { ms: 1, reads: 1 }, longestDoubtMs: Infinity };
const isRight = ({ amount, currency }: Bill) => amount === '1250.00' && currency === 'RUB';

it('never says paid without one bill that is Approved over the right sum, whatever else the order has', () => {
  fc.assert(
    fc.property(fc.array(bill, { maxLength: 6 }), fc.subarray(['1', '2', '3']), (bills, knownBills) => {
      const verdict = judge(intent(), attempt({ knownBills }), bills, 9e12, rules);
      const money = bills.filter(({ state }) => state === 'Approved' || state === 'Delayed');
      expect(verdict.type === 'paid').toBe(
        money.length === 1 && money[0]?.state === 'Approved' && money.every(isRight),
      );
      expect(verdict.type === 'review').toBe(money.length > 1 || !money.every(isRight));
    }),
    { numRuns: 3000 },
  );
});

it('never says that nothing was charged while a bill of the attempt is open or unknown', () => {
  fc.assert(
    fc.property(fc.array(bill, { minLength: 1, maxLength: 6 }), (bills) => {
      const verdict = judge(intent(), attempt(), bills, 9e12, rules);
      const isOpen = bills.some(({ state }) =>
        ['In Process', 'unknown', 'PartialApproved', 'PartialDelayed', 'PartialCanceled'].includes(state),
      );
      expect(isOpen && ['not-charged', 'declined', 'canceled'].includes(verdict.type)).toBe(false);
    }),
    { numRuns: 3000 },
  );
});

it('waits both for the quiet time and for the readings', () => {
  const waiting = { quiet: { ms: 1000, reads: 3 }, longestDoubtMs: Infinity };
  const at = (now: number, emptyReads: number) =>
    judge(intent(), attempt({ submittedAt: 0, emptyReads }), [], now, waiting).type;
  expect(at(5000, 0)).toBe('unconfirmed');
  expect(at(500, 9)).toBe('unconfirmed');
  expect(at(5000, 2)).toBe('not-charged');
});

const hour = 3_600_000;
const approved = (change: Partial<Bill> = {}): Bill => ({
  billNumber: '1',
  order: '2341',
  amount: '1250.00',
  currency: 'RUB',
  state: 'Approved',
  responseCode: 'AS000',
  checkValue: '',
  operations: [],
  ...change,
});
const seen = (bill: string, state: string) => ({ bill, state, amount: '1250.00', currency: 'RUB' });
/** Of a bill that the result does not show yet. */
const challenge = {
  action: { type: 'challenge', url: 'https://bank.test' },
  bill: '9.1',
  askedAt: 2000,
  until: 2e12,
} as const;
const open = { expiresAt: 9e12 };
const ended = (end: 'declined' | 'not-charged' | 'not-sent') => [attempt({ end })];

it.each<[string, Parameters<typeof intent>[0], Bill[], Partial<Verdict> | undefined]>([
  [
    'an answer that the result does not know of',
    { attempts: [attempt({ answer: 'answered', said: 'paid', emptyReads: 9 })] },
    [],
    { type: 'review', why: 'missing-bill' },
  ],
  [
    'an answer that said no, and no bill',
    { attempts: [attempt({ answer: 'answered', said: 'declined', emptyReads: 9 })] },
    [],
    { type: 'declined' },
  ],
  [
    'no answer, and a late no to an attempt that was given up',
    { attempts: [attempt({ end: 'not-charged' }), attempt({ submittedAt: 1e12 - 1000 })] },
    [approved({ state: 'Declined', responseCode: 'AS100' })],
    { type: 'unconfirmed' },
  ],
  [
    'an answer that said yes, and a late no to an attempt that was given up',
    { attempts: [attempt({ end: 'not-charged' }), attempt({ answer: 'answered', said: 'paid', emptyReads: 9 })] },
    [approved({ state: 'Declined', responseCode: 'AS100' })],
    { type: 'review', why: 'missing-bill' },
  ],
  [
    'an answer that named its bill and no more, and that bill ran out after an attempt that was given up',
    {
      attempts: [
        attempt({ end: 'not-charged' }),
        attempt({ answer: 'answered', said: 'unconfirmed', named: '1', emptyReads: 9 }),
      ],
    },
    [approved({ state: 'Timeout' })],
    { type: 'declined', reason: 'try_again' },
  ],
  [
    'an answer that said yes of its bill, and a no of the same bill after an attempt that was given up',
    {
      attempts: [
        attempt({ end: 'not-charged' }),
        attempt({ answer: 'answered', said: 'paid', named: '1', emptyReads: 9 }),
      ],
    },
    [approved({ state: 'Declined', responseCode: 'AS100' })],
    { type: 'review', why: 'missing-bill' },
  ],
  [
    'an answer that said yes, and a no from the payment page',
    { handedOverAt: 1500, attempts: [attempt({ answer: 'answered', said: 'paid', emptyReads: 9 })] },
    [approved({ state: 'Declined', responseCode: 'AS100' })],
    { type: 'review', why: 'missing-bill' },
  ],
  [
    'a question of the bank that may still be answered, and a no from the payment page',
    {
      handedOverAt: 1500,
      attempts: [
        attempt({ answer: 'answered', said: 'challenge', challenge, submittedAt: 1e12 - hour, emptyReads: 9 }),
      ],
    },
    [approved({ state: 'Declined', responseCode: 'AS100' })],
    { type: 'unconfirmed' },
  ],
  [
    'no answer, and a no that can be nobody else’s',
    { attempts: [attempt({ end: 'not-sent' }), attempt({ submittedAt: 1e12 - 1000 })] },
    [approved({ state: 'Declined', responseCode: 'AS100' })],
    { type: 'declined' },
  ],
  [
    'no answer, and a late no to an attempt that was refused without a bill',
    {
      attempts: [attempt({ key: 'key-0', answer: 'refused', end: 'declined' }), attempt({ submittedAt: 1e12 - 1000 })],
    },
    [approved({ state: 'Declined', responseCode: 'AS100' })],
    { type: 'unconfirmed' },
  ],
  [
    'no answer, and a no after an attempt whose bill was seen',
    {
      attempts: [attempt({ key: 'key-0', end: 'declined' }), attempt({ submittedAt: 1e12 - 1000, knownBills: ['1'] })],
    },
    [approved({ state: 'Declined' }), approved({ billNumber: '2', state: 'Declined', responseCode: 'AS100' })],
    { type: 'declined' },
  ],
  [
    'no answer for long, and only the bill that an earlier attempt had named, seen late',
    {
      attempts: [
        attempt({ key: 'key-0', answer: 'answered', said: 'declined', named: '1.1', end: 'declined' }),
        attempt({ emptyReads: 9 }),
      ],
    },
    [approved({ billNumber: '1', state: 'Declined', responseCode: 'AS100' })],
    { type: 'not-charged' },
  ],
  ['a refusal that proves itself', { attempts: [attempt({ answer: 'refused' })] }, [], { type: 'declined' }],
  [
    'only a bill that ran out',
    { attempts: [attempt()] },
    [approved({ state: 'Timeout' })],
    { type: 'declined', reason: 'try_again' },
  ],
  ['only a bill that was voided', { attempts: [attempt()] }, [approved({ state: 'Canceled' })], { type: 'declined' }],
  [
    'a bill that was declined, and now is paid',
    { attempts: [attempt()], bills: [seen('1', 'Declined')] },
    [approved()],
    { type: 'review', why: 'late-money' },
  ],
  [
    'money after declined',
    { ...open, status: 'declined', attempts: ended('declined') },
    [approved()],
    { type: 'review', why: 'late-money' },
  ],
  [
    'money after not charged',
    { ...open, attempts: ended('not-charged') },
    [approved()],
    { type: 'review', why: 'late-money' },
  ],
  [
    'money after not sent',
    { ...open, attempts: ended('not-sent') },
    [approved()],
    { type: 'review', why: 'late-money' },
  ],
  [
    'money on the payment page after declined',
    { ...open, status: 'declined', attempts: ended('declined'), handedOverAt: 3000 },
    [approved()],
    { type: 'paid' },
  ],
  ['money after expired', { status: 'expired' }, [approved()], { type: 'review', why: 'late-money' }],
  ['money after canceled', { status: 'canceled' }, [approved()], { type: 'review', why: 'late-money' }],
  ['paid, and nothing new', { status: 'paid', bill: '1' }, [approved()], undefined],
  ['paid, and given back', { status: 'paid', bill: '1' }, [approved({ state: 'Canceled' })], undefined],
  [
    'paid, and paid again',
    { status: 'paid', bill: '1' },
    [approved(), approved({ billNumber: '2' })],
    { type: 'review', why: 'two-payments' },
  ],
  [
    'paid, given back, and paid by another bill',
    { status: 'paid', bill: '1' },
    [approved({ state: 'Canceled' }), approved({ billNumber: '2' })],
    { type: 'review', why: 'two-payments' },
  ],
  ['authorised, and captured there', { status: 'authorised', bill: '1' }, [approved()], { type: 'paid' }],
  [
    'authorised, and voided there',
    { status: 'authorised', bill: '1' },
    [approved({ state: 'Canceled' })],
    { type: 'canceled' },
  ],
  [
    'authorised, and somebody else’s bill voided',
    { status: 'authorised', bill: '1' },
    [approved({ state: 'Delayed' }), approved({ billNumber: '2', state: 'Canceled' })],
    undefined,
  ],
  ['in review, whatever is read', { status: 'review' }, [approved()], undefined],
  [
    'decided by a person, with the bills that they saw',
    {
      status: 'paid',
      bill: '1',
      decisions: [{ at: 1, why: 'two-payments', outcome: 'paid', note: 'n', money: ['1', '2'] }],
    },
    [approved(), approved({ billNumber: '2' })],
    undefined,
  ],
  [
    'decided by a person, and another bill',
    {
      status: 'paid',
      bill: '1',
      decisions: [{ at: 1, why: 'two-payments', outcome: 'paid', note: 'n', money: ['1', '2'] }],
    },
    [approved({ billNumber: '3' })],
    { type: 'review', why: 'two-payments' },
  ],
  [
    'lapsed, with an open bill',
    { expiresAt: 0, handedOverAt: 1e12 - hour },
    [approved({ state: 'In Process' })],
    undefined,
  ],
  ['lapsed, with a page that may be open', { expiresAt: 0, handedOverAt: 1e12 - hour }, [], undefined],
  ['lapsed, and nothing there', { expiresAt: 0 }, [], { type: 'expired' }],
])('%s', (_, change, bills, verdict) => {
  const found = judgeIntent(intent(change), bills, 1e12, defaultRules, false);
  expect(found ?? { type: 'nothing new' }).toMatchObject(verdict ?? { type: 'nothing new' });
});

it('no verdict takes an intent where its status may not go', () => {
  const status = fc.constantFrom(
    'open',
    'declined',
    'confirming',
    'unconfirmed',
    'paid',
    'authorised',
    'canceled',
    'expired',
    'review',
  );
  const end = fc.constantFrom('declined', 'not-charged', 'not-sent', undefined);
  const bills = fc.array(bill, { maxLength: 4 });
  fc.assert(
    fc.property(status, end, bills, fc.boolean(), fc.nat(2e12), (is, how, read, isRestored, now) => {
      const isUnresolved = is === 'confirming' || is === 'unconfirmed';
      const attempts = isUnresolved ? [attempt()] : how ? [attempt({ end: how })] : [];
      const verdict = judgeIntent(intent({ status: is, attempts, bill: '1' }), read, now, defaultRules, isRestored);
      const becomes = verdict?.type === 'not-charged' ? 'open' : (verdict?.type ?? is);
      expect(mayMove(is, becomes), `${is} became ${becomes}`).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

it('looks again while anything may still come, and stops by itself', () => {
  const look = (change: Parameters<typeof intent>[0], now: number) =>
    nextLook(intent(change), now, defaultRules, () => 1);
  const day = 24 * hour;
  expect(look({ attempts: [attempt()], status: 'unconfirmed', looks: 99 }, 5000)).toBe(305_000);
  expect(look({ status: 'review', attempts: [attempt()] }, 5000)).toBeUndefined();
  expect(look({ status: 'paid', attempts: [attempt({ end: 'paid' })] }, 5000)).toBeUndefined();
  // A page that may stand open in another tab: after an hour, half an hour later; after three days, no more.
  const visited = { status: 'paid', handedOverAt: 0 } as const;
  expect(look(visited, hour)).toBe(1.5 * hour);
  expect(look(visited, 2 * day)).toBe(2 * day + 6 * hour);
  expect(look(visited, 3 * day)).toBeUndefined();
  // Nobody came: one look, at its lapse.
  expect(look({ expiresAt: hour }, 5000)).toBe(hour + day);
  expect(look({ expiresAt: hour, attempts: [attempt({ submittedAt: 0, end: 'not-charged' })] }, hour)).toBe(1.5 * hour);
});
