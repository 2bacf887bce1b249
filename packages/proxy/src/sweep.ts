import type { Context } from './context.ts';
import { deliver } from './deliver.ts';
import { openAttempt } from './payment-store.ts';
import { reconcile } from './reconcile.ts';

/** What a sweep did. */
export interface Swept {
  /** Intents that were looked at. */
  read: number;
  /** Of those, attempts that now have an end, and intents that came to a final status. */
  resolved: number;
  /** Events that the merchant took. */
  delivered: number;
}

/** How many intents one sweep looks at, and how many at a time. The gateway takes 100 order results a second (gateway notes, section 12). */
const batch = 100;
const atOnce = 4;

/** Does work for each, a few at a time. */
async function inTurn<TItem>(items: readonly TItem[], work: (item: TItem) => Promise<void>): Promise<void> {
  const left = [...items];
  const run = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, run));
}

/**
 * Looks at what is due, longest due first, and delivers the outbox. It reads and resolves, and never pays. Any number of processes
 * may sweep at once: what one has concluded, another's version of the record no longer fits.
 */
export async function sweep(context: Context): Promise<Swept> {
  const due = await context.store.scanDue(context.now(), batch);
  let resolved = 0;
  await inTurn(due, async (intent) => {
    try {
      const seen = await reconcile(intent, context, { force: true, always: true });
      const isEnded = openAttempt(intent) ? !openAttempt(seen) : seen.status !== intent.status;
      if (isEnded) resolved++;
    } catch (error) {
      // One record that cannot be judged or kept does not keep the others waiting.
      context.onEvent({ type: 'failed', route: 'sweep', error: error instanceof Error ? error.name : 'unknown' });
    }
  });
  return { read: due.length, resolved, delivered: await deliver(context) };
}

/** Sweeps again and again, never two at a time, until it is stopped. Keeps no process alive; where there are no timers, does nothing. */
export function startSweeper(context: Context, everyMs: number): { stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = everyMs <= 0;
  const again = () => {
    if (isStopped) return;
    // Not all at the same moment: processes that started together spread.
    timer = setTimeout(run, everyMs * (0.75 + context.engine.random() / 4));
    if (typeof timer === 'object' && 'unref' in timer) timer.unref();
  };
  const run = () => {
    void sweep(context)
      .catch((error: unknown) =>
        context.onEvent({ type: 'failed', route: 'sweep', error: error instanceof Error ? error.name : 'unknown' }),
      )
      .finally(again);
  };
  try {
    again();
  } catch {
    // Some platforms refuse timers outside a request: there, a cron calls `sweep()`.
    isStopped = true;
  }
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
