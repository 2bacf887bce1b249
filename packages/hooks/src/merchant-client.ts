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
  /** After the 3-D Secure method call. The answer is the intent as it stands, however often it is asked. */
  continueIntent(intent: IntentHandle): Promise<Intent>;
}

interface Call {
  /** What stands in the path. Default: the id of `intent`. */
  param?: string;
  /** Opened by its secret. */
  intent?: IntentHandle;
  body?: object;
  /** The idempotency key. */
  key?: string;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
}

function held<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  body: unknown,
  status?: number,
): v.InferOutput<TSchema> {
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw new MerchantError('malformed', status);
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

/** Makes a client for the merchant's proxy. */
export function createMerchantClient({
  baseUrl,
  fetch: send = (input, init) => fetch(input, init),
  timeoutMs = 30_000,
}: MerchantClientOptions): MerchantClient {
  const base = baseUrl.replace(/\/$/, '');

  async function call(
    name: RouteOfPage,
    { intent, param = intent?.id, body, key, signal, timeoutMs: limit = timeoutMs }: Call = {},
  ) {
    const timeout = AbortSignal.timeout(limit);
    try {
      const { method, path } = routeTo(name, param);
      const response = await send(base + path, {
        method,
        // A removal is heard also from a page that is being left.
        keepalive: method === 'DELETE',
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...(intent && { authorization: `Bearer ${intent.secret}` }),
          ...(key && { [idempotencyKeyHeader]: key }),
        },
        body: body ? JSON.stringify(body) : null,
        signal: AbortSignal.any([timeout, signal ?? timeout]),
      });
      // A body that is no JSON, or none at all, is as if it were not there.
      const answer: unknown = await response.json().catch(() => {});
      if (response.ok) return answer;
      throw new MerchantError(held(CodedProblem, answer, response.status).code, response.status);
    } catch (error) {
      if (error instanceof MerchantError || signal?.aborted) throw error;
      throw new MerchantError(timeout.aborted ? 'timeout' : 'offline', undefined, error);
    }
  }

  return {
    listCards: async (signal) => readList(await call('listCards', { signal })),
    removeCard: (id) => call('removeCard', { param: id }) as Promise<void>,
    changeCard: async (id, change) => held(SavedCard, await call('changeCard', { param: id, body: change })),
    openIntent: async (order, signal) => held(OpenedIntent, await call('openIntent', { body: { order }, signal })),
    // No caller can stop a payment that was sent: going away would only mean not to hear of it.
    confirmIntent: async (intent, body, key) =>
      held(Intent, await call('confirmIntent', { intent, body, key, timeoutMs: 2 * timeoutMs })),
    addCard: async (body) => held(HostedForm, await call('POST /cards/hosted', { body })),
    goHosted: async (intent, body) => held(HostedForm, await call('goHosted', { intent, body })),
    continueIntent: async (intent) => held(Intent, await call('continueIntent', { intent })),
  };
}
