import { addCardRoute, pageRoutes } from './page-routes.ts';

/** Version 1 of the contract, row by row. What else there is to say of a row stands in `endpoints`. */
export const routes = {
  ...pageRoutes,
  addCard: addCardRoute,
  readIntent: 'GET /intents/{id}',
  frame: 'GET /frame',
  art: 'GET /art/{ref}',
  notify: 'POST /notifications',
  returnPage: 'GET /return',
} as const;

/** The name of an endpoint. */
export type EndpointName = keyof typeof routes;
