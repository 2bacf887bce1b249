import type { Asset, SandboxState } from './state.ts';
import type { Fields } from './read-request.ts';
import { misbehave, type FaultRule, type FaultRules, type Service } from './rules.ts';
import { checkCredentials } from './merchant.ts';

/** What a route needs. */
export interface Deps {
  state: SandboxState;
  rules: FaultRules;
  /** Where the payment page lives, without a slash at the end. */
  origin: string;
  /** Charges again under an order number that is already paid, as the gateway is not known to refuse. */
  acceptDuplicates: boolean;
  /** Runs something later; real time unless replaced. */
  later: (run: () => void, milliseconds: number) => void;
}

export type { Asset };

/**
 * The common start of a web service: misbehave if ordered to, else check the credentials and do the work.
 * The rule is handed on, because some misbehaviours are about the work itself.
 */
export async function serve(
  service: Service,
  request: Request,
  fields: Fields,
  { rules }: Deps,
  customer: string | undefined,
  work: (rule: FaultRule | undefined) => Response | Promise<Response>,
): Promise<Response> {
  const rule = rules.take(service, customer);
  const instead = rule && (await misbehave(rule, request));
  if (instead) return instead;
  checkCredentials(fields);
  return work(rule);
}
