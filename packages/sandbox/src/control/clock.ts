import type { Deps } from '../deps.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import { namesOf, said, sent, unclear } from './answer.ts';

const time = ({ state }: Deps) => ({ now: new Date(state.now()).toISOString() });

/** `GET /__sandbox/clock` */
export const showClock = (deps: Deps): Response => said(time(deps));

/**
 * `POST /__sandbox/clock` with `{ "advanceMs": 60000 }` or `{ "now": "2026-11-23T09:30:00Z" }`: moves the clock. What is due by
 * then happens before the answer: notifications are sent again, the bank decides.
 */
export async function moveClock(request: GatewayRequest, deps: Deps): Promise<Response> {
  const names = namesOf(await sent(request));
  const advance = names?.get('advanceMs');
  const now = names?.get('now');
  const by =
    typeof advance === 'number' ? advance : typeof now === 'string' ? Date.parse(now) - deps.state.now() : Number.NaN;
  if (!Number.isFinite(by)) return unclear('Send { "advanceMs": 60000 } or { "now": "2026-11-23T09:30:00Z" }.');
  deps.state.moveClock(by);
  await deps.agenda.run();
  return said(time(deps));
}
