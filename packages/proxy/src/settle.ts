import type { Bill, Outcome } from '@onfile/assist';
import { outcomeOf } from '@onfile/assist';
import type { DeclineReason } from '@onfile/contract';
import { type Attempt, type IntentRecord, openAttempt, type ReviewWhy } from './payment-store.ts';
import type { Quiet, Rules } from './rules.ts';

/** What all bills of an order come to. */
export type Verdict =
  | { type: 'paid' | 'authorised'; bill: Bill }
  | { type: 'declined'; reason: DeclineReason }
  | { type: 'canceled' }
  | { type: 'expired' }
  | { type: 'not-charged' }
  /** `empty`: no bill of the attempt is seen. `asked`: its bill waits for the bank's question to be answered. */
  | { type: 'unconfirmed'; empty: boolean; asked?: true }
  | { type: 'review'; why: ReviewWhy };

const review = (why: ReviewWhy): Verdict => ({ type: 'review', why });

/** Whether a bill holds or took money. */
export const holdsMoney = (bill: Bill): boolean => ['paid', 'authorised'].includes(outcomeOf(bill).type);

/** States that the record took for final and without money. */
const over: ReadonlySet<string> = new Set(['Declined', 'Canceled', 'Timeout']);
const wasOver = ({ bills = [] }: IntentRecord, { billNumber }: Bill) =>
  bills.some(({ bill, state }) => bill === billNumber && over.has(state));

/** Money that moved must be one bill, of the right sum, and no change of mind; anything else is for a person. */
function judgeMoney(intent: IntentRecord, bills: readonly Bill[]): Verdict | undefined {
  const decided = intent.decisions?.at(-1)?.money ?? [];
  const [first, ...more] = bills.filter((bill) => holdsMoney(bill) && !decided.includes(bill.billNumber));
  if (!first) return undefined;
  if (more.length) return review('two-payments');
  if (first.amount !== intent.amount || first.currency !== intent.currency) return review('wrong-sum');
  if (wasOver(intent, first)) return review('late-money');
  return { type: outcomeOf(first).type === 'paid' ? 'paid' : 'authorised', bill: first };
}

/** Whether nothing of an attempt was seen for long enough, and often enough. */
const isQuiet = ({ submittedAt, emptyReads }: Attempt, now: number, quiet: Quiet): boolean =>
  now - submittedAt >= quiet.ms && emptyReads + 1 >= quiet.reads;

/** Nothing of this attempt is to be seen. A bill that the payment call spoke of cannot be "no bill". */
function judgeSilence(attempt: Attempt, now: number, quiet: Quiet): Verdict {
  if (attempt.answer === 'refused') return { type: 'declined', reason: 'card_not_payable' };
  // A bill that waits for the bank's question was seen: while it may still be answered, silence says nothing.
  const mayStillPay = attempt.challenge !== undefined && now < attempt.challenge.until;
  if (mayStillPay || !isQuiet(attempt, now, quiet)) return { type: 'unconfirmed', empty: true };
  if (attempt.answer !== 'answered') return { type: 'not-charged' };
  return attempt.said === 'declined' ? { type: 'declined', reason: 'refused' } : review('missing-bill');
}

const isOpen = ({ type }: Outcome) => type === 'unconfirmed' || type === 'challenge';

/** The bills of one attempt, none of which moved money. */
function judgeRefusals(outcomes: readonly Outcome[]): Verdict {
  if (outcomes.some(isOpen)) {
    const isAsked = outcomes.some(({ type }) => type === 'challenge');
    return { type: 'unconfirmed', empty: false, ...(isAsked && { asked: true }) };
  }
  const declined = outcomes.findLast((outcome) => outcome.type === 'declined');
  return { type: 'declined', reason: declined?.type === 'declined' ? declined.reason : 'try_again' };
}

const base = (billNumber: string) => billNumber.replace(/\..*$/, '');

/** Whether an earlier attempt ended without a bill of it being seen in its time: one may still come, after a later attempt was made. */
function endedUnseen({ attempts }: IntentRecord): boolean {
  return attempts.some(({ end, knownBills }, index) => {
    const later = attempts[index + 1]?.knownBills;
    const sawNothing = later?.every((bill) => knownBills.includes(bill)) ?? false;
    return end === 'not-charged' || (end === 'declined' && sawNothing);
  });
}

/**
 * Whether bills that are new need not be this attempt's: the payment page that the shopper was sent to may stand open in another tab, and
 * be told no there while this call is still out; and an earlier attempt of which nothing was seen in its time may have been slower
 * than that. What the call itself has said no to, and a bill that it named, are its own.
 */
function mayBeOthers(intent: IntentRecord, attempt: Attempt, fresh: readonly Bill[]): boolean {
  const { answer, said, named, challenge } = attempt;
  // A yes and a no of one bill contradict each other: such a no is nobody's.
  const own = [said === 'unconfirmed' ? named : undefined, challenge?.bill].map((bill) => bill && base(bill));
  const isNamed = fresh.some(({ billNumber }) => own.includes(base(billNumber)));
  const hasOthers = intent.handedOverAt !== undefined || endedUnseen(intent);
  return hasOthers && answer !== 'refused' && said !== 'declined' && !isNamed;
}

