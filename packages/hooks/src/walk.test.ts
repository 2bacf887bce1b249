import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, seed } from '../../../scripts/runs.ts';
import {
  checkoutReducer,
  type CheckoutState,
  initialCheckout,
  type IntentStatus,
  MerchantError,
  type MerchantErrorCode,
} from './index.ts';

type Pending = 'confirming' | 'challenge' | 'unconfirmed';
type Final = 'paid' | 'authorised' | 'canceled' | 'expired' | 'review';
type Outcome = Exclude<Final, 'canceled' | 'expired'> | 'declined' | Pending;

/** What the proxy says to a card before anything is sent to the bank. */
type Refusal = 'card_gone' | 'rate_limited' | 'unavailable';

type Step =
  /** Pay with a card on file. What comes of it is there at once; the page hears of it with `answer`. */
  | { do: 'pay'; outcome: Outcome | Refusal; twice: boolean }
  | { do: 'answer'; heard: boolean }
  /** Pay with a new card: the browser leaves, or the form does not come, or the shopper presses Stop. */
  | { do: 'leave'; how: 'left' | 'no form' | 'stopped' }
  /** What is done on the payment page, also long after the shopper came back. */
  | { do: 'pageCharges'; outcome: 'paid' | 'authorised' | 'declined' | 'unconfirmed' }
  /** Another tab begins a payment of the same order. */
  | { do: 'elsewhere'; begins: Pending }
  | { do: 'bank'; says: Outcome }
  /** The order is called off, or its time is over, or a person looks into it. */
  | { do: 'merchant'; says: 'canceled' | 'expired' | 'review' }
  | { do: 'read' | 'restore' | 'choose' };

const pendingStatuses: readonly IntentStatus[] = ['confirming', 'challenge', 'unconfirmed'];
const isPending = (status: IntentStatus): status is Pending => pendingStatuses.includes(status);
const isPayable = (status: IntentStatus) => status === 'open' || status === 'declined';
const isFinal = (status: IntentStatus) => !isPending(status) && !isPayable(status);
const isRefusal = (outcome: Outcome | Refusal): outcome is Refusal =>
  outcome === 'card_gone' || outcome === 'rate_limited' || outcome === 'unavailable';

type Answer = { status: IntentStatus } | { error: MerchantErrorCode };

/**
 * Bank, proxy, payment page and checkout as simple as can be: what may happen between them in any order. The proxy refuses what it sees
 * of others. Against this page's own presses nothing but the machine keeps a payment single: one more press is one more charge.
 */
class World {
  state: CheckoutState = initialCheckout;
  status: IntentStatus = 'open';
  charges = 0;
  /** Presses that were sent while this page did not know what had become of the one before. */
  overlapping = 0;
  /** Every status that the order ever had. */
  readonly been = new Set<IntentStatus>(['open']);
  /** What happened, for whoever wants to know what a walk came past. */
  readonly seen = new Set<string>();
  /** A press was sent from here, and nothing definite was heard of it. */
  #inDoubt = false;
  #answer: Answer | undefined;
  /** The payment page is open in some tab, or was left open. */
  #handedOver = false;
  #cameBack = false;
  readonly #reduce: typeof checkoutReducer;

  constructor(reduce = checkoutReducer) {
    this.#reduce = reduce;
  }

