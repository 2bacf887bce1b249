// The judge. What the gateway's ledger says happened to money is held against what the record says, what shoppers were told and
// what the shop was told. The proxies are not asked.
import { readFileSync } from 'node:fs';
import { type IntentRecord, openAttempt, type Store } from '@onfile/proxy';
import type { LedgerEntry } from '@onfile/sandbox';
import { typedLast4 } from './browser.ts';
import type { Calls } from './gateway-witness.ts';
import { isContradicted, planOfOrder } from './plan.ts';
import type { Memory, Word } from './shopper.ts';

/** Something that must not be. */
export interface Violation {
  what:
    | 'double charge'
    | 'wrong sum'
    | 'lost outcome'
    | 'false paid'
    | 'false declined'
    | 'unresolved'
    | 'not told'
    | 'told wrongly'
    | 'review without a reason'
    | 'more calls than attempts'
    | 'unhandled rejection';
  order: string;
  detail: string;
}

/** All that is known at the end. */
export interface Evidence {
  ledger: readonly LedgerEntry[];
  records: readonly IntentRecord[];
  /** When Token Pay was called for an order: noted at the gateway. */
  calls: Calls;
  memories: readonly Memory[];
  /** What the shop has written down. */
  told: readonly Told[];
  /** When everybody went away for four days, by the clock of the proof. Default: nobody did. */
  awayAt?: number | undefined;
}

/** What the shop was told of an order. */
export interface Told {
  type: string;
  order: string;
  status: string;
  /** ISO 8601. */
  at: string;
}

