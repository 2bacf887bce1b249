import { describe } from 'vitest';
import { describeAgreements } from './agreements.case.ts';
import { describeLimits } from './limits.case.ts';
import { describeOutbox } from './outbox.case.ts';
import { describePayments } from './payments.case.ts';
import type { OpenStore } from './records.case.ts';

/** What every store holds to. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`a store: ${name}`, () => {
    describePayments(open);
    describeLimits(open);
    describeOutbox(open);
    describeAgreements(open);
  });
}
