// Where a proxy kills itself. Each point is wrapped around what the proxy is given: the store, the gateway's transport and the
// shop's function. The proxy that is built from these knows nothing of it.
import { env } from 'node:process';
import { Worker } from 'node:worker_threads';
import type { GatewayRequest, Transport } from '@onfile/assist';
import { type IntentRecord, openAttempt, type ProxyOptions, type Store } from '@onfile/proxy';

/** `kill -9` of oneself: nothing is tidied up, nothing is written, nobody is told. */
const die = () => {
  process.kill(process.pid, 'SIGKILL');
  // The signal is taken at once; nothing of this process runs after it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

const killer = `
  const { workerData } = require('node:worker_threads');
  const armed = new Int32Array(workerData.armed);
  Atomics.wait(armed, 0, 0);
  const until = process.hrtime.bigint() + BigInt(Math.floor(Math.random() * workerData.within * 1e6));
  while (process.hrtime.bigint() < until);
  process.kill(process.pid, 'SIGKILL');
`;

/** Kills the process from another thread, somewhere within so many milliseconds: in the middle of whatever this thread does then. */
function killerWithin(milliseconds: number): () => void {
  const armed = new SharedArrayBuffer(4);
  new Worker(killer, { eval: true, workerData: { armed, within: milliseconds } }).unref();
  return () => {
    Atomics.store(new Int32Array(armed), 0, 1);
    Atomics.notify(new Int32Array(armed), 0);
  };
}

/** A commit of SQLite takes about this long here, one of PostgreSQL a little longer, in milliseconds. */
const commit = 1.5;

/** What a point is wrapped around. */
interface Wraps {
  store?: (store: Store) => Partial<Store>;
  transport?: (transport: Transport) => Transport;
  onSettled?: (tell: NonNullable<ProxyOptions['onSettled']>) => NonNullable<ProxyOptions['onSettled']>;
}

const isPay = (request: GatewayRequest) => request.url.endsWith('/pay/tokenpay.cfm');
const isRead = (request: GatewayRequest) => request.url.endsWith('/orderresult/orderresult.cfm');
type Change = (next: IntentRecord, before: IntentRecord | undefined) => boolean;
const isAnswer: Change = (next, before) =>
  openAttempt(next)?.answer !== undefined && before?.attempts.at(-1)?.answer === undefined;
const isOutcome: Change = ({ status }) => status === 'paid';
const isHandOver: Change = ({ handedOverAt }) => handedOverAt !== undefined;

/** Around the commit of a change that is meant. */
const aroundAdvance =
  (isMeant: Change, when: 'before' | 'inside' | 'after') =>
  (store: Store): Partial<Store> => {
    const arm = when === 'inside' ? killerWithin(commit) : die;
    return {
      advance: async (next, along) => {
        if (!isMeant(next, await store.get(next.id))) return store.advance(next, along);
        if (when !== 'after') arm();
        const kept = await store.advance(next, along);
        die();
        return kept;
      },
    };
  };

/** Until the gateway has taken the call: asked of the gateway. */
async function arrived(order: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${env['PROOF_GATEWAY']}/__proof/calls`);
    const calls: unknown = await answer.json();
    if (typeof calls === 'object' && calls !== null && order in calls) return;
  }
}

/** The points, in the order in which a payment passes them. */
export const crashPoints: Readonly<Record<string, Wraps>> = {
  'before the claim': { store: () => ({ claim: async () => (die(), { type: 'processing' }) }) },
  'inside the claim': {
    store: (store) => {
      const arm = killerWithin(commit);
      return {
        claim: async (id, attempt) => {
          arm();
          const claim = await store.claim(id, attempt);
          die();
          return claim;
        },
      };
    },
  },
  'after the claim': {
    store: (store) => ({
      claim: async (id, attempt) => {
        const claim = await store.claim(id, attempt);
        if (claim.type === 'claimed') die();
        return claim;
      },
    }),
  },
  'before a byte is sent': {
    transport: (transport) => (request, call) => {
      if (isPay(request)) die();
      return transport(request, call);
    },
  },
  'after it is sent': {
    transport: (transport) => async (request, call) => {
      if (!isPay(request)) return transport(request, call);
      const order = String(JSON.parse(request.body).OrderNumber);
      const answer = transport(request, call);
      await arrived(order);
      die();
      return answer;
    },
  },
  'when the answer is there': {
    transport: (transport) => async (request, call) => {
      const answer = await transport(request, call);
      if (isPay(request)) die();
      return answer;
    },
  },
  'before the answer is kept': { store: aroundAdvance(isAnswer, 'before') },
  'while the answer is kept': { store: aroundAdvance(isAnswer, 'inside') },
  'after the answer is kept': { store: aroundAdvance(isAnswer, 'after') },
  'while the result is read': {
    transport: (transport) => (request, call) => {
      const answer = transport(request, call);
      if (isRead(request)) setTimeout(die, 1);
      return answer;
    },
  },
  'when the result is there': {
    transport: (transport) => async (request, call) => {
      const answer = await transport(request, call);
      if (isRead(request)) die();
      return answer;
    },
  },
  'while the outcome is kept': { store: aroundAdvance(isOutcome, 'inside') },
  'after the outcome is kept': { store: aroundAdvance(isOutcome, 'after') },
  'before the shop is told': {
    onSettled: () => () => {
      die();
    },
  },
  'after the shop is told': {
    onSettled: (tell) => async (event) => {
      await tell(event);
      die();
    },
  },
  'between a sweep and its look': {
    store: (store) => ({
      scanDue: async (now, limit) => {
        const due = await store.scanDue(now, limit);
        if (due.length) die();
        return due;
      },
    }),
  },
  'before the way to the page is kept': { store: aroundAdvance(isHandOver, 'before') },
  'after the way to the page is kept': { store: aroundAdvance(isHandOver, 'after') },
};

/** Puts a point around what a proxy is given. Nothing, where there is no name. */
export function crashAt(name: string, options: ProxyOptions): ProxyOptions {
  if (!name) return options;
  const point = crashPoints[name];
  if (!point) throw new Error(`There is no crash point "${name}".`);
  const { store, onSettled } = point;
  return {
    ...options,
    ...(store && { store: { ...options.store, ...store(options.store) } }),
    ...(onSettled && options.onSettled && { onSettled: onSettled(options.onSettled) }),
  };
}

/** The gateway's transport with a point around it. */
export function crashingTransport(name: string, transport: Transport): Transport {
  return crashPoints[name]?.transport?.(transport) ?? transport;
}
