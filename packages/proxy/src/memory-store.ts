import { createMemoryAgreements } from './memory/agreements.ts';
import { createMemoryLimits } from './memory/limits.ts';
import { createMemoryOutbox } from './memory/outbox.ts';
import { createMemoryPayments } from './memory/payments.ts';
import type { Store } from './store.ts';

/** A payment record that is gone with the process: for stories and tests, never for money. */
export function createMemoryStore(): Store {
  const { add, ...outbox } = createMemoryOutbox();
  const agreements = createMemoryAgreements({ add, ...outbox });
  const payments = createMemoryPayments({ add, ...outbox }, agreements);
  return { ...payments, ...outbox, agreements, limits: createMemoryLimits(), close: () => {} };
}
