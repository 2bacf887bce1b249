import { type EndpointName, routes } from './routes.ts';

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

const rules: Record<EndpointName, Omit<Endpoint, 'method' | 'path'>> = {
  listCards: { auth: 'session' },
  removeCard: { auth: 'session', status: 204 },
  changeCard: { auth: 'session' },
  addCard: { auth: 'session' },
  openIntent: { auth: 'session' },
  confirmIntent: { auth: 'intent', idempotent: true },
  continueIntent: { auth: 'intent' },
  readIntent: { auth: 'intent' },
  goHosted: { auth: 'intent' },
  frame: { auth: 'none' },
  art: { auth: 'none' },
  notify: { auth: 'none' },
  returnPage: { auth: 'none', status: 303 },
};

/** Version 1 of the contract with its rules. The proxy mounts it; the OpenAPI document is written from it. */
export const endpoints = Object.fromEntries(
  Object.entries(routes).map(([name, route]) => {
    const [method, path] = route.split(' ');
    return [name, { method, path, ...rules[name as EndpointName] }];
  }),
) as Record<EndpointName, Endpoint>;
