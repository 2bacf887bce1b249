import type { Context } from './context.ts';
import { by } from './deadline.ts';
import type { Engine } from './engine.ts';
import { type Health, readHealth, readMetrics } from './health.ts';
import { listReview, type ReviewItem, type Settlement, settleReview, type SettlementAnswer } from './review.ts';
import { startSweeper, sweep, type Swept } from './sweep.ts';

/** What operators and the merchant's own server do with the proxy. None of it is reachable through `proxy(request)`. */
export interface Operations {
  /** Looks at everything that is due, and delivers what nobody has taken. Never pays. For a cron, where nothing stays resident. */
  sweep(): Promise<Swept>;
  /** What waits for a person, longest waiting first, with all that is known of it. Default limit 100. */
  review(limit?: number): Promise<ReviewItem[]>;
  /** A person's decision about an intent in review. It is kept on the record and told by `onSettled`. */
  settleReview(intent: string, settlement: Settlement): Promise<SettlementAnswer>;
  /** Whether payments can be taken, and what stands in the way. */
  health(): Promise<Health>;
  /** Counters and gauges in the Prometheus text format. */
  metrics(): Promise<string>;
  /**
   * Answers `GET …/health` (200, or 503 where payments cannot be taken) and `GET …/metrics`, whatever comes before in the path;
   * everything else is 404. It asks for no login: mount it where only your own network reaches, not under `publicUrl`.
   */
  operations(request: Request): Promise<Response>;
  /**
   * Takes no new payments, stops the sweeper, and waits for payment calls that were sent to be recorded, at most `graceMs`
   * milliseconds (default 55 000, longer than any answer). Answers with how many are still out; those are the next process's to
   * find out. The store is not closed.
   */
  close(options?: { graceMs?: number }): Promise<{ left: number }>;
}

const plain = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

async function answer(request: Request, context: Context): Promise<Response> {
  const name = request.method === 'GET' ? new URL(request.url).pathname.split('/').at(-1) : undefined;
  if (name === 'metrics') {
    const headers = { ...plain, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
    return new Response(await readMetrics(context), { headers });
  }
  if (name !== 'health') return new Response(null, { status: 404, headers: plain });
  const health = await readHealth(context);
  return Response.json(health, { status: health.ok ? 200 : 503, headers: plain });
}

/** Everything that is out has come back, and what it led to as well. */
async function drained({ submitted }: Engine): Promise<void> {
  while (submitted.size) {
    await Promise.allSettled(submitted);
    // A turn of its own: what is over takes itself off the list.
    await new Promise((done) => setTimeout(done, 0));
  }
}

/** The operations of one proxy; its sweeper runs from now on. */
export function createOperations(context: Context, sweepEveryMs: number): Operations {
  const sweeper = startSweeper(context, sweepEveryMs);
  const { engine, now } = context;
  return {
    sweep: () => sweep(context),
    review: (limit) => listReview(context, limit),
    settleReview: (intent, settlement) => settleReview(intent, settlement, context),
    health: () => readHealth(context),
    metrics: () => readMetrics(context),
    operations: (request) => answer(request, context),
    async close({ graceMs = 55_000 } = {}) {
      engine.isClosing = true;
      sweeper.stop();
      await by<unknown>(now() + graceMs, now, drained(engine), () => undefined);
      return { left: engine.submitted.size };
    },
  };
}
