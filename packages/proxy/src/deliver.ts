import type { Context } from './context.ts';
import { by } from './deadline.ts';
import type { MerchantEvent } from './events.ts';

/** How long one process has for a delivery, and the longest pause after one that failed, in milliseconds. */
const deliveryLease = 60_000;
const longestPause = 300_000;

/** A function that throws and one that rejects are one. */
const hand = async (event: MerchantEvent, onSettled: Context['onSettled']): Promise<void> => onSettled(event);

/** A merchant's function that does not come back would keep the sweeper from every payment in doubt. */
const refuse = (): never => {
  throw new Error('late');
};

/**
 * Hands the merchant what is due of the outbox, one after another. What the merchant does not take is put off, longer each time,
 * with jitter between half of the pause and the whole. Answers with how many were taken.
 */
export async function deliver(context: Context, limit = 100): Promise<number> {
  const { store, onSettled, onEvent, now, engine } = context;
  let delivered = 0;
  const until = now() + deliveryLease;
  for (const { event, tries } of await store.takeEvents(now(), deliveryLease, limit)) {
    // What was taken too long ago another process may have told of since, and of what came after it.
    if (now() >= until) break;
    try {
      await by(until, now, hand(event, onSettled), refuse);
      await store.delivered(event.id);
      engine.metrics.count('onfile_deliveries_total', { type: event.type, result: 'taken' });
      delivered++;
    } catch {
      onEvent({ type: 'settled.failed', intent: event.id });
      engine.metrics.count('onfile_deliveries_total', { type: event.type, result: 'failed' });
      const pause = Math.min(1000 * 2 ** tries, longestPause);
      await store.postpone(event.id, now() + pause * (0.5 + engine.random() / 2));
    }
  }
  return delivered;
}

/** How long a shopper's answer waits for the merchant's own function, in milliseconds. */
const patience = 2000;

/** Delivers while somebody waits for an answer: a few, and not for long. What is left is the sweeper's. */
export async function deliverSoon(context: Context): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<void>((done) => {
    timer = setTimeout(done, patience);
  });
  const delivering = deliver(context, 10).catch(() => {});
  await Promise.race([delivering, enough]);
  clearTimeout(timer);
}
