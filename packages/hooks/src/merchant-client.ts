import {
  type CardChange,
  type CardList,
  CardListEnvelope,
  CodedProblem,
  type ConfirmIntent,
  type GoHosted,
  HostedForm,
  idempotencyKeyHeader,
  Intent,
  OpenedIntent,
  type RouteOfPage,
  routeTo,
  SavedCard,
} from '@onfile/contract';
import * as v from 'valibot';
import { MerchantError } from './merchant-error.ts';

/** Where the merchant's proxy is. */
export interface MerchantClientOptions {
  /** Where the proxy is mounted, for example `/onfile/v1`. */
  baseUrl: string;
  /** Default: the page's `fetch`. */
  fetch?: typeof fetch;
  /** How long to wait, in milliseconds. Default 30 000; a payment may take twice as long. */
  timeoutMs?: number;
}

/** An intent and the secret that opens it. */
export type IntentHandle = Pick<OpenedIntent, 'id' | 'secret'>;

/** The contract as functions. Each throws `MerchantError` and nothing else. */
export interface MerchantClient {
  listCards(signal?: AbortSignal): Promise<CardList>;
  removeCard(id: string): Promise<void>;
  changeCard(id: string, change: CardChange): Promise<SavedCard>;
  openIntent(order: string, signal?: AbortSignal): Promise<OpenedIntent>;
  confirmIntent(intent: IntentHandle, body: ConfirmIntent, key: string): Promise<Intent>;
  goHosted(intent: IntentHandle, body: GoHosted): Promise<HostedForm>;
  /** Without an order. Capability `addWithoutOrder`. */
  addCard(body: GoHosted): Promise<HostedForm>;
}

interface Call {
  /** What stands in the path. */
  param?: string;
  body?: object;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
  keepalive?: boolean;
}

function held<const TSchema extends v.GenericSchema>(schema: TSchema, body: unknown): v.InferOutput<TSchema> {
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw new MerchantError('malformed');
  return parsed.output;
}

/** Each card is read by itself: one that makes no sense is counted, and hides no other. */
function readList(body: unknown): CardList {
  const { cards, ...list } = held(CardListEnvelope, body);
  const good = cards.flatMap((card) => {
    const parsed = v.safeParse(SavedCard, card);
    return parsed.success ? [parsed.output] : [];
  });
  return { ...list, cards: good, dropped: list.dropped + cards.length - good.length };
}

const bearer = ({ secret }: IntentHandle) => ({ authorization: `Bearer ${secret}` });

/** Makes a client for the merchant's proxy. */
export function createMerchantClient({
  baseUrl,
  fetch: send = (input, init) => fetch(input, init),
  timeoutMs = 30_000,
}: MerchantClientOptions): MerchantClient {
  const base = baseUrl.replace(/\/$/, '');

  async function call(
    name: RouteOfPage,
    { param, body, headers, signal, timeoutMs: limit = timeoutMs, keepalive }: Call = {},
  ) {
    const timeout = AbortSignal.timeout(limit);
    try {
      const { method, path } = routeTo(name, param);
      const response = await send(base + path, {
        method,
        keepalive: !!keepalive,
        headers: {
          accept: 'application/json',
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([timeout, signal ?? timeout]),
      });
      const { status } = response;
      if (status === 204) return;
      const answer: unknown = await response.json().catch((cause) => {
        throw new MerchantError('malformed', status, cause);
      });
      if (response.ok) return answer;
      const problem = v.safeParse(CodedProblem, answer);
      throw new MerchantError(problem.success ? problem.output.code : 'malformed', status);
    } catch (error) {
      if (error instanceof MerchantError || signal?.aborted) throw error;
      throw new MerchantError(timeout.aborted ? 'timeout' : 'offline', undefined, error);
    }
  }

  return {
    listCards: async (signal) => readList(await call('listCards', { signal })),
    // It is heard also from a page that is being left.
    removeCard: async (id) => void (await call('removeCard', { param: id, keepalive: true })),
    changeCard: async (id, change) => held(SavedCard, await call('changeCard', { param: id, body: change })),
    openIntent: async (order, signal) => held(OpenedIntent, await call('openIntent', { body: { order }, signal })),
    confirmIntent: async (intent, body, key) => {
      // No caller can stop a payment that was sent: going away would only mean not to hear of it.
      const answer = await call('confirmIntent', {
        param: intent.id,
        body,
        headers: { ...bearer(intent), [idempotencyKeyHeader]: key },
        timeoutMs: 2 * timeoutMs,
      });
      return held(Intent, answer);
    },
    addCard: async (body) => held(HostedForm, await call('POST /cards/hosted', { body })),
    goHosted: async (intent, body) =>
      held(HostedForm, await call('goHosted', { param: intent.id, body, headers: bearer(intent) })),
  };
}
