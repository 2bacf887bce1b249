/**
 * Version 1 of the contract, row by row: method and path, relative to where the proxy is mounted; `{id}` stands for one path
 * segment. Every page downloads this; what else there is to say of a row stands in `endpoints`.
 */
export const routes = {
  listCards: 'GET /cards',
  removeCard: 'DELETE /cards/{id}',
  changeCard: 'PATCH /cards/{id}',
  addCard: 'POST /cards/hosted',
  openIntent: 'POST /intents',
  confirmIntent: 'POST /intents/{id}/confirm',
  continueIntent: 'POST /intents/{id}/continue',
  readIntent: 'GET /intents/{id}',
  goHosted: 'POST /intents/{id}/hosted',
  frame: 'GET /frame',
  art: 'GET /art/{ref}',
  notify: 'POST /notifications',
  returnPage: 'GET /return',
} as const;

/** The name of an endpoint. */
export type EndpointName = keyof typeof routes;

/** The method and the path of an endpoint, its parameter filled in and encoded. @throws where the path has one and it is not given. */
export function routeTo(name: EndpointName, param?: string): { method: string; path: string } {
  const [method = '', path = ''] = routes[name].split(' ');
  return {
    method,
    path: path.replace(/\{\w+\}/, () => {
      if (param === undefined) throw new Error(`${name} needs its path parameter.`);
      return encodeURIComponent(param);
    }),
  };
}

/** The header that carries the idempotency key of a confirm: 16 to 64 URL-safe characters, new for each attempt. */
export const idempotencyKeyHeader = 'idempotency-key';
