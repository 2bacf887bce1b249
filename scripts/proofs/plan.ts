// What becomes of order number n of a seed: drawn once, the same in every process.
import type { FaultKind, FaultRule } from '@onfile/sandbox';
import { chance } from './random.ts';

/** How a shopper presses the button. */
export type Press = 'once' | 'double-click' | 'triple-click' | 'two-keys' | 'reload' | 'lost-answer';

/** One order, before anybody has touched it. */
export interface Plan {
  order: string;
  customer: string;
  /** How it ends decides what the bank says. */
  amount: string;
  /** What the gateway will do wrong, in the order in which it does it. */
  faults: FaultRule[];
  /** What the shopper does each time that the order may be paid. */
  presses: readonly Press[];
}

/** So many shoppers have cards. */
export const customers = 8;

const beforeCharge: [FaultKind, ...FaultKind[]] = [
  'fault',
  'html',
  'rate-limit',
  'server-error',
  'refuse',
  'reset',
  'never-answer',
  'truncated',
];
const afterCharge: [FaultKind, ...FaultKind[]] = [
  'html-charged',
  'server-error-charged',
  'reset-charged',
  'reset-mid-body',
  'never-answer-charged',
  'late-charged',
  'truncated-charged',
];
const other: [FaultKind, ...FaultKind[]] = ['late', 'decline', 'wrong-amount', 'unknown-state'];
const ofReads: [FaultKind, ...FaultKind[]] = [
  ...beforeCharge,
  'reset-mid-body',
  'html-charged',
  'server-error-charged',
  'truncated-charged',
  'late',
  'unknown-state',
];
const ofLists: [FaultKind, ...FaultKind[]] = [...beforeCharge, 'malformed-card', 'malformed-list', 'empty-list'];

/** The longest that a payment may be under way at this gateway, and that its result may be hidden, in milliseconds of its clock. */
export const longest = { late: 90_000, lag: 180_000 };

const ways: readonly [Press, ...Press[]] = [
  'once',
  'once',
  'double-click',
  'triple-click',
  'two-keys',
  'reload',
  'lost-answer',
];

/** The number of an order. */
export const orderNumber = (seed: number, n: number) => `P${seed}-${n}`;

/** The plan of order `n`; the same for the same seed. */
export function planOf(seed: number, n: number): Plan {
  const { below, happens, one } = chance(seed * 7919 + n * 104_729);
  const order = orderNumber(seed, n);
  const customer = `shopper${n % customers}`;
  const faults: FaultRule[] = [];
  const add = (service: FaultRule['service'], kind: FaultKind) =>
    faults.push({ service, kind, order, times: 1, afterMs: 1000 + below(longest.late) });
  for (const often of [0.5, 0.25, 0.15])
    if (happens(often)) add('tokenpay', one([one(beforeCharge), one(afterCharge), one(afterCharge), one(other)]));
  // The result is hidden for a while, each time that anybody looks.
  if (happens(0.3)) faults.push({ service: 'orderresult', kind: 'lag', order, afterMs: 1000 + below(longest.lag) });
  else for (let left = below(4); left > 0; left--) if (happens(0.5)) add('orderresult', one(ofReads));
  if (happens(0.01)) add('orderresult', 'wrong-amount');
  if (happens(0.1))
    faults.push({ service: 'list', kind: one(ofLists), customer, times: 1, afterMs: 1000 + below(40_000) });
  const ending = happens(0.85) ? '00' : one(['01', '02', '07', '30']);
  const presses = Array.from({ length: 4 }, () => one(ways));
  return { order, customer, amount: `${100 + (n % 900)}.${ending}`, faults, presses };
}

/** An order that the gateway does nothing wrong with, and that its shopper presses for once. */
export const calmPlan = (n: number): Plan => ({
  order: `C-${n}`,
  customer: `shopper${n % customers}`,
  amount: `${100 + (n % 900)}.00`,
  faults: [],
  presses: ['once', 'once', 'once', 'once'],
});

/** The plan of an order by its number. */
export function planOfOrder(order: string): Plan | undefined {
  const [, calm] = /^C-(\d+)$/.exec(order) ?? [];
  if (calm) return calmPlan(Number(calm));
  const [, seed, n] = /^P(\d+)-(\d+)$/.exec(order) ?? [];
  return seed && n ? planOf(Number(seed), Number(n)) : undefined;
}

/** Whether the gateway was made to say things about an order's money that contradict each other: those are for a person. */
export const isContradicted = ({ faults }: Plan) => faults.some(({ kind }) => kind === 'wrong-amount');
