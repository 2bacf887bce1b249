// Builds that are broken on purpose. Each is a few lines around what the proxy is given, and each is a mistake that somebody made.
import type { AssistClient } from '@onfile/assist';
import type { Attempt, IntentRecord, ProxyOptions, Store } from '@onfile/proxy';

type Break = (options: ProxyOptions) => ProxyOptions;

const withStore = (options: ProxyOptions, change: (store: Store) => Partial<Store>): ProxyOptions => ({
  ...options,
  store: { ...options.store, ...change(options.store) },
});
const withAssist = (options: ProxyOptions, change: (assist: AssistClient) => Partial<AssistClient>): ProxyOptions => ({
  ...options,
  assist: { ...options.assist, ...change(options.assist) },
});

const last = (intent: IntentRecord | undefined): Attempt | undefined => intent?.attempts.at(-1);
const ended = (intent: IntentRecord, end: Attempt['end'] & string): IntentRecord => {
  const attempt = last(intent);
  return attempt
    ? { ...intent, status: 'open', attempts: [...intent.attempts.slice(0, -1), { ...attempt, end }] }
    : intent;
};

/** The gateway hears of a payment before the record does. */
const claimAfterCall: Break = (options) => {
  const waiting = new Map<string, () => Promise<unknown>>();
  const early = withStore(options, (store) => ({
    claim: async (id, attempt) => {
      const intent = await store.get(id);
      if (!intent || (intent.status !== 'open' && intent.status !== 'declined')) return store.claim(id, attempt);
      waiting.set(intent.order, () => store.claim(id, attempt));
      const claimed = { ...intent, status: 'confirming' as const, attempts: [...intent.attempts, attempt] };
      return { type: 'claimed', intent: { ...claimed, version: intent.version + 1 } };
    },
  }));
  return withAssist(early, (assist) => ({
    payWithToken: async (payment, call) => {
      try {
        return await assist.payWithToken(payment, call);
      } finally {
        await waiting.get(payment.order)?.();
      }
    },
  }));
};

/** A claim is a lock that lets go after half a minute: the first call is merely slow. */
const claimExpires: Break = (options) =>
  withStore(options, (store) => {
    const now = options.now ?? Date.now;
    const lapsed = (intent: IntentRecord | undefined) => {
      const attempt = last(intent);
      return intent && attempt && !attempt.end && now() - attempt.submittedAt > 30_000
        ? ended(intent, 'not-charged')
        : intent;
    };
    return {
      get: async (id) => lapsed(await store.get(id)),
      createIntent: async (intent) => lapsed(await store.createIntent(intent)) ?? intent,
      claim: async (id, attempt) => {
        const intent = await store.get(id);
        const free = lapsed(intent);
        if (free && free !== intent) await store.advance(free);
        return store.claim(id, attempt);
      },
    };
  });

/** A payment that has not been answered is sent again. */
const retryOnTimeout: Break = (options) =>
  withAssist(options, (assist) => ({
    payWithToken: async (payment, call) => {
      const answer = await assist.payWithToken(payment, call);
      const isLost = answer.type === 'unconfirmed' && (answer.why === 'timeout' || answer.why === 'lost');
      return isLost ? assist.payWithToken(payment, call) : answer;
    },
  }));

/** A server that broke has said no. */
const brokenIsDeclined: Break = (options) =>
  withAssist(options, (assist) => ({
    payWithToken: async (payment, call) => {
      const answer = await assist.payWithToken(payment, call);
      const isBroken = answer.type === 'unconfirmed' && answer.why === 'unreadable';
      return isBroken ? { type: 'refused', first: 7, second: 0 } : answer;
    },
  }));

/** The order's result is asked for without a window: the gateway's own is three days. */
const defaultWindow: Break = (options) =>
  withAssist(options, (assist) => ({
    readOrderResult: (search, call) => {
      const to = options.now?.() ?? Date.now();
      return assist.readOrderResult({ ...search, from: new Date(to - 3 * 86_400_000), to: new Date(to) }, call);
    },
  }));

/** What the gateway does not know of has not been charged. */
const notFoundIsNotCharged: Break = (options) => ({ ...options, quiet: { ms: 0, reads: 1 } });

/** The broken builds by name. */
export const brokenBuilds: Readonly<Record<string, Break>> = {
  'claim-after-call': claimAfterCall,
  'claim-expires': claimExpires,
  'retry-on-timeout': retryOnTimeout,
  '5xx-is-declined': brokenIsDeclined,
  'three-day-window': defaultWindow,
  'not-found-is-not-charged': notFoundIsNotCharged,
};

/** What a proxy is given, in the build of that name; as it is where there is no name. */
export function breakBuild(name: string, options: ProxyOptions): ProxyOptions {
  if (!name) return options;
  const broken = brokenBuilds[name];
  if (!broken) throw new Error(`There is no broken build "${name}".`);
  return broken(options);
}