  #dispatch(event: Parameters<typeof checkoutReducer>[1]): void {
    this.state = this.#reduce(this.state, event);
    this.seen.add(this.state.step === 'finished' ? this.state.status : this.state.step);
  }

  #become(status: IntentStatus): void {
    this.status = status;
    this.been.add(status);
    if (status === 'paid' || status === 'authorised') this.charges++;
  }

  /** As `useCheckout` does it: nothing is sent but from `choosing`, nor while an answer is awaited. */
  get #canPay(): boolean {
    return this.state.step === 'choosing' && !this.#answer;
  }

  #pay(outcome: Outcome | Refusal): void {
    if (!this.#canPay) return;
    this.#dispatch({ type: 'pay', via: 'card' });
    if (this.#inDoubt) this.overlapping++;
    else if (isPending(this.status)) return void (this.#answer = { error: 'processing' });
    else if (isFinal(this.status)) return void (this.#answer = { error: 'order_closed' });
    if (isRefusal(outcome)) return void (this.#answer = { error: outcome });
    this.#inDoubt = true;
    this.#become(outcome);
    this.#answer = { status: outcome };
  }

  #hear(heard: boolean): void {
    const answer = this.#answer;
    if (!answer) return;
    this.#answer = undefined;
    if (!heard || 'error' in answer) {
      const code = heard && 'error' in answer ? answer.error : 'offline';
      return this.#dispatch({ type: 'failed', error: new MerchantError(code) });
    }
    if (!isPending(answer.status)) this.#inDoubt = false;
    this.#dispatch({ type: 'answered', intent: answer });
  }

  #leave(how: Extract<Step, { do: 'leave' }>['how']): void {
    if (!this.#canPay) return;
    this.#dispatch({ type: 'pay', via: 'page' });
    const refused = isPending(this.status) ? 'processing' : isFinal(this.status) ? 'order_closed' : undefined;
    const error = refused ?? (how === 'no form' ? 'offline' : undefined);
    if (error) return this.#dispatch({ type: 'failed', error: new MerchantError(error) });
    this.#handedOver = true;
    if (how === 'stopped') this.#dispatch({ type: 'restored' });
  }

  #read(): void {
    if (!isPending(this.status)) this.#inDoubt = false;
    this.#dispatch({ type: 'seen', intent: { status: this.status } });
  }

  #restore(): void {
    // Nothing that was under way is: what it would have answered is never heard.
    this.#answer = undefined;
    this.#cameBack ||= this.#handedOver;
    this.#dispatch({ type: 'restored' });
  }

  #pageCharges(outcome: Extract<Step, { do: 'pageCharges' }>['outcome']): void {
    // The gateway takes an order's number once.
    if (!this.#handedOver || !isPayable(this.status)) return;
    this.#become(outcome);
    if (outcome === 'paid' && this.#cameBack) this.seen.add('charged on the payment page after the way back');
  }

  #merchant(says: Extract<Step, { do: 'merchant' }>['says']): void {
    const may = says === 'review' ? isPending(this.status) : isPayable(this.status) || this.status === 'authorised';
    if (may && !(says === 'expired' && this.status === 'authorised')) this.#become(says);
  }

  take(step: Step): void {
    switch (step.do) {
      case 'pay':
        this.#pay(step.outcome);
        return step.twice ? this.#pay(step.outcome) : undefined;
      case 'answer':
        return this.#hear(step.heard);
      case 'leave':
        return this.#leave(step.how);
      case 'pageCharges':
        return this.#pageCharges(step.outcome);
      case 'elsewhere':
        return isPayable(this.status) ? this.#become(step.begins) : undefined;
      case 'bank':
        return isPending(this.status) ? this.#become(step.says) : undefined;
      case 'merchant':
        return this.#merchant(step.says);
      case 'read':
        return this.#read();
      case 'restore':
        return this.#restore();
      case 'choose':
        return this.#dispatch({ type: 'choose' });
    }
  }

  /** What is on its way comes to its end: the last answer, the way back from the payment page, and one reading. */
  settle(): void {
    this.#hear(true);
    if (this.state.step === 'confirming' && this.state.via === 'page') this.#restore();
    this.#read();
  }
}

const outcomes = ['paid', 'authorised', 'review', 'declined', 'confirming', 'challenge', 'unconfirmed'] as const;
const one = <const T extends string>(name: T) => fc.constant(name);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: one('pay'),
      outcome: fc.constantFrom(...outcomes, 'card_gone', 'rate_limited', 'unavailable'),
      twice: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: one('answer'), heard: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: one('leave'), how: fc.constantFrom('left', 'no form', 'stopped') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: one('pageCharges'),
      outcome: fc.constantFrom('paid', 'authorised', 'declined', 'unconfirmed'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: one('elsewhere'), begins: fc.constantFrom('confirming', 'challenge', 'unconfirmed') }),
  },
  { weight: 2, arbitrary: fc.record({ do: one('bank'), says: fc.constantFrom(...outcomes) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: one('merchant'), says: fc.constantFrom('canceled', 'expired', 'review') }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('read', 'restore', 'choose') }) },
);

