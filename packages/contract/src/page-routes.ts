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

/** Adds a card without an order: apart from the others, because few pages call it. */
export const addCardRoute = 'POST /cards/hosted';

/** The name of an endpoint that a page calls. */
export type PageRoute = keyof typeof pageRoutes;

/** A row of the contract, by name or as it is written. */
export type RouteOfPage = PageRoute | typeof addCardRoute;

/** The method and the path of a page's call, its `{id}` filled in and encoded. */
export function routeTo(name: RouteOfPage, id = ''): { method: string; path: string } {
  const named: Partial<Record<RouteOfPage, string>> = pageRoutes;
  // A row is two words.
  const [method, path] = (named[name] ?? name).split(' ') as [string, string];
  return { method, path: path.replace('{id}', encodeURIComponent(id)) };
}

/** The header that carries the idempotency key of a confirm: 16 to 64 URL-safe characters, new for each attempt. */
export const idempotencyKeyHeader = 'idempotency-key';