/** The lines of a file, each as JSON. A file that nobody has made has none. */
export function linesOf<TLine>(file: string): TLine[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Every record of a store. */
export async function recordsOf(store: Store): Promise<IntentRecord[]> {
  const records: IntentRecord[] = [];
  for (let after: string | undefined; ;) {
    const page = await store.list({ limit: 1000, ...(after && { after }) });
    records.push(...page);
    after = page.at(-1)?.id;
    if (page.length < 1000) return records;
  }
}

function grouped<TItem extends { order: string }>(items: readonly TItem[]): Map<string, TItem[]> {
  const groups = new Map<string, TItem[]>();
  for (const item of items) groups.set(item.order, [...(groups.get(item.order) ?? []), item]);
  return groups;
}

/** Outcomes that the shop must hear of. */
const toTell = new Set(['paid', 'authorised', 'canceled', 'expired', 'review']);
const stillOpen = new Set(['confirming', 'challenge', 'unconfirmed']);

/**
 * A person is asked about the sum where the gateway was made to say a wrong one; and where an attempt was under way when everybody
 * went away for four days, and there is still no bill of it. For another reason, or of another attempt, nothing is excused.
 */
function isExcused({ order, review, attempts }: IntentRecord, isCharged: boolean, awayAt = -Infinity): boolean {
  const plan = planOfOrder(order);
  if (review?.why === 'wrong-sum') return plan !== undefined && isContradicted(plan);
  const { submittedAt = Infinity, end } = attempts.at(-1) ?? {};
  const wasUnderWay = end === 'review' && submittedAt <= awayAt && (review?.at ?? -Infinity) > awayAt;
  return review?.why === 'no-answer' && wasUnderWay && !isCharged;
}

/** Whether the look that asked for a person had worked: one that has is kept with the moment of the question. */
function lookOf({ review, checkedAt = 0, looks }: IntentRecord): string {
  const hasWorked = review !== undefined && review.at - checkedAt < 60_000;
  return `after ${looks} looks, the last of which ${hasWorked ? 'worked' : 'failed'}`;
}

/** What the record knows of its attempts and bills, in few words. */
function historyOf({ attempts, bills = [], handedOverAt }: IntentRecord): string {
  const tries = attempts.map(({ answer, said, end, challenge, knownBills }) =>
    [answer, said, end, challenge && `asked for ${challenge.bill}`, `after ${knownBills.length}`]
      .filter(Boolean)
      .join(' '),
  );
  const seen = bills.map(({ bill, state }) => `${bill} ${state}`);
  return `${handedOverAt === undefined ? '' : 'was on the page; '}attempts: ${tries.join(', ')}; bills: ${seen.join(', ')}`;
}

/**
 * When the call arrived that took the money: an order has one under way at a time, and it was recorded before it was made. `undefined`
 * for money of the payment page, of which nobody can know but by looking.
 */
const arrivalOf = ({ at, order, last4 }: LedgerEntry, calls: Calls) =>
  last4 === typedLast4 ? undefined : (calls[order] ?? []).findLast((moment) => moment <= Date.parse(at));

/** Charges that the record does not know of yet. */
export function unknownCharges(ledger: readonly LedgerEntry[], records: readonly IntentRecord[]): number {
  const known = new Set(
    records.filter(({ status }) => status === 'paid' || status === 'review').map(({ order }) => order),
  );
  return ledger.filter(({ type, order }) => type === 'charge' && !known.has(order)).length;
}

/** The attempt that the record thinks took the money. */
const payingKey = ({ attempts }: IntentRecord) => attempts.find(({ end }) => end === 'paid' || end === 'review')?.key;

/** What a shopper heard that was not so when it was said. */
function wordsThatWere(
  words: readonly Word[],
  charge: LedgerEntry | undefined,
  calls: Calls,
  record: IntentRecord | undefined,
): Pick<Violation, 'what' | 'detail'>[] {
  const arrived = charge && arrivalOf(charge, calls);
  return words.flatMap(({ status, askedAt, heardAt, key }): Pick<Violation, 'what' | 'detail'>[] => {
    const said = `a shopper was told "${status}"`;
    if (status === 'paid' || status === 'authorised') {
      if (!charge) return [{ what: 'false paid', detail: said }];
      const early = Date.parse(charge.at) - heardAt;
      return early > 0 ? [{ what: 'false paid', detail: `${said} ${early} ms before it was` }] : [];
    }
    // That an order may be paid again is as false as a refusal where money is being taken.
    if ((status !== 'declined' && status !== 'open') || arrived === undefined) return [];
    const late = askedAt - arrived;
    if (late > 0)
      return [{ what: 'false declined', detail: `${said}, asked ${late} ms after the call that was charged` }];
    const isOwn = key !== undefined && record !== undefined && payingKey(record) === key;
    return isOwn ? [{ what: 'false declined', detail: `${said} by the request that was charged` }] : [];
  });
}

/** What is wrong, order by order. Empty where all is well. */
export function judge({ ledger, records, calls, memories, told, awayAt }: Evidence): Violation[] {
  const charges = grouped(ledger.filter(({ type }) => type === 'charge'));
  const tellings = grouped(told);
  const byOrder = new Map(records.map((record) => [record.order, record]));
  const found: Violation[] = [];
  for (const order of new Set([...charges.keys(), ...Object.keys(calls)]))
    if (!byOrder.has(order))
      found.push({ what: 'lost outcome', order, detail: 'the gateway knows it, the record does not' });
  for (const record of records) {
    const { order, status } = record;
    const say = (what: Violation['what'], detail = '') =>
      found.push({ what, order, detail: `${status} ${detail}`.trim() });
    const taken = charges.get(order) ?? [];
    const [charge] = taken;
    if (taken.length > 1) say('double charge', `${taken.length} charges`);
    if (taken.some(({ amount }) => amount !== record.amount)) say('wrong sum');
    if (openAttempt(record) || stillOpen.has(status)) say('unresolved');
    else if (status === 'paid' && !charge) say('false paid');
    else if (status === 'declined' && charge) say('false declined');
    else if (charge && status !== 'paid' && status !== 'review') say('lost outcome');
    if (status === 'review' && !isExcused(record, charge !== undefined, awayAt))
      say(
        'review without a reason',
        `${record.review?.why}, ${taken.length} charges, ${lookOf(record)}; ${historyOf(record)}`,
      );
    const events = tellings.get(order) ?? [];
    if (toTell.has(status) && !events.some((event) => event.status === status)) say('not told');
    for (const { status: word, at } of events) {
      const isEarly = word === 'paid' && !(charge && charge.at <= at);
      if (isEarly) say('told wrongly', 'the shop heard of money');
      if (charge && (word === 'expired' || word === 'canceled')) say('told wrongly', `the shop heard "${word}"`);
    }
    const sent = record.attempts.filter(({ end }) => end !== 'not-sent').length;
    const called = calls[order]?.length ?? 0;
    if (called > sent) say('more calls than attempts', `${called} calls, ${sent} attempts`);
  }
  for (const { order, words } of memories)
    for (const wrong of wordsThatWere(words, charges.get(order)?.[0], calls, byOrder.get(order)))
      found.push({ order, ...wrong });
  return found;
}
