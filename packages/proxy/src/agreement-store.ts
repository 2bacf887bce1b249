import type { MerchantEvent } from './events.ts';

/** A shopper's word that a card may be charged again, by the merchant, within these terms. */
export interface Agreement {
  /** Ours. Derive it from the initial intent, so that making it twice makes one. */
  id: string;
  customer: string;
  /** The order of the initial payment: one agreement an order. */
  order: string;
  /** The gateway's bill of the initial payment: what a repeat refers to. */
  bill: string;
  /** Decimal text, as the amounts of orders. */
  amountMin: string;
  amountMax: string;
  currency: string;
  periodDays: number;
  /** The last day of the agreement, `YYYY-MM-DD`. */
  until: string;
  status: 'active' | 'ended';
  card?: { brand: string; last4: string };
  /** Milliseconds since the epoch. */
  lastChargedAt?: number;
  /** When the next payment may be asked for, in milliseconds since the epoch. Absent: nothing is due by itself. */
  nextDueAt?: number;
}

/** What became of a wish to charge a period. */
export type PeriodClaim =
  /** The period is this order's: pay it. */
  | { type: 'claimed'; agreement: Agreement }
  /** It was this order's already. What became of the payment is in the order's intent. */
  | { type: 'replayed'; agreement: Agreement }
  /** Another order has the period. */
  | { type: 'taken'; order: string }
  /** The order pays another period, or was an agreement's initial one. */
  | { type: 'order_used' }
  /** No such agreement, or one that was ended: charge nothing, whatever was claimed before. */
  | { type: 'ended' };

/** What may change of an agreement: its terms never do. */
export interface AgreementChange {
  card?: { brand: string; last4: string };
  lastChargedAt?: number;
  /** `undefined`: nothing is due by itself any more. */
  nextDueAt?: number | undefined;
}

/** Agreements on repeated payments, and which order pays which period. */
export interface AgreementStore {
  /** Keeps a new agreement, with its events; or answers with the one that its id or order already has, and adds no event. */
  create(agreement: Agreement, events?: readonly MerchantEvent[]): Promise<Agreement>;
  get(id: string): Promise<Agreement | undefined>;
  /** Active agreements whose next payment is due, longest due first. Default limit 100. */
  listDue(now: number, limit?: number): Promise<Agreement[]>;
  /** All of a customer's, the ended ones too, newest first. */
  listOf(customer: string): Promise<Agreement[]>;
  /**
   * Gives a period (1 for the first repeat, and so on) to one order, whoever asks. Durable when it resolves; never expires. A
   * period whose order was declined stays that order's: the order is paid again, by the rules of its intent.
   */
  claimPeriod(id: string, period: number, order: string): Promise<PeriodClaim>;
  /** Which orders pay which periods, first period first. */
  periods(id: string): Promise<{ period: number; order: string }[]>;
  /** Changes what may change. `undefined` where there is no such agreement. An ended one gets no next payment. */
  change(id: string, change: AgreementChange): Promise<Agreement | undefined>;
  /** Ends an agreement for good; ending it twice does nothing. `undefined` where there is no such agreement. */
  end(id: string): Promise<Agreement | undefined>;
}

/** Decides a claim of a period from what is kept. Pure: a store runs it inside whatever makes it single. */
export function decidePeriod(
  agreement: Agreement | undefined,
  order: string,
  kept: { holder: string | undefined; isOrderUsed: boolean },
): PeriodClaim {
  if (agreement?.status !== 'active') return { type: 'ended' };
  if (kept.holder === order) return { type: 'replayed', agreement };
  if (kept.holder !== undefined) return { type: 'taken', order: kept.holder };
  return kept.isOrderUsed || agreement.order === order ? { type: 'order_used' } : { type: 'claimed', agreement };
}

/** An agreement with a change. */
export function withChange(agreement: Agreement, change: AgreementChange): Agreement {
  const { nextDueAt, ...rest } = { ...agreement, ...change };
  return nextDueAt === undefined || rest.status === 'ended' ? rest : { ...rest, nextDueAt };
}

/** An agreement that was ended: nothing of it is due. */
export function ended(agreement: Agreement): Agreement {
  return withChange({ ...agreement, status: 'ended' }, {});
}
