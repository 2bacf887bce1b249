import { AssistError, AssistFault, AssistRateLimited } from '@onfile/assist';
import type { Context } from './context.ts';
import { Refusal } from './problem.ts';

/** Notes what the gateway did, for operators, without a word of its own. */
export function noteTrouble(error: unknown, operation: string, { onEvent }: Context): void {
  const codes = error instanceof AssistFault ? { first: error.first, second: error.second } : {};
  onEvent({ type: 'gateway.failed', operation, error: error instanceof Error ? error.name : 'unknown', ...codes });
}

/** A read of the gateway that did not work out, as a refusal that a browser may see. */
export function troubleRefusal(error: unknown, operation: string, context: Context): unknown {
  if (!(error instanceof AssistError)) return error;
  noteTrouble(error, operation, context);
  return error instanceof AssistRateLimited ? new Refusal('rate_limited', 5) : new Refusal('unavailable');
}
