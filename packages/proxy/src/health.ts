import type { BreakerState } from './breaker.ts';
import type { Context } from './context.ts';
import { by } from './deadline.ts';
import { head, series } from './metrics.ts';
import type { StoreSummary } from './payment-store.ts';
import type { Operation } from './watched-gateway.ts';

/** How the proxy is doing, for a load balancer and for operators. */
export interface Health {
  /** Whether it can take payments: the store answers, the breaker of payments is not open, and nobody is closing it. */
  ok: boolean;
  store: 'reachable' | 'unreachable';
  /** The breakers of this process, by operation. */
  gateway: Record<Operation, BreakerState>;
  closing: boolean;
  /** Payment calls that this process has out. */
  submitted: number;
}

/** How long the store may take to answer, in milliseconds. */
const patience = 2000;

async function summaryOf({ store, now }: Context): Promise<StoreSummary | undefined> {
  try {
    return await by(now() + patience, now, store.summary(), () => {
      throw new Error('The store is slow.');
    });
  } catch {
    return undefined;
  }
}

/** A read of one row that need not exist: the cheapest question that a store can answer. */
async function isReachable({ store, now }: Context): Promise<boolean> {
  try {
    return await by(
      now() + patience,
      now,
      store.get('health').then(() => true),
      () => false,
    );
  } catch {
    return false;
  }
}

/** How things stand now. Never throws. */
export async function readHealth(context: Context): Promise<Health> {
  const { breakers, isClosing, submitted } = context.engine;
  const reachable = await isReachable(context);
  return {
    ok: reachable && !isClosing && breakers.of('pay').state() !== 'open',
    store: reachable ? 'reachable' : 'unreachable',
    gateway: breakers.states(),
    closing: isClosing,
    submitted: submitted.size,
  };
}

const gauge = (name: string, text: string, rows: readonly string[]) => [...head(name, 'gauge', text), ...rows];
const breakerNumbers: Record<BreakerState, number> = { closed: 0, 'half-open': 1, open: 2 };

function storeLines({ intents, unresolved, oldestUnresolved, undelivered }: StoreSummary, now: number): string[] {
  const age = oldestUnresolved === undefined ? 0 : Math.max(0, now - oldestUnresolved) / 1000;
  return [
    ...gauge(
      'onfile_intents',
      'Intents in the store by status.',
      Object.entries(intents).map(([status, count]) => series('onfile_intents', { status }, count)),
    ),
    ...gauge('onfile_unresolved', 'Intents with an attempt that has no end.', [
      series('onfile_unresolved', {}, unresolved),
    ]),
    ...gauge('onfile_oldest_unresolved_seconds', 'Age of the oldest of those attempts.', [
      series('onfile_oldest_unresolved_seconds', {}, age),
    ]),
    ...gauge('onfile_outbox_backlog', 'Events that the merchant has not taken.', [
      series('onfile_outbox_backlog', {}, undelivered),
    ]),
  ];
}

/** Everything that is counted, in the Prometheus text format (version 0.0.4). What the store cannot say now is left out. */
export async function readMetrics(context: Context): Promise<string> {
  const { breakers, metrics, submitted } = context.engine;
  const [reachable, summary] = await Promise.all([isReachable(context), summaryOf(context)]);
  const states = Object.entries(breakers.states());
  const lines = [
    ...metrics.lines(),
    ...gauge('onfile_store_up', 'Whether the store answers.', [series('onfile_store_up', {}, reachable ? 1 : 0)]),
    ...(summary ? storeLines(summary, context.now()) : []),
    ...gauge(
      'onfile_breaker',
      'Breakers of this process: 0 closed, 1 half-open, 2 open.',
      states.map(([operation, state]) => series('onfile_breaker', { operation }, breakerNumbers[state])),
    ),
    ...gauge(
      'onfile_declines_pause_seconds',
      'How long payments with cards on file pause yet, for too many declines.',
      [series('onfile_declines_pause_seconds', {}, context.limiter.pausedFor() / 1000)],
    ),
    ...gauge('onfile_submitted', 'Payment calls that this process has out.', [
      series('onfile_submitted', {}, submitted.size),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
