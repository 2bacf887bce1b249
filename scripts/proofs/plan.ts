// What becomes of order number n of a seed: drawn once, the same in every process.
import type { FaultKind, FaultRule } from '@onfile/sandbox';
import type { BankAnswer } from './browser.ts';
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
  /** How the shopper answers, where the bank asks. */
  bank: BankAnswer;
  /** What the shopper does on the payment page before anything else; `other-tab`: is refused there, while a card on file pays here. */
  page?: 'pays' | 'refused' | 'leaves' | 'other-tab';
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

/** Endings of amounts at which the bank says no, or does not say; and at which it asks in one way or another. */
const refusals: [string, ...string[]] = ['01', '02', '07', '30'];
const questions: [string, ...string[]] = ['10', '10', '11', '12', '12', '13', '13', '14', '15', '15', '16', '17'];
const answers: [BankAnswer, ...BankAnswer[]] = [
  'right',
  'right',
  'right',
  'right',
  'wrong',
  'cancel',
  'leave',
  'leave',
];
const onPage: [NonNullable<Plan['page']>, ...NonNullable<Plan['page']>[]] = [
  'pays',
  'pays',
  'refused',
  'leaves',
  'other-tab',
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
  const presses = Array.from({ length: 4 }, () => one(ways));
  const page = happens(0.1) ? one(onPage) : undefined;
  const asks = !page && happens(0.2);
  const ending = asks ? one(questions) : happens(0.85) ? '00' : one(refusals);
  if (asks && happens(0.4))
    add(ending === '15' ? 'continue-v1' : 'continue', one([one(beforeCharge), one(afterCharge)]));
  const amount = `${100 + (n % 900)}.${page ? '00' : ending}`;
  return { order, customer, amount, faults, presses, bank: one(answers), ...(page && { page }) };
}

/** An order that the gateway does nothing wrong with, and that its shopper presses for once. */
export const calmPlan = (n: number): Plan => ({
  order: `C-${n}`,
  customer: `shopper${n % customers}`,
  amount: `${100 + (n % 900)}.00`,
  faults: [],
  presses: ['once', 'once', 'once', 'once'],
  bank: 'right',
});

/** The plan of an order by its number. */
export function planOfOrder(order: string): Plan | undefined {
  const [, calm] = /^C-(\d+)$/.exec(order) ?? [];
  if (calm) return calmPlan(Number(calm));
  const [, seed, n] = /^P(\d+)-(\d+)$/.exec(order) ?? [];
  return seed && n ? planOf(Number(seed), Number(n)) : undefined;
}

/** Whether the bank has its say about an order before it is paid. */
export const isAsked = ({ amount }: Plan) => questions.includes(amount.slice(-2));

/** Whether the gateway was made to say things about an order's money that contradict each other: those are for a person. */
export const isContradicted = ({ faults }: Plan) =>
  faults.some(({ service, kind }) => service === 'orderresult' && kind === 'wrong-amount');
