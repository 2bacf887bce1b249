import {
  type AssistClient,
  AssistFault,
  AssistInvalid,
  AssistLost,
  AssistMalformed,
  AssistRateLimited,
  AssistTimeout,
  AssistUnreachable,
} from '@onfile/assist';
import { type Breaker, type BreakerRules, type BreakerState, createBreaker } from './breaker.ts';
import type { Metrics } from './metrics.ts';

/** The operations that are watched, each on its own: by what they are to the proxy. */
const operations = {
  listStoredCards: 'list',
  removeStoredCard: 'remove',
  readOrderResult: 'result',
  readOrderState: 'state',
  payWithToken: 'pay',
  payOrderWithToken: 'pay',
  continue3ds: 'continue',
  payRecurrent: 'repeat',
  capture: 'capture',
  cancel: 'cancel',
} as const satisfies Partial<Record<keyof AssistClient, string>>;

/** An operation of the gateway by the name that health and metrics give it. */
export type Operation = (typeof operations)[keyof typeof operations];

const reads: ReadonlySet<Operation> = new Set(['list', 'result', 'state']);

/** How each operation fares. */
export interface Breakers {
  of(operation: Operation): Breaker;
  states(): Record<Operation, BreakerState>;
}

const names: readonly Operation[] = [...new Set(Object.values(operations))];

/** One breaker an operation. */
export function createBreakers(now: () => number, rules: BreakerRules): Breakers {
  const all = new Map(names.map((name) => [name, createBreaker(now, rules)]));
  const of = (operation: Operation) => {
    const breaker = all.get(operation);
    if (!breaker) throw new Error('An operation has no breaker.');
    return breaker;
  };
  const states = () => Object.fromEntries(names.map((name) => [name, of(name).state()]));
  return { of, states: states as Breakers['states'] };
}

/** A failure's name for operators; none of these carries a word of the gateway. */
const errorKinds = [
  [AssistTimeout, 'timeout'],
  [AssistUnreachable, 'unreachable'],
  [AssistLost, 'lost'],
  [AssistRateLimited, 'rate-limited'],
  [AssistMalformed, 'malformed'],
  [AssistFault, 'fault'],
  [AssistInvalid, 'invalid'],
] as const;
const kindOf = (error: unknown) => errorKinds.find(([kind]) => error instanceof kind)?.[1] ?? 'failed';

/** Faults that tell of the gateway, and not of what was asked for: configuration and its own trouble (gateway notes, section 8). */
const isTrouble = (error: unknown) =>
  !(error instanceof AssistInvalid) && !(error instanceof AssistFault && error.first !== 1 && error.first !== 2);

/** What came of a call that answers with a value, and whether it speaks against the gateway. */
function resultOf(value: unknown): { result: string; went: 'well' | 'wrong' } {
  const type = typeof value === 'object' && value !== null && 'type' in value ? String(value.type) : 'answered';
  return { result: type, went: type === 'not-sent' || type === 'unconfirmed' ? 'wrong' : 'well' };
}

/**
 * The same client, with each call counted and every operation's breaker told. Reads are held back while their own breaker is open,
 * but for one at a time once its pause is over. What moves money is never held back here: that is decided before the claim, by
 * `mayPay`, and never after it. A read that works is the only probe of a payment's breaker.
 */
export function watchGateway(assist: AssistClient, breakers: Breakers, metrics: Metrics): AssistClient {
  const probing = new Set<Operation>();
  const note = (operation: Operation, result: string, went: 'well' | 'wrong') => {
    metrics.count('onfile_gateway_calls_total', { operation, result });
    breakers.of(operation).note(went);
    if (reads.has(operation)) for (const other of names) if (!reads.has(other)) breakers.of(other).probed(went);
  };
  /** Whether a read may go; one that is the probe says so when it is over. */
  const enter = (operation: Operation): (() => void) => {
    const state = breakers.of(operation).state();
    if (!reads.has(operation) || state === 'closed') return () => {};
    if (state === 'open' || probing.has(operation)) {
      metrics.count('onfile_gateway_calls_total', { operation, result: 'held-back' });
      throw new AssistUnreachable(new Error('held back'));
    }
    probing.add(operation);
    return () => void probing.delete(operation);
  };
  const watch =
    <TArgs extends unknown[], TValue>(operation: Operation, call: (...args: TArgs) => Promise<TValue>) =>
    async (...args: TArgs): Promise<TValue> => {
      const leave = enter(operation);
      try {
        const value = await call(...args);
        const { result, went } = resultOf(value);
        note(operation, result, went);
        return value;
      } catch (error) {
        note(operation, kindOf(error), isTrouble(error) ? 'wrong' : 'well');
        throw error;
      } finally {
        leave();
      }
    };
  return {
    takesCodes: assist.takesCodes,
    payPageForm: (order) => assist.payPageForm(order),
    payPageLink: (order, call) => assist.payPageLink(order, call),
    denyOrder: (request, call) => assist.denyOrder(request, call),
    readNotification: (request) => assist.readNotification(request),
    listStoredCards: watch('list', (...args: Parameters<AssistClient['listStoredCards']>) =>
      assist.listStoredCards(...args),
    ),
    removeStoredCard: watch('remove', (...args: Parameters<AssistClient['removeStoredCard']>) =>
      assist.removeStoredCard(...args),
    ),
    readOrderResult: watch('result', (...args: Parameters<AssistClient['readOrderResult']>) =>
      assist.readOrderResult(...args),
    ),
    readOrderState: watch('state', (...args: Parameters<AssistClient['readOrderState']>) =>
      assist.readOrderState(...args),
    ),
    payWithToken: watch('pay', (...args: Parameters<AssistClient['payWithToken']>) => assist.payWithToken(...args)),
    payOrderWithToken: watch('pay', (...args: Parameters<AssistClient['payOrderWithToken']>) =>
      assist.payOrderWithToken(...args),
    ),
    continue3ds: watch('continue', (...args: Parameters<AssistClient['continue3ds']>) => assist.continue3ds(...args)),
    payRecurrent: watch('repeat', (...args: Parameters<AssistClient['payRecurrent']>) => assist.payRecurrent(...args)),
    capture: watch('capture', (...args: Parameters<AssistClient['capture']>) => assist.capture(...args)),
    cancel: watch('cancel', (...args: Parameters<AssistClient['cancel']>) => assist.cancel(...args)),
  };
}
