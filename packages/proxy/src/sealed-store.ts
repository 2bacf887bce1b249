import type { Agreement, AgreementStore, PeriodClaim } from './agreement-store.ts';
import type { MerchantEvent } from './events.ts';
import type { Claim, IntentRecord } from './payment-store.ts';
import type { Sealer } from './seal.ts';
import type { Store } from './store.ts';

/** A customer number is at most 32 characters, and what is sealed is always longer: what an older version wrote is read as it is. */
const longestPlain = 32;

/** What cannot be opened any more belongs to nobody: it is read and settled, and shown to no one. */
const nobody = '';

/** What is kept for a customer. */
interface Kept {
  customer: string;
}

/**
 * A store that never sees a customer number: it is sealed on its way in and opened on its way out. What the gateway would take for
 * the right to list and charge somebody's cards is then in no file, no backup and no replica.
 *
 * @param onUnreadable told of each record whose key is not given any more
 */
export function sealStore(store: Store, sealer: Sealer, onUnreadable: () => void): Store {
  const close = async <T extends Kept>(kept: T): Promise<T> => ({
    ...kept,
    customer: kept.customer && (await sealer.seal('customer', '', kept.customer)),
  });
  async function open<T extends Kept>(kept: T): Promise<T> {
    if (kept.customer.length <= longestPlain) return kept;
    const customer = await sealer.open('customer', '', kept.customer);
    if (customer === undefined) onUnreadable();
    return { ...kept, customer: customer ?? nobody };
  }
  const openMaybe = async <T extends Kept>(kept: T | undefined) => kept && open(kept);
  const openAll = async <T extends Kept>(kept: readonly T[]) => Promise.all(kept.map(open));
  const closeAll = async (events: readonly MerchantEvent[]) => Promise.all(events.map(close));

  /**
   * Changes start from what is kept, so a record whose customer cannot be opened keeps what it has.
   */
  async function closeRecord(next: IntentRecord): Promise<IntentRecord> {
    if (next.customer !== nobody) return close(next);
    return { ...next, customer: (await store.get(next.id))?.customer ?? nobody };
  }

  async function openClaim(claim: Claim): Promise<Claim> {
    return 'intent' in claim ? { ...claim, intent: await open(claim.intent) } : claim;
  }

  async function openPeriod(claim: PeriodClaim): Promise<PeriodClaim> {
    return 'agreement' in claim ? { ...claim, agreement: await open(claim.agreement) } : claim;
  }

  async function listOf(customer: string): Promise<Agreement[]> {
    const names = [...(await sealer.sealEach('customer', '', customer)), customer];
    const lists = await Promise.all(names.map((name) => store.agreements.listOf(name)));
    // Those of the newest key come first, and each list is newest first: agreements say nothing else to sort by.
    return openAll(lists.flat());
  }

  const agreements: AgreementStore = {
    create: async (agreement, events = []) =>
      open(await store.agreements.create(await close(agreement), await closeAll(events))),
    get: async (id) => openMaybe(await store.agreements.get(id)),
    listDue: async (now, limit) => openAll(await store.agreements.listDue(now, limit)),
    listOf,
    claimPeriod: async (id, period, order) => openPeriod(await store.agreements.claimPeriod(id, period, order)),
    periods: (id) => store.agreements.periods(id),
    change: async (id, change) => openMaybe(await store.agreements.change(id, change)),
    end: async (id) => openMaybe(await store.agreements.end(id)),
  };

  return {
    agreements,
    limits: store.limits,
    close: () => store.close(),
    createIntent: async (intent) => open(await store.createIntent(await close(intent))),
    get: async (id) => openMaybe(await store.get(id)),
    findByOrder: async (order) => openMaybe(await store.findByOrder(order)),
    claim: async (id, attempt) => openClaim(await store.claim(id, attempt)),
    async advance(next, { events = [], agreement } = {}) {
      const kept = await store.advance(await closeRecord(next), {
        events: await closeAll(events),
        ...(agreement && { agreement: await close(agreement) }),
      });
      return openMaybe(kept);
    },
    scanUnresolved: async (before, limit) => openAll(await store.scanUnresolved(before, limit)),
    scanDue: async (now, limit) => openAll(await store.scanDue(now, limit)),
    scanReview: async (limit) => openAll(await store.scanReview(limit)),
    list: async (query) => openAll(await store.list(query)),
    summary: () => store.summary(),
    undelivered: async (limit) => openAll(await store.undelivered(limit)),
    async takeEvents(now, leaseMs, limit) {
      const taken = await store.takeEvents(now, leaseMs, limit);
      return Promise.all(taken.map(async ({ event, tries }) => ({ event: await open(event), tries })));
    },
    postpone: (id, until) => store.postpone(id, until),
    delivered: (id) => store.delivered(id),
  };
}
