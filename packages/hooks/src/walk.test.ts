import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, seed } from '../../../scripts/runs.ts';
import { checkoutReducer, type CheckoutState, initialCheckout, type IntentStatus, MerchantError } from './index.ts';

type Outcome = 'paid' | 'declined' | 'unconfirmed';
type Step =
  | { do: 'pay'; via: 'card' | 'page'; outcome: Outcome; heard: boolean }
  | { do: 'read' | 'restore' | 'choose' | 'double' }
  | { do: 'bank'; says: 'paid' | 'declined' };

/** Bank, proxy and page as simple as can be: what may happen between them in any order. */
class World {
  state: CheckoutState = initialCheckout;
  status: IntentStatus = 'open';
  charges = 0;
  calls = 0;
  /** Calls that went out while an earlier one had no answer. */
  overlapping = 0;
  readonly #reduce: typeof checkoutReducer;

  constructor(reduce = checkoutReducer) {
    this.#reduce = reduce;
  }

  #dispatch(event: Parameters<typeof checkoutReducer>[1]): void {
    this.state = this.#reduce(this.state, event);
  }

  #charge(): void {
    this.status = 'paid';
    this.charges++;
  }

  /** As `useCheckout` does it: nothing is sent but from `choosing`. */
  #pay({ via, outcome, heard }: Extract<Step, { do: 'pay' }>): void {
    if (this.state.step !== 'choosing') return;
    this.#dispatch({ type: 'pay', via });
    if (via === 'page') return;
    this.calls++;
    if (this.status === 'unconfirmed' || this.status === 'paid') this.overlapping++;
    else if (outcome === 'paid') this.#charge();
    else this.status = outcome;
    if (heard) this.#dispatch({ type: 'answered', intent: { status: this.status } });
    else this.#dispatch({ type: 'failed', error: new MerchantError('offline') });
  }

  take(step: Step): void {
    switch (step.do) {
      case 'pay':
        return this.#pay(step);
      case 'double':
        this.#pay({ do: 'pay', via: 'card', outcome: 'paid', heard: true });
        return this.#pay({ do: 'pay', via: 'card', outcome: 'paid', heard: true });
      case 'read':
        return this.#dispatch({ type: 'seen', intent: { status: this.status } });
      case 'restore':
        return this.#dispatch({ type: 'restored' });
      case 'choose':
        return this.#dispatch({ type: 'choose' });
      case 'bank':
        if (this.status !== 'unconfirmed') return undefined;
        return step.says === 'paid' ? this.#charge() : void (this.status = 'declined');
    }
  }
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('pay' as const),
    via: fc.constantFrom('card' as const, 'page' as const),
    outcome: fc.constantFrom('paid' as const, 'declined' as const, 'unconfirmed' as const),
    heard: fc.boolean(),
  }),
  fc.record({ do: fc.constantFrom('read' as const, 'restore' as const, 'choose' as const, 'double' as const) }),
  fc.record({ do: fc.constant('bank' as const), says: fc.constantFrom('paid' as const, 'declined' as const) }),
);

/** What must hold after every step of every walk. */
function holds(world: World): void {
  expect(world).toMatchObject({ overlapping: 0 });
  expect(world.charges).toBeLessThanOrEqual(1);
  if (world.state.step === 'finished') expect(world.state.status).toBe(world.status);
}

const walk = (reduce: typeof checkoutReducer, count: number) =>
  fc.check(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const world = new World(reduce);
      for (const one of steps) {
        world.take(one);
        holds(world);
      }
      // The page comes back, and reads: it stands where the proxy stands, with no spinner left.
      world.take({ do: 'restore' });
      world.take({ do: 'read' });
      const { state, status } = world;
      expect(state.step).toBe(status === 'paid' ? 'finished' : status === 'unconfirmed' ? 'checking' : 'choosing');
    }),
    { numRuns: count, seed: seed() },
  );

describe('walk: the checkout machine, in any order of events', () => {
  it('never pays twice, never says what is not so, and never stays in a spinner', () => {
    const result = walk(checkoutReducer, runs(20_000, 1500));
    expect(fc.defaultReportMessage(result) ?? 'held').toBe('held');
  });

  it.each([
    [
      'a doubt that is taken for a refusal',
      (state, event) =>
        event.type === 'failed' ? { step: 'choosing', problem: event.error } : checkoutReducer(state, event),
    ],
    [
      'a page that comes back and still waits',
      (state, event) => (event.type === 'restored' ? state : checkoutReducer(state, event)),
    ],
    [
      'an unconfirmed answer that is taken for paid',
      (state, event) =>
        event.type === 'answered' && event.intent.status === 'unconfirmed'
          ? { step: 'finished', status: 'paid' }
          : checkoutReducer(state, event),
    ],
  ] as [string, typeof checkoutReducer][])('negative control: %s is found', (_, broken) => {
    expect(walk(broken, 1500).failed).toBe(true);
  });
});
