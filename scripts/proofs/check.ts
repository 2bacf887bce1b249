// The judge. What the gateway's ledger says happened to money is held against what the record says, what shoppers were told and
// what the shop was told. The proxies are not asked.
import { readFileSync } from 'node:fs';
import { type IntentRecord, openAttempt, type Store } from '@onfile/proxy';
import type { LedgerEntry } from '@onfile/sandbox';
import { isContradicted, planOfOrder } from './plan.ts';
import type { Memory } from './shopper.ts';

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
  /** How often Token Pay was called for an order: counted at the gateway. */
  calls: Readonly<Record<string, number>>;
  memories: readonly Memory[];
  /** What the shop has written down. */
  told: readonly Told[];
  /** Whether time was set ahead while orders were open: those that were may wait for a person. */
  isAway?: (record: IntentRecord) => boolean;
}

/** What the shop was told of an order. */
export interface Told {
  type: string;
  order: string;
  status: string;
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

/** A person is asked where the gateway contradicted itself, and where nobody looked for four days and there is still no bill. */
function isExcused(record: IntentRecord, isCharged: boolean, isAway: (record: IntentRecord) => boolean): boolean {
  const plan = planOfOrder(record.order);
  return (plan && isContradicted(plan)) || (isAway(record) && !isCharged);
}

/** Whether the look that asked for a person had worked: one that has is kept with the moment of the question. */
function lookOf({ review, checkedAt = 0, looks }: IntentRecord): string {
  const hasWorked = review !== undefined && review.at - checkedAt < 60_000;
  return `after ${looks} looks, the last of which ${hasWorked ? 'worked' : 'failed'}`;
}

/** What is wrong, order by order. Empty where all is well. */
export function judge({ ledger, records, calls, memories, told, isAway = () => false }: Evidence): Violation[] {
  const charges = grouped(ledger.filter(({ type }) => type === 'charge'));
  const tellings = grouped(told);
  const known = new Set(records.map(({ order }) => order));
  const found: Violation[] = [];
  for (const order of new Set([...charges.keys(), ...Object.keys(calls)]))
    if (!known.has(order))
      found.push({ what: 'lost outcome', order, detail: 'the gateway knows it, the record does not' });
  for (const record of records) {
    const { order, status } = record;
    const say = (what: Violation['what'], detail = '') =>
      found.push({ what, order, detail: `${status} ${detail}`.trim() });
    const taken = charges.get(order) ?? [];
    if (taken.length > 1) say('double charge', `${taken.length} charges`);
    if (taken.some(({ amount }) => amount !== record.amount)) say('wrong sum');
    if (openAttempt(record) || stillOpen.has(status)) say('unresolved');
    else if (status === 'paid' && !taken.length) say('false paid');
    else if (status === 'declined' && taken.length) say('false declined');
    else if (taken.length && status !== 'paid' && status !== 'review') say('lost outcome');
    if (status === 'review' && !isExcused(record, taken.length > 0, isAway))
      say('review without a reason', `${record.review?.why}, ${taken.length} charges, ${lookOf(record)}`);
    const events = tellings.get(order) ?? [];
    if (toTell.has(status) && !events.some((event) => event.status === status)) say('not told');
    if (events.some((event) => event.status === 'paid') && !taken.length)
      say('told wrongly', 'the shop heard of money');
    const sent = record.attempts.filter(({ end }) => end !== 'not-sent').length;
    if ((calls[order] ?? 0) > sent) say('more calls than attempts', `${calls[order]} calls, ${sent} attempts`);
  }
  const byOrder = new Map(records.map((record) => [record.order, record]));
  for (const { order, toldPaid, told: last, askedAt, isPressing } of memories) {
    const taken = charges.get(order)?.length ?? 0;
    if (toldPaid && !taken) found.push({ what: 'false paid', order, detail: 'a shopper was told' });
    // A press that the shopper has given up may still be on its way, and be claimed after the word was said.
    const attempts = byOrder.get(order)?.attempts ?? [];
    const isLater = attempts.some(({ submittedAt }) => submittedAt >= askedAt);
    if (last === 'declined' && !isPressing && taken && !isLater) {
      const ends = attempts.map(({ submittedAt, answer, end }) => `${submittedAt - askedAt} ms ${answer} ${end}`);
      found.push({ what: 'false declined', order, detail: `a shopper was told; attempts: ${ends.join(', ')}` });
    }
  }
  return found;
}
