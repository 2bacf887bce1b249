/** Who may call an endpoint: the shopper's session, the bearer of one intent's secret, or anybody. */
export type EndpointAuth = 'session' | 'intent' | 'none';

/** One row of the contract. Paths are relative to where the proxy is mounted; `{id}` stands for one path segment. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  auth: EndpointAuth;
  /** The status of a good answer. Default 200. */
  status?: number;
  /** Takes an `Idempotency-Key` header, and must have one. */
  idempotent?: boolean;
}

/** Version 1 of the contract, row by row. The proxy mounts it; the client calls it; the OpenAPI document is written from it. */
export const endpoints = {
  listCards: { method: 'GET', path: '/cards', auth: 'session' },
  removeCard: { method: 'DELETE', path: '/cards/{id}', auth: 'session', status: 204 },
  changeCard: { method: 'PATCH', path: '/cards/{id}', auth: 'session' },
  addCard: { method: 'POST', path: '/cards/hosted', auth: 'session' },
  openIntent: { method: 'POST', path: '/intents', auth: 'session' },
  confirmIntent: { method: 'POST', path: '/intents/{id}/confirm', auth: 'intent', idempotent: true },
  continueIntent: { method: 'POST', path: '/intents/{id}/continue', auth: 'intent' },
  readIntent: { method: 'GET', path: '/intents/{id}', auth: 'intent' },
  goHosted: { method: 'POST', path: '/intents/{id}/hosted', auth: 'intent' },
  frame: { method: 'GET', path: '/frame', auth: 'none' },
  art: { method: 'GET', path: '/art/{ref}', auth: 'none' },
  notify: { method: 'POST', path: '/notifications', auth: 'none' },
  returnPage: { method: 'GET', path: '/return', auth: 'none', status: 303 },
} as const satisfies Record<string, Endpoint>;

/** The name of an endpoint. */
export type EndpointName = keyof typeof endpoints;

/** The path of an endpoint with its parameters filled in and encoded. */
export function endpointPath(name: EndpointName, params: Readonly<Record<string, string>> = {}): string {
  return endpoints[name].path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = params[key];
    if (value === undefined) throw new Error(`${name} needs the path parameter "${key}".`);
    return encodeURIComponent(value);
  });
}
