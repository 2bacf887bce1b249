import type { Deps } from '../deps.ts';
import { noSuchCard, type PaymentToken } from '../request/payment-token.ts';
import type { FaultRule } from '../rules.ts';
import { type Scenario, scenarioOf } from '../scenarios.ts';
import type { UsedCard } from '../state.ts';
import { forbidden, missing } from '../wire/fault.ts';
import type { Fields } from '../wire/read-request.ts';
import { asUsedCard } from './entered-card.ts';
import { holdCode, scenarioOfStored, sentCode } from './stored-card.ts';

/** What a payment is made with. */
export interface Means {
  card: UsedCard;
  scenario: Scenario;
  customer?: string;
}

/** The card in a phone's wallet: the sandbox cannot read the token, so it is always this one. */
export const walletCard = (wallet: string): UsedCard => ({
  brand: 'VISA',
  bin: 489_537,
  post: '1117',
  expire: '12.2031',
  bank: 'TEST BANK',
  holder: wallet,
});

/**
 * What a token pays with. Cards on file want the processing for it (section 3.2: otherwise the operation fails); a foreign or
 * unknown token is 10/203 (section 16.10).
 *
 * @throws GatewayFault
 */
export function meansOf(token: PaymentToken, amount: string, fields: Fields, deps: Deps): Means {
  if (token.type === 'wallet') {
    const card = walletCard(token.wallet);
    // A phone has asked who it is already: the bank does not ask again.
    return { card, scenario: { ...scenarioOf(card, amount), authenticating: 'none' } };
  }
  if (!deps.state.settings.cof) throw forbidden('payment', 306);
  const stored = deps.state.cardsOf(token.customer).find((card) => card.token === token.token);
  if (!stored) throw noSuchCard();
  const code = sentCode(fields) ?? token.code;
  holdCode(stored, code, deps);
  return { card: asUsedCard(stored), scenario: scenarioOfStored(stored, amount, code), customer: token.customer };
}

/**
 * What is needed of a browser that the bank will ask: its address, for version 2 (gateway notes, section 3.2).
 *
 * @throws GatewayFault 3/116
 */
export function holdBrowser({ authenticating }: Scenario, fields: Fields): void {
  const isAsked = authenticating !== 'none' && authenticating !== 'v1' && fields.get('disable3ds') !== '1';
  if (isAsked && !fields.get('clientip')) throw missing('CLIENTIP', 116);
}

/** The scenario under a rule that declines everything. */
export const underRule = (scenario: Scenario, rule: FaultRule | undefined): Scenario =>
  rule?.kind === 'decline' ? { code: rule.code ?? 'AS100', authenticating: 'none' } : scenario;
