import { onTestFinished } from 'vitest';
import type { Agreement } from './agreement-store.ts';
import type { SettledEvent } from './events.ts';
import type { Attempt, IntentRecord } from './payment-store.ts';
import type { Store } from './store.ts';

/** Opens an empty store. */
export type OpenStore = () => Store | Promise<Store>;

/** An empty store that is closed with its test. */
export async function opened(open: OpenStore): Promise<Store> {
  const store = await open();
  onTestFinished(() => store.close());
  return store;
}

export const intent = (change: Partial<IntentRecord> = {}): IntentRecord => ({
  id: 'intent-1',
  order: '2341',
  customer: 'anna',
  amount: '1250.00',
  currency: 'RUB',
  status: 'open',
  createdAt: 1000,
  expiresAt: 9000,
  version: 0,
  attempts: [],
  ...change,
});

export const attempt = (change: Partial<Attempt> = {}): Attempt => ({
  key: 'key-1',
  card: 'card-1',
  submittedAt: 2000,
  knownBills: [],
  emptyReads: 0,
  ...change,
});

export const event = (change: Partial<SettledEvent> = {}): SettledEvent => ({
  type: 'settled',
  id: 'intent-1.paid',
  order: '2341',
  customer: 'anna',
  status: 'paid',
  amount: '1250.00',
  currency: 'RUB',
  at: '2026-11-23T09:30:00.000Z',
  ...change,
});

export const agreement = (change: Partial<Agreement> = {}): Agreement => ({
  id: 'agreement-1',
  customer: 'anna',
  order: '2341',
  bill: '5161380000.1',
  amountMin: '1.00',
  amountMax: '1250.00',
  currency: 'RUB',
  periodDays: 30,
  until: '2027-11-23',
  status: 'active',
  ...change,
});