/** The bills that came with an attempt: those that were not there before it, and that no other attempt's call has named as its own. */
function freshBills({ attempts }: IntentRecord, attempt: Attempt, bills: readonly Bill[]): Bill[] {
  const others = attempts.flatMap(({ key, named }) => (named !== undefined && key !== attempt.key ? base(named) : []));
  return bills.filter(
    ({ billNumber }) => !attempt.knownBills.includes(billNumber) && !others.includes(base(billNumber)),
  );
}

/**
 * A no that may be somebody else's is none for as long as silence would say nothing, and never where the call itself spoke of a bill that
 * is not to be seen. Of a call that told nothing it is the likeliest word, once nothing more can come.
 */
function judgeNo(no: Verdict, attempt: Attempt, now: number, quiet: Quiet): Verdict {
  const silence = judgeSilence(attempt, now, quiet);
  return silence.type === 'not-charged' ? no : silence;
}

/**
 * Decides an attempt over all bills of its order: money first, then what this attempt added. Nothing that is not known reads as
 * paid, and nothing that is not known reads as not charged.
 */
export function judge(
  intent: IntentRecord,
  attempt: Attempt,
  bills: readonly Bill[],
  now: number,
  { quiet, longestDoubtMs }: Pick<Rules, 'quiet' | 'longestDoubtMs'>,
): Verdict {
  const money = judgeMoney(intent, bills);
  if (money) return money;
  const fresh = freshBills(intent, attempt, bills);
  const judged = fresh.length ? judgeRefusals(fresh.map(outcomeOf)) : judgeSilence(attempt, now, quiet);
  const isNoProof = judged.type === 'declined' && fresh.length > 0 && mayBeOthers(intent, attempt, fresh);
  const verdict = isNoProof ? judgeNo(judged, attempt, now, quiet) : judged;
  const isTooOld = now - attempt.submittedAt >= longestDoubtMs;
  return verdict.type === 'unconfirmed' && isTooOld ? review('no-answer') : verdict;
}

/** Whether money can have come the way it should: on the payment page, or where the record is known to have forgotten. */
const isExpected = ({ attempts, handedOverAt }: IntentRecord, isRestored: boolean) =>
  isRestored || !attempts.length || handedOverAt !== undefined;

/**
 * An intent that nobody is paying with a card on file. It becomes `expired` when nobody can pay it any more: it lapsed and was
 * not opened again for a while, every bill is over, and no payment page that we sent the shopper to can still be open.
 */
export function judgeOpen(
  intent: IntentRecord,
  bills: readonly Bill[],
  now: number,
  { longestDoubtMs, expireAfterMs, pageMs }: Pick<Rules, 'longestDoubtMs' | 'expireAfterMs' | 'pageMs'>,
  isRestored = false,
): Verdict | undefined {
  const money = judgeMoney(intent, bills);
  if (money) return money.type === 'review' || isExpected(intent, isRestored) ? money : review('late-money');
  const sentAt = intent.handedOverAt ?? -Infinity;
  if (bills.map(outcomeOf).some(isOpen))
    // What is open at the gateway may still be paid; for how long, nobody has said.
    return Number.isFinite(sentAt) && now - sentAt >= longestDoubtMs ? review('no-answer') : undefined;
  if (now >= intent.expiresAt + expireAfterMs && now >= sentAt + pageMs) return { type: 'expired' };
  const last = bills.at(-1);
  const outcome = last && !wasOver(intent, last) ? outcomeOf(last) : undefined;
  return outcome?.type === 'declined' ? { type: 'declined', reason: outcome.reason } : undefined;
}

/** A final status: it stands, unless the gateway contradicts it. What is authorised also moves by what was done to it there. */
export function judgeFinal(intent: IntentRecord, bills: readonly Bill[]): Verdict | undefined {
  const { status, bill } = intent;
  if (status === 'review') return undefined;
  const money = judgeMoney(intent, bills);
  if (money?.type === 'review') return money;
  if (!money || !('bill' in money)) {
    const own = bills.find(({ billNumber }) => billNumber === bill);
    return status === 'authorised' && own?.state === 'Canceled' ? { type: 'canceled' } : undefined;
  }
  if (status !== 'paid' && status !== 'authorised') return review('late-money');
  if (bill !== undefined && money.bill.billNumber !== bill) return review('two-payments');
  // A person said paid by other bills than this one.
  if (bill === undefined && intent.decisions?.length) return review('two-payments');
  return status === 'authorised' && money.type === 'paid' ? money : undefined;
}

/** What reading all bills of an order comes to for its intent; `undefined`: nothing new. */
export function judgeIntent(
  intent: IntentRecord,
  bills: readonly Bill[],
  now: number,
  rules: Rules,
  isRestored: boolean,
): Verdict | undefined {
  const attempt = openAttempt(intent);
  if (attempt) return judge(intent, attempt, bills, now, rules);
  return intent.status === 'open' || intent.status === 'declined'
    ? judgeOpen(intent, bills, now, rules, isRestored)
    : judgeFinal(intent, bills);
}
