import type { GenericSchema } from 'valibot';
import { ConfirmIntent, GoHosted, HostedForm, Intent, OpenedIntent, OpenIntent } from './intent.ts';
import { CardChange, CardList, SavedCard } from './saved-card.ts';

/** Who may call an endpoint: the shopper's session, the bearer of one intent's secret, or anybody. */
export type EndpointAuth = 'session' | 'intent' | 'none';

/** One row of the contract. Paths are relative to where the proxy is mounted; `{id}` stands for one path segment. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  auth: EndpointAuth;
  /** What it does, in one sentence. */
  summary: string;
  /** The JSON body it takes. */
  request?: GenericSchema;
  /** The JSON body it answers with. */
  response?: GenericSchema;
  /** The status of a good answer. Default 200. */
  status?: number;
  /** Takes an `Idempotency-Key` header, and must have one. */
  idempotent?: boolean;
}

/** Version 1 of the contract, row by row. The proxy mounts it; the client calls it; the OpenAPI document is written from it. */
export const endpoints = {
  listCards: {
    method: 'GET',
    path: '/cards',
    auth: 'session',
    summary: 'The signed-in shopper’s cards on file, and what may be done with them.',
    response: CardList,
  },
  removeCard: {
    method: 'DELETE',
    path: '/cards/{id}',
    auth: 'session',
    summary: 'Removes one card. Removing one that is gone is success.',
    status: 204,
  },
  changeCard: {
    method: 'PATCH',
    path: '/cards/{id}',
    auth: 'session',
    summary: 'Names a card or makes it the default. Where the merchant keeps such things (capability `manage`).',
    request: CardChange,
    response: SavedCard,
  },
  addCard: {
    method: 'POST',
    path: '/cards/hosted',
    auth: 'session',
    summary: 'The form that takes the shopper to add a card without an order. Capability `addWithoutOrder`.',
    request: GoHosted,
    response: HostedForm,
  },
  openIntent: {
    method: 'POST',
    path: '/intents',
    auth: 'session',
    summary: 'Opens the intent to pay an order, or returns the one there is, as it stands.',
    request: OpenIntent,
    response: OpenedIntent,
  },
  confirmIntent: {
    method: 'POST',
    path: '/intents/{id}/confirm',
    auth: 'intent',
    summary: 'Pays with a card on file. The same key again answers with that attempt as it stands now.',
    request: ConfirmIntent,
    response: Intent,
    idempotent: true,
  },
  continueIntent: {
    method: 'POST',
    path: '/intents/{id}/continue',
    auth: 'intent',
    summary: 'Goes on after the 3-D Secure method call.',
    response: Intent,
  },
  readIntent: {
    method: 'GET',
    path: '/intents/{id}',
    auth: 'intent',
    summary: 'The truth about an intent, reconciled with the gateway if it is not final.',
    response: Intent,
  },
  goHosted: {
    method: 'POST',
    path: '/intents/{id}/hosted',
    auth: 'intent',
    summary: 'The form that takes the shopper to the payment service’s own page for this order.',
    request: GoHosted,
    response: HostedForm,
  },
  frame: { method: 'GET', path: '/frame', auth: 'none', summary: 'The isolated page where a security code is typed.' },
  art: { method: 'GET', path: '/art/{ref}', auth: 'none', summary: 'One picture of a card’s design, safe and sized.' },
  notify: {
    method: 'POST',
    path: '/notifications',
    auth: 'none',
    summary: 'The gateway’s own message about an order.',
  },
  returnPage: {
    method: 'GET',
    path: '/return',
    auth: 'none',
    summary: 'Where the payment page and the bank send the browser back (also by POST).',
    status: 303,
  },
} as const satisfies Record<string, Endpoint>;

/** The name of an endpoint. */
export type EndpointName = keyof typeof endpoints;

/** The path of an endpoint with its parameters filled in and encoded. */
export function endpointPath(name: EndpointName, params: Readonly<Record<string, string>> = {}): string {
  return endpoints[name].path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = params[key];
    if (value === undefined) throw new Error(`Endpoint "${name}" needs the path parameter "${key}".`);
    return encodeURIComponent(value);
  });
}
