import { isFaultRule } from '../rules.ts';
import type { Deps } from '../work.ts';

/** `GET /__sandbox/ledger`: what was really charged, in order. */
export function readLedger({ state }: Deps): Response {
  return Response.json({ entries: state.ledger }, { headers: { 'cache-control': 'no-store' } });
}

/** `POST /__sandbox/faults`: orders a misbehaviour; the body is a rule as JSON. */
export async function orderFault(request: Request, { rules }: Deps): Promise<Response> {
  const rule: unknown = await request.json().catch(() => undefined);
  if (!isFaultRule(rule))
    return Response.json(
      { error: 'A rule names a service and a kind: see the README of the sandbox.' },
      { status: 400 },
    );
  rules.add(rule);
  return Response.json({ ordered: rule });
}
