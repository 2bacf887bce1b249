import { type Bill, orderStates } from '@onfile/assist';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judge } from './settle.ts';
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