/** What must hold after every step of every walk. */
function holds({ overlapping, charges, state, been }: World): void {
  expect({ overlapping, charged: Math.max(charges, 1) }).toEqual({ overlapping: 0, charged: 1 });
  if (state.step === 'finished') expect(been).toContain(state.status);
}

/** Where a page stands that has heard everything. */
function restOf(status: IntentStatus): CheckoutState['step'] {
  if (status === 'challenge') return 'challenge';
  return isPending(status) ? 'checking' : isPayable(status) ? 'choosing' : 'finished';
}

const walk = (reduce: typeof checkoutReducer, count: number, seen = new Set<string>()) =>
  fc.check(
    // Without a size most walks would be of ten steps or fewer.
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
      const world = new World(reduce);
      for (const taken of steps) {
        world.take(taken);
        holds(world);
      }
      // It stands where the proxy stands, with no spinner left.
      world.settle();
      holds(world);
      expect(world.state.step).toBe(restOf(world.status));
      for (const what of world.seen) seen.add(what);
    }),
    { numRuns: count, seed: seed() },
  );

describe('walk: the checkout machine, in any order of events', () => {
  it('never pays twice, never says what is not so, and never stays in a spinner', () => {
    const seen = new Set<string>();
    const result = walk(checkoutReducer, runs(20_000, 1500), seen);
    expect(fc.defaultReportMessage(result) ?? 'held').toBe('held');
    // A walk that never comes there shows nothing of it.
    expect([...seen].toSorted()).toEqual(
      [
        'choosing',
        'confirming',
        'challenge',
        'checking',
        'paid',
        'authorised',
        'canceled',
        'expired',
        'review',
        'charged on the payment page after the way back',
      ].toSorted(),
    );
  }, 60_000);

  /** A machine that takes one status for something else, wherever it is told of it. */
  const mistaking =
    (status: IntentStatus, instead: CheckoutState): typeof checkoutReducer =>
    (state, event) =>
      (event.type === 'seen' || event.type === 'answered') &&
      event.intent.status === status &&
      state.step !== 'finished'
        ? instead
        : checkoutReducer(state, event);

  it.each([
    [
      'a doubt that is taken for a refusal',
      (state, event) =>
        event.type === 'failed' ? { step: 'choosing', problem: event.error.code } : checkoutReducer(state, event),
    ],
    [
      'a page that comes back and still waits',
      (state, event) => (event.type === 'restored' ? state : checkoutReducer(state, event)),
    ],
    [
      'a page that comes back and offers to pay, unread',
      (state, event) =>
        event.type === 'restored' && state.step === 'confirming' ? { step: 'choosing' } : checkoutReducer(state, event),
    ],
    [
      'an answer that says no more than the reading before it',
      (state, event) => (event.type === 'answered' ? state : checkoutReducer(state, event)),
    ],
    ['an unconfirmed answer that is taken for paid', mistaking('unconfirmed', { step: 'finished', status: 'paid' })],
    ['an unconfirmed answer that is forgotten', mistaking('unconfirmed', { step: 'choosing' })],
    ['an answer that is on its way, and is taken for open', mistaking('confirming', { step: 'choosing' })],
    ['a bank’s question that is taken for a no', mistaking('challenge', { step: 'choosing', declined: 'refused' })],
    ['money set aside that is taken for paid', mistaking('authorised', { step: 'finished', status: 'paid' })],
    ['a payment that a person looks into, and may be tried again', mistaking('review', { step: 'choosing' })],
    ['an order that is called off, and is still checked', mistaking('canceled', { step: 'checking' })],
    ['an order whose time is over, and that is still offered', mistaking('expired', { step: 'choosing' })],
  ] as [string, typeof checkoutReducer][])('negative control: %s is found', (_, broken) => {
    expect(walk(broken, 1500).failed).toBe(true);
  });
});
