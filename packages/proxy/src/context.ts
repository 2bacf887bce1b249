import type { Answer } from './answer.ts';
import type { CodeFrame } from './code-frame.ts';
import type { AssistClient } from '@onfile/assist';
import type { Engine } from './engine.ts';
import type { MerchantEvent } from './events.ts';
import type { Limiter } from './limits.ts';
import type { IntentRecord } from './payment-store.ts';
import type { ArtPort, CardBook, Customer, CustomerPort, OrderBook, ProxyEvent } from './ports.ts';
import type { Sealer } from './seal.ts';
import type { Store } from './store.ts';

/** What the routes share. */
export interface Context {
  assist: AssistClient;
  store: Store;
  customer: CustomerPort;
  orders: OrderBook;
  art: ArtPort | undefined;
  cards: CardBook | undefined;
  sealer: Sealer;
  limiter: Limiter;
  origins: readonly string[];
  /** Where security codes are typed, in mode `frame`. */
  codeFrame: CodeFrame | undefined;
  /** Where the browser reaches the proxy, without a slash at the end. */
  publicUrl: URL;
  exposeBin: boolean;
  returnTo: (order: string) => string;
  onSettled: (event: MerchantEvent) => void | Promise<void>;
  onEvent: (event: ProxyEvent) => void;
  now: () => number;
  wait: (milliseconds: number) => Promise<void>;
  randomId: () => string;
  intentLifetimeMs: number;
  /** How long the browser is sent to the bank's question, in milliseconds. */
  challengeLifetimeMs: number;
  /** What the payment engine shares between its parts. */
  engine: Engine;
  /** Reads of the gateway that are under way, by intent: everybody who asks meanwhile gets the same answer. */
  reading: Map<string, Promise<IntentRecord>>;
  /** Intents whose payment call this process has sent and not heard of. */
  paying: Set<string>;
}

/** One request, with what came with it. */
export interface Call {
  request: Request;
  params: Readonly<Record<string, string>>;
  waitUntil: (work: Promise<unknown>) => void;
  clientIp: string | undefined;
  /** When the answer has to be out, in milliseconds since the epoch. */
  deadline: number;
}

/** Answers one endpoint. */
export type Route = (call: Call, context: Context) => Promise<Answer>;

/** Who is signed in, as routes of the shopper's session need it. */
export type SessionRoute = (call: Call & { customer: Customer }, context: Context) => Promise<Answer>;

/** The intent whose secret came with the request. */
export type IntentRoute = (call: Call & { intent: IntentRecord }, context: Context) => Promise<Answer>;
