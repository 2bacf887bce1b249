import type { AgreementStore } from '../agreement-store.ts';
import {
  decideClaim,
  dueAt,
  type IntentRecord,
  openAttempt,
  type PaymentStore,
  type StoreSummary,
} from '../payment-store.ts';
import type { MemoryOutbox } from './outbox.ts';

/** Newest first; the id decides between two of one moment. */
const newestFirst = (a: IntentRecord, b: IntentRecord) =>
  b.createdAt - a.createdAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** Intents in memory. */
export function createMemoryPayments(outbox: MemoryOutbox, agreements: AgreementStore): PaymentStore {
  const intents = new Map<string, IntentRecord>();
  const byOrder = new Map<string, string>();
  const submittedAt = (intent: IntentRecord) => openAttempt(intent)?.submittedAt ?? Infinity;
  /** Those before a moment, first first. */
  const before = (moment: number, of: (intent: IntentRecord) => number, limit = Infinity) => {
    const found = [...intents.values()].filter((intent) => of(intent) < moment);
    return structuredClone(found.toSorted((a, b) => of(a) - of(b)).slice(0, limit));
  };
  return {
    async createIntent(intent) {
      const existing = intents.get(byOrder.get(intent.order) ?? '');
      if (existing) return structuredClone(existing);
      if (intents.has(intent.id)) throw new Error('The id of a new intent is another order’s.');
      intents.set(intent.id, structuredClone(intent));
      byOrder.set(intent.order, intent.id);
      return intent;
    },
    async get(id) {
      return structuredClone(intents.get(id));
    },
    async findByOrder(order) {
      return structuredClone(intents.get(byOrder.get(order) ?? ''));
    },
    async claim(id, attempt) {
      const intent = intents.get(id);
      if (!intent) return { type: 'closed' };
      const claim = decideClaim(intent, attempt);
      if (claim.type === 'claimed') intents.set(id, structuredClone(claim.intent));
      return structuredClone(claim);
    },
    async advance(next, { events, agreement } = {}) {
      if (intents.get(next.id)?.version !== next.version) return undefined;
      const kept = structuredClone({ ...next, version: next.version + 1 });
      intents.set(next.id, kept);
      outbox.add(events);
      if (agreement) await agreements.create(agreement);
      return structuredClone(kept);
    },
    scanUnresolved: async (moment, limit) => before(moment, submittedAt, limit),
    scanDue: async (now, limit = 100) => before(now + 1, (intent) => dueAt(intent) ?? Infinity, limit),
    async scanReview(limit = 100) {
      const found = [...intents.values()].filter(({ status }) => status === 'review');
      return structuredClone(found.toSorted((a, b) => newestFirst(b, a)).slice(0, limit));
    },
    async list({ status, limit = 100, after } = {}) {
      const last = after === undefined ? undefined : intents.get(after);
      if (after !== undefined && !last) return [];
      const found = [...intents.values()].filter(
        (intent) => (!status || intent.status === status) && (!last || newestFirst(last, intent) < 0),
      );
      return structuredClone(found.toSorted(newestFirst).slice(0, limit));
    },
    async summary() {
      const counts: StoreSummary['intents'] = {};
      for (const { status } of intents.values()) counts[status] = (counts[status] ?? 0) + 1;
      const unresolved = [...intents.values()].map(submittedAt).filter(Number.isFinite);
      return {
        intents: counts,
        unresolved: unresolved.length,
        ...(unresolved.length && { oldestUnresolved: Math.min(...unresolved) }),
        undelivered: (await outbox.undelivered(Infinity)).length,
      };
    },
  };
}
