import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, seed } from '../../../scripts/runs.ts';
import { gatewaySaying } from './gateway.case.ts';
import { AssistError, type Bill, outcomeOf } from './index.ts';
import { type Account, histories, type History, isHeld, isPaid, notations, type Shown, write } from './ledger.case.ts';

const many = (full: number, sample: number) => ({ numRuns: runs(full, sample), seed: seed() });
const minutes = 600_000;
const search = { order: 'ORD-1001', from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-05T00:00:00Z') };

const read = async (text: string, checkSecret = 's3cr3t-salt'): Promise<readonly Bill[]> => {
  const { assist } = gatewaySaying(() => new Response(text), { checkSecret });
  return (await assist.readOrderResult(search)).bills;
};

/** No bills where the answer is refused, which must be in an error of the family. */
async function readOrError(text: string, checkSecret: string): Promise<readonly Bill[]> {
  try {
    return await read(text, checkSecret);
  } catch (error) {
    if (error instanceof AssistError) return [];
    throw error;
  }
}

/** What an answer shows where its state is of one moment and its operations of another. */
function showAt(history: History, stateAt: number, operationsAt: number): Shown {
  const at = (moment: number) => moment % history.length;
  const account = (moment: number) => history[at(moment)] ?? history[0];
  const later = at(stateAt) >= at(operationsAt) ? stateAt : operationsAt;
  return { state: account(stateAt), operations: account(operationsAt), later: account(later) };
}
const showNow = (made: readonly History[]): Shown[] =>
  made.map((history) => showAt(history, history.length - 1, history.length - 1));

type Judge = (bill: Bill) => string;
const ours: Judge = (bill) => outcomeOf(bill).type;

/** What is wrong with a judgement of bills, by the bank's own accounts. */
function complaints(bills: readonly Bill[], shown: readonly Shown[], judge: Judge): string[] {
  return bills.flatMap((bill) => {
    const found = shown.find(({ state }) => state.number === bill.billNumber);
    const said = judge(bill);
    // A bill that shows no operations is judged by its state, and by the bank's books of that moment.
    const books = bill.operations.length ? found?.later : found?.state;
    if (said === 'paid' && !(books && isPaid(books))) return [`${bill.billNumber} is said to be paid`];
    if (said === 'authorised' && !(books && isHeld(books))) return [`${bill.billNumber} is said to be authorised`];
    return [];
  });
}

describe('parsers: every history of an order', () => {
  it(
    'is paid where the bank has all the money and has given none back, and nowhere else',
    async () => {
      await fc.assert(
        fc.asyncProperty(histories, fc.constantFrom(...notations), async (made, notation) => {
          const shown = showNow(made);
          const bills = await read(write(shown, notation));
          expect(bills.map((bill) => [bill.billNumber, ours(bill) === 'paid', ours(bill) === 'authorised'])).toEqual(
            shown.map(({ state }) => [state.number, isPaid(state), isHeld(state) && state.state === 'Delayed']),
          );
        }),
        many(20_000, 1000),
      );
    },
    minutes,
  );

  it(
    'is never paid where results become visible late, and the later of state and operations says that it is not',
    async () => {
      const late = histories.chain((made) =>
        fc.tuple(fc.constant(made), fc.array(fc.tuple(fc.nat(99), fc.nat(99)), { minLength: 3, maxLength: 3 })),
      );
      await fc.assert(
        fc.asyncProperty(late, fc.constantFrom(...notations), async ([made, moments], notation) => {
          const shown = made.map((history, at) => showAt(history, ...(moments[at] ?? [0, 0])));
          expect(complaints(await read(write(shown, notation)), shown, ours)).toEqual([]);
        }),
        many(20_000, 1000),
      );
    },
    minutes,
  );

  /** Answers in which somebody wrote "Approved" over another state, read with a secret word or without one. */
  const forging = (checkSecret: string) => {
    const words = fc.constantFrom('In Process', 'Declined', 'Canceled', 'Delayed', 'Timeout', 'PartialCanceled');
    return fc.asyncProperty(histories, words, fc.constantFrom(...notations), async (made, word, notation) => {
      const shown = showNow(made);
      const read = await readOrError(write(shown, notation).replaceAll(word, 'Approved'), checkSecret);
      return complaints(read, shown, ours).length === 0;
    });
  };

  it(
    'is not believed where a signed word of it was changed',
    async () => {
      expect(await fc.check(forging('s3cr3t-salt'), many(20_000, 1000))).toMatchObject({ failed: false });
    },
    minutes,
  );

  it('negative control: without a secret word, a changed word is believed where nothing else denies it', async () => {
    expect((await fc.check(forging(''), { numRuns: 1000, seed: seed() })).failed).toBe(true);
  });

  it('negative controls: a judge by the state alone, by a word in it, or by the code alone is found out', async () => {
    const naive: Record<string, Judge> = {
      // "PartialApproved" and the like.
      word: ({ state }) => (/Approved|Canceled/.test(state) ? 'paid' : 'other'),
      code: ({ responseCode }) => (responseCode === 'AS000' ? 'paid' : 'other'),
      hopeful: ({ state }) => (state === 'Declined' ? 'declined' : 'paid'),
    };
    for (const judge of Object.values(naive)) {
      const property = fc.asyncProperty(histories, fc.constantFrom(...notations), async (made, notation) => {
        const shown = showNow(made);
        return complaints(await read(write(shown, notation)), shown, judge).length === 0;
      });
      expect((await fc.check(property, { numRuns: 1000, seed: seed() })).failed).toBe(true);
    }
  });

  it('negative control: without looking at the operations, a refund that the state does not show yet reads as paid', async () => {
    const paid: Account = { ...base, state: 'Approved', taken: 1500 };
    const refunded: Account = { ...paid, state: 'Canceled', returned: 1500, operations: [payment, refund] };
    const paidThenRefunded: Shown = { state: paid, operations: refunded, later: refunded };
    const [bill] = await read(write([paidThenRefunded], 'numbers'));
    expect(bill && ours(bill)).toBe('unconfirmed');
    // The same state with no operations shown is all that a judge by the state ever sees.
    const [blind] = await read(write([paidThenRefunded], 'state only'));
    expect(blind && ours(blind)).toBe('paid');
  });
});

const payment = { type: 100, code: 'AS000', kopeks: 1500 } as const;
const refund = { type: 300, code: 'AS000', kopeks: 1500 } as const;
const base: Account = {
  number: '5161957242913221',
  kopeks: 1500,
  isTwoStage: false,
  state: 'In Process',
  held: 1500,
  taken: 0,
  returned: 0,
  operations: [payment],
};
