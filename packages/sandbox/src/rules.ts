/** The services that can be made to misbehave. */
export const services = [
  'list',
  'remove',
  'tokenpay',
  'tokenpay-order',
  'silentpay',
  'continue',
  'continue-v1',
  'payrequest',
  'orderresult',
  'orderstate',
  'mobile-result',
  'results-by-date',
  'charge',
  'cancel',
  'recurrent',
  'login',
  'deny',
  'register',
  'receipt',
] as const;
/** A service that can be told to misbehave. */
export type Service = (typeof services)[number];

/** What a service does beside or instead of its work. `…-charged` does the work first: with reads it makes no difference. */
export const faultKinds = [
  // Instead of the work.
  'fault',
  'html',
  'malformed-list',
  'empty-list',
  'rate-limit',
  'server-error',
  'refuse',
  'reset',
  'never-answer',
  'truncated',
  // After the work, instead of its answer.
  'html-charged',
  'server-error-charged',
  'reset-charged',
  'reset-mid-body',
  'never-answer-charged',
  'late-charged',
  'truncated-charged',
  // The work or its answer is another.
  'late',
  'decline',
  'malformed-card',
  'wrong-amount',
  'unknown-state',
  'lag',
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
  /** Only for this customer: of requests that name one, or a bill of one. */
  customer?: string;
  /** Only for this order: of requests that name it, or a bill of it. */
  order?: string;
  /** With `late-charged`, `late` and `lag`: how long, in milliseconds. Default 2000. */
  afterMs?: number;
}

/** The connection is refused, or closed without an answer. On Node the socket is destroyed. */
export class ConnectionRefused extends TypeError {
  constructor(how: 'refused' | 'reset' = 'refused') {
    super(`fetch failed: connection ${how}`);
  }
}

/** The misbehaviours in force. */
export class FaultRules {
  #rules: FaultRule[] = [];

  /** A copy, in the order in which they were ordered. */
  get all(): FaultRule[] {
    return this.#rules.map((rule) => ({ ...rule }));
  }

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The rule for this request, counted down. */
  take(service: Service, about: { customer: string | undefined; order: string | undefined }): FaultRule | undefined {
    if (!this.#rules.length) return undefined;
    const rule = this.#rules.find(
      (r) =>
        r.service === service &&
        (!r.customer || r.customer === about.customer) &&
        (!r.order || r.order === about.order),
    );
    if (rule?.times !== undefined && --rule.times <= 0) this.#rules = this.#rules.filter((other) => other !== rule);
    return rule;
  }
}

/** Tells whether some JSON is a rule. */
export function isFaultRule(value: unknown): value is FaultRule {
  if (typeof value !== 'object' || value === null) return false;
  const rule = new Map(Object.entries(value));
  return (
    services.some((service) => service === rule.get('service')) &&
    faultKinds.some((kind) => kind === rule.get('kind')) &&
    ['code', 'customer', 'order'].every((name) => ['string', 'undefined'].includes(typeof rule.get(name))) &&
    ['times', 'afterMs'].every((name) => ['number', 'undefined'].includes(typeof rule.get(name)))
  );
}
