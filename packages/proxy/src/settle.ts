import type { Bill, Outcome } from '@onfile/assist';
import { outcomeOf } from '@onfile/assist';
import type { DeclineReason } from '@onfile/contract';
import type { Attempt, IntentRecord } from './payment-store.ts';

/** What all bills of an order come to. */
export type Verdict =
  | { type: 'paid' | 'authorised'; bill: Bill }
  | { type: 'declined'; reason: DeclineReason }
  | { type: 'canceled' }
  | { type: 'not-charged' }
  /** `empty`: no bill of the attempt is seen. `asked`: its bill waits for the bank's question to be answered. */
  | { type: 'unconfirmed'; empty: boolean; asked?: true }
  | { type: 'review' };

/** When "the gateway knows of no bill" may count as "nothing was charged". */
export interface Quiet {
  /** Milliseconds since the attempt was submitted. Must exceed the gateway's longest processing time. Default 15 minutes. */
  ms: number;
  /** Order results in a row without a trace of the attempt. Default 5. */
  reads: number;
}

const isMoney = ({ type }: Outcome) => type === 'paid' || type === 'authorised';

/** Money that moved must be one bill, of the right sum; anything else is for a person. */
function judgeMoney(intent: IntentRecord, bills: readonly Bill[]): Verdict | undefined {
  const [first, ...more] = bills.filter((bill) => isMoney(outcomeOf(bill)));
  if (!first) return undefined;
  if (more.length || first.amount !== intent.amount || first.currency !== intent.currency) return { type: 'review' };
  return { type: outcomeOf(first).type === 'paid' ? 'paid' : 'authorised', bill: first };
}

function judgeSilence(attempt: Attempt, now: number, quiet: Quiet): Verdict {
  if (attempt.answer === 'refused') return { type: 'declined', reason: 'card_not_payable' };
  const { submittedAt, emptyReads, challenge } = attempt;
  // A bill that waits for the bank's question was seen: while it may still be answered, silence says nothing.
  const mayStillPay = challenge !== undefined && now < challenge.until;
  const isQuiet = !mayStillPay && now - submittedAt >= quiet.ms && emptyReads + 1 >= quiet.reads;
  return isQuiet ? { type: 'not-charged' } : { type: 'unconfirmed', empty: true };
}

/** The bills of one attempt, none of which moved money. */
function judgeRefusals(outcomes: readonly Outcome[]): Verdict {
  if (outcomes.some(({ type }) => type === 'unconfirmed' || type === 'challenge'))
    return {
      type: 'unconfirmed',
      empty: false,
      ...(outcomes.some(({ type }) => type === 'challenge') && { asked: true }),
    };
  const declined = outcomes.findLast((outcome) => outcome.type === 'declined');
  if (declined?.type === 'declined') return { type: 'declined', reason: declined.reason };
  return outcomes.some(({ type }) => type === 'canceled')
    ? { type: 'canceled' }
    : { type: 'declined', reason: 'try_again' };
}

/**
 * Decides over all bills of an order: money first, then what this attempt added. Nothing that is not known reads as paid,
 * and nothing that is not known reads as not charged.
 */
export function judge(
  intent: IntentRecord,
  attempt: Attempt,
  bills: readonly Bill[],
  now: number,
  quiet: Quiet,
): Verdict {
  const money = judgeMoney(intent, bills);
  if (money) return money;
  const fresh = bills.filter(({ billNumber }) => !attempt.knownBills.includes(billNumber));
  return fresh.length ? judgeRefusals(fresh.map(outcomeOf)) : judgeSilence(attempt, now, quiet);
}

/**
 * What came of a visit to the payment page. Until there is money or a refusal the intent stays open: the shopper may still be
 * there, or may have come back for a saved card.
 */
export function judgeVisit(intent: IntentRecord, bills: readonly Bill[]): Verdict | undefined {
  const money = judgeMoney(intent, bills);
  if (money) return money;
  const last = bills.at(-1);
  const outcome = last && outcomeOf(last);
  return outcome?.type === 'declined' ? { type: 'declined', reason: outcome.reason } : undefined;
}
