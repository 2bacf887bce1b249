import type { FaultRule, Service } from '@onfile/sandbox';
import type { Scenario } from './scenarios.ts';

const decline = (code: string): FaultRule[] => [{ service: 'tokenpay', kind: 'decline', code }];
const list = (kind: FaultRule['kind']): FaultRule[] => [{ service: 'list', kind }];
/** Every service that the proxy of a chain calls. */
const everything: readonly Service[] = ['list', 'remove', 'tokenpay', 'continue', 'continue-v1', 'orderresult'];

/** What the gateway does wrong in each scenario. None: the scenario is about the shopper's own connection, or the merchant's book. */
export const gatewayFaults: Record<Scenario, readonly FaultRule[]> = {
  pending: [],
  slow: [],
  declined: decline('AS102'),
  'declined-refused': decline('AS100'),
  'declined-insufficient-funds': decline('AS102'),
  'declined-wrong-details': decline('AS101'),
  'declined-wrong-expiry': decline('AS104'),
  'declined-limit-exceeded': decline('AS105'),
  'declined-card-not-payable': [{ service: 'tokenpay', kind: 'fault', code: '10/203' }],
  'declined-try-again': decline('AS107'),
  unconfirmed: [
    { service: 'tokenpay', kind: 'truncated-charged' },
    { service: 'orderresult', kind: 'server-error' },
  ],
  'unconfirmed-then-paid': [
    { service: 'tokenpay', kind: 'truncated-charged' },
    // The one reading that belongs to the payment itself.
    { service: 'orderresult', kind: 'server-error', times: 1 },
  ],
  'unconfirmed-then-not-charged': [{ service: 'tokenpay', kind: 'truncated' }],
  'answer-lost': [],
  'remove-fails': [{ service: 'remove', kind: 'server-error' }],
  'change-fails': [],
  'cards-gone': list('empty-list'),
  'malformed-card': list('malformed-card'),
  malformed: list('malformed-list'),
  html: list('html'),
  'rate-limited': list('rate-limit'),
  'gateway-down': everything.map((service) => ({ service, kind: 'refuse' })),
  offline: [],
};
