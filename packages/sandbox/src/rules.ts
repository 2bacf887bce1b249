/** The services that can be made to misbehave. */
export const services = ['list', 'remove', 'tokenpay', 'orderresult'] as const;
/** A service that can be told to misbehave. */
export type Service = (typeof services)[number];

/** What a service does instead of its work. */
export const faultKinds = [
  'fault',
  'html',
  'malformed-list',
  'malformed-card',
  'empty-list',
  'rate-limit',
  'server-error',
  'refuse',
  'never-answer',
  'never-answer-charged',
  'late-charged',
  'truncated',
  'truncated-charged',
  'decline',
] as const;
/** How a service misbehaves. */
export type FaultKind = (typeof faultKinds)[number];

/** A misbehaviour to order. It holds for `times` requests (default: until the sandbox is reset). */
export interface FaultRule {
  service: Service;
  kind: FaultKind;
  /** With `decline`: the response code, default `AS100`. With `fault`: `first/second`, default `2/1`. */
  code?: string;
  times?: number;
  /** Only for this customer. */
  customer?: string;
  /** With `late-charged`: when the charge happens, in milliseconds after the request. Default 2000. */
  afterMs?: number;
}

/** The connection is refused: nothing was read. On Node the socket is destroyed. */
export class ConnectionRefused extends TypeError {
  constructor() {
    super('fetch failed: connection refused');
  }
}

/** The misbehaviours in force. */
export class FaultRules {
  #rules: FaultRule[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The rule for this request, counted down. */
  take(service: Service, customer: string | undefined): FaultRule | undefined {
    const rule = this.#rules.find((r) => r.service === service && (!r.customer || r.customer === customer));
    if (rule?.times !== undefined && --rule.times <= 0) this.#rules = this.#rules.filter((other) => other !== rule);
    return rule;
  }
}

/** Tells whether some JSON is a rule. */
export function isFaultRule(value: unknown): value is FaultRule {
  if (typeof value !== 'object' || value === null) return false;
  const rule = new Map(Object.entries(value));
  return (
    services.some((service) => service === rule.get('service')) && faultKinds.some((kind) => kind === rule.get('kind'))
  );
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });

/** The answer of a misbehaving service, where the rule is not about the work itself. */
export async function misbehave(rule: FaultRule, request: Request): Promise<Response | undefined> {
  switch (rule.kind) {
    case 'fault': {
      const [first, second] = (rule.code ?? '2/1').split('/').map(Number);
      return Response.json(
        { fault: { detail: 'Internal error at node pay-17', faultcode: first, faultstring: second } },
        { status: 400 },
      );
    }
    case 'html':
      return new Response('<html><body><h1>Service is temporarily unavailable</h1></body></html>', {
        headers: { 'content-type': 'text/html' },
      });
    case 'rate-limit':
      return new Response('<html><head><title>429 Too Many Requests</title></head></html>', {
        status: 429,
        headers: { 'content-type': 'text/html' },
      });
    case 'server-error':
      return new Response('<html><head><title>502 Bad Gateway</title></head></html>', { status: 502 });
    case 'truncated':
      return new Response('[{"expire":"12.2027","tok', { headers: { 'content-type': 'application/json' } });
    case 'empty-list':
      return Response.json([]);
    case 'malformed-list':
      return Response.json({ cards: 'none of your business' });
    case 'refuse':
      throw new ConnectionRefused();
    case 'never-answer':
      return untilAborted(request.signal);
    case 'never-answer-charged':
    case 'late-charged':
    case 'truncated-charged':
    case 'malformed-card':
    case 'decline':
      return undefined;
  }
}

/** Waits for ever, or until the caller gives up. */
export const silence = (request: Request): Promise<never> => untilAborted(request.signal);
