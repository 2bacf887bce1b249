import * as v from 'valibot';
import { CardList } from '../card-list.ts';
import { type OpenedIntent, OpenedIntent as OpenedIntentSchema } from '../intent.ts';
import type { SavedCard } from '../saved-card.ts';
import type { Witness } from './witness.ts';

/** One call, as a page or somebody else would make it. */
export interface Call {
  method?: string;
  body?: unknown;
  /** The body as it stands, instead of `body`. */
  raw?: string;
  headers?: Readonly<Record<string, string>>;
  /** Whose session goes with it. Default the shopper's. */
  as?: 'shopper' | 'other' | 'nobody';
  /** The page that calls, as an origin; `null`: none is said. Default the shop's own. */
  from?: string | null;
}

/** An answer, read whole. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** `undefined` where the text is not JSON. */
  json: unknown;
}

/** The proxy under test, and what the checks share. */
export interface Subject {
  call: (path: string, call?: Call) => Promise<Answer>;
  /** The shop's own page. */
  origin: string;
  /** An origin that is no page of the shop's. */
  foreign: string;
  /** The list, read once. @throws where it is none */
  cards: () => Promise<SavedCard[]>;
  /** The list of the other shopper. */
  otherCards: () => Promise<SavedCard[]>;
  /** The intent of the shopper's n-th order, opened anew. */
  open: (n: number) => Promise<OpenedIntent>;
  /** A key that nobody has used. */
  newKey: () => string;
  witness: Witness | undefined;
  orders: readonly string[];
  /** Remembers what several checks look at. */
  once: <T>(name: string, make: () => Promise<T>) => Promise<T>;
}

/** What a suite is told of the proxy under test. */
export interface SubjectOptions {
  url: string;
  headers: Readonly<Record<string, string>>;
  otherHeaders: Readonly<Record<string, string>> | undefined;
  orders: readonly string[];
  origin: string;
  fetch: (request: Request) => Promise<Response>;
  witness: Witness | undefined;
  randomId: () => string;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Something that the suite needs was not answered as the contract says. */
export class Unreadable extends Error {}

function expectShape<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  { status, json }: Answer,
  what: string,
): v.InferOutput<TSchema> {
  const parsed = v.safeParse(schema, json);
  if (status === 200 && parsed.success) return parsed.output;
  throw new Unreadable(`${what} answered ${status}, and not as the contract says`);
}

/** Makes the subject of a run. */
export function createSubject(options: SubjectOptions): Subject {
  const base = options.url.replace(/\/$/, '');
  const sessions = { shopper: options.headers, other: options.otherHeaders ?? {}, nobody: {} };
  const known = new Map<string, Promise<unknown>>();

  async function call(
    path: string,
    { method = 'GET', body, raw, headers = {}, as = 'shopper', from = options.origin }: Call = {},
  ): Promise<Answer> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await options.fetch(
      new Request(`${base}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(sent !== undefined && { 'content-type': 'application/json' }),
          ...(from !== null && { origin: from }),
          ...sessions[as],
          ...headers,
        },
        ...(sent !== undefined && { body: sent }),
      }),
    );
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: parse(text) };
  }

  function once<T>(name: string, make: () => Promise<T>): Promise<T> {
    // What stands under a name was made by the same function.
    const made = (known.get(name) as Promise<T> | undefined) ?? make();
    known.set(name, made);
    return made;
  }

  const listOf = (as: 'shopper' | 'other') =>
    once(`cards of ${as}`, async () => expectShape(CardList, await call('/cards', { as }), 'GET /cards').cards);

  return {
    call,
    once,
    origin: options.origin,
    foreign: 'https://elsewhere.example',
    cards: () => listOf('shopper'),
    otherCards: () => listOf('other'),
    open: async (n) =>
      expectShape(
        OpenedIntentSchema,
        await call('/intents', { method: 'POST', body: { order: options.orders[n] } }),
        'POST /intents',
      ),
    newKey: () => `conformance-${options.randomId()}`.slice(0, 64),
    witness: options.witness,
    orders: options.orders,
  };
}

/** The headers that go with an intent's own secret. */
export const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
