import type { Deps } from '../deps.ts';
import { type Scenario, scenarioOf } from '../scenarios.ts';
import type { StoredCard } from '../state.ts';
import { malformed, missing } from '../wire/fault.ts';
import type { Fields } from '../wire/read-request.ts';
import { wrongCode } from './entered-card.ts';

/** Whether the code of a stored card is asked: of this card, or of all (gateway notes, section 3.3). */
export const needsCode = (card: StoredCard, { state }: Deps): boolean =>
  card.needCVC || state.settings.storedCardCvc === 'always';

/** The code that was sent for a stored card, under any of the names that it may have (section 16.1). */
export const sentCode = (fields: Fields): string | undefined => fields.get('cvc2') || fields.get('cvc') || undefined;

/**
 * Holds the code of a stored card: needed and absent 3/115, malformed 4/115 (section 3.3).
 *
 * @throws GatewayFault
 */
export function holdCode(card: StoredCard, code: string | undefined, deps: Deps): void {
  if (!needsCode(card, deps)) return;
  if (!code) throw missing('CVC2', 115);
  if (!/^\d{3,4}$/.test(code)) throw malformed('CVC2', 115);
}

/** What becomes of a payment with a stored card. `active` decides, never the month: a bank may have renewed a card. */
export function scenarioOfStored(card: StoredCard, amount: string, code: string | undefined): Scenario {
  if (!card.active) return { code: 'AS100', authenticating: 'none' };
  const scenario = scenarioOf(card, amount);
  return code === wrongCode ? { ...scenario, code: 'AS101' } : scenario;
}
