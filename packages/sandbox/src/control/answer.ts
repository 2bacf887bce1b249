import type { GatewayRequest } from '../wire/gateway-request.ts';

/** An answer of the control API. */
export const said = (value: object, status = 200): Response =>
  Response.json(value, { status, headers: { 'cache-control': 'no-store' } });

/** What was asked for makes no sense: what would. */
export const unclear = (hint: string): Response => said({ error: hint }, 400);

/** There is no such thing. */
export const unknown = (what: string): Response => said({ error: `There is no such ${what}.` }, 404);

/** The JSON in a request; undefined where there is none. */
export const sent = (request: GatewayRequest): Promise<unknown> => request.json().catch(() => undefined);

/** Whether some JSON is an object, by its names. */
export const namesOf = (value: unknown): Map<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;
