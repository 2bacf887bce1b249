/** The rows that a page calls: method and path, relative to where the proxy is mounted; `{id}` stands for one path segment. */
export const pageRoutes = {
  listCards: 'GET /cards',
  removeCard: 'DELETE /cards/{id}',
  changeCard: 'PATCH /cards/{id}',
  openIntent: 'POST /intents',
  confirmIntent: 'POST /intents/{id}/confirm',
  goHosted: 'POST /intents/{id}/hosted',
  continueIntent: 'POST /intents/{id}/continue',
} as const;

/** The name of an endpoint that a page calls. */
export type PageRoute = keyof typeof pageRoutes;

/** The method and the path of a page's call, its `{id}` filled in and encoded. */
export function routeTo(name: PageRoute, id = ''): { method: string; path: string } {
  const [method = '', path = ''] = pageRoutes[name].split(' ');
  return { method, path: path.replace('{id}', encodeURIComponent(id)) };
}

/** The header that carries the idempotency key of a confirm: 16 to 64 URL-safe characters, new for each attempt. */
export const idempotencyKeyHeader = 'idempotency-key';
