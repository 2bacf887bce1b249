import { decideClaim, type IntentRecord, openAttempt, type PaymentStore } from './payment-store.ts';
import type { SettledEvent } from './ports.ts';

/** A payment record that is gone with the process: for stories and tests, never for money. */
export function createMemoryStore(): PaymentStore {
  const intents = new Map<string, IntentRecord>();
  const byOrder = new Map<string, string>();
  const outbox = new Map<string, SettledEvent>();
  return {
    async createIntent(intent) {
      const existing = intents.get(byOrder.get(intent.order) ?? '');
      if (existing) return structuredClone(existing);
      intents.set(intent.id, structuredClone(intent));
      byOrder.set(intent.order, intent.id);
      return intent;
    },
    async get(id) {
      return structuredClone(intents.get(id));
    },
    async claim(id, attempt) {
      const intent = intents.get(id);
      if (!intent) return { type: 'closed' };
      const claim = decideClaim(intent, attempt);
      if (claim.type === 'claimed') intents.set(id, claim.intent);
      return structuredClone(claim);
    },
    async advance(next, event) {
      if (intents.get(next.id)?.version !== next.version) return undefined;
      const kept = structuredClone({ ...next, version: next.version + 1 });
      intents.set(next.id, kept);
      if (event) outbox.set(event.id, event);
      return structuredClone(kept);
    },
    async scanUnresolved(before) {
      const isOld = (intent: IntentRecord) => (openAttempt(intent)?.submittedAt ?? Infinity) < before;
      return [...intents.values()].filter(isOld).map((intent) => structuredClone(intent));
    },
    async undelivered() {
      return [...outbox.values()];
    },
    async delivered(id) {
      outbox.delete(id);
    },
  };
}
