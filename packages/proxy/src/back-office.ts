import type { Agreement } from './agreement-store.ts';
import { type ChangeAnswer, changeMoney, type ChangeWish } from './change-money.ts';
import type { Context } from './context.ts';
import { deliver } from './deliver.ts';
import type { IntentRecord, ListQuery } from './payment-store.ts';
import { type DuePayment, listDue, repeat, type RepeatAnswer, type RepeatWish } from './repeat.ts';

/** What the merchant's own server does: functions, and never routes. Who may call them is the merchant's to say. */
export interface BackOffice {
  /** Takes the money of an authorised order, all that is left or a part of it. A part leaves the order `authorised`, with `captured` noted. */
  capture(order: string, wish?: Omit<ChangeWish, 'reason'>): Promise<ChangeAnswer>;
  /** Lets go what was authorised, whole; or gives back what was paid, whole or in part, with `refunded` noted. */
  cancel(order: string, wish?: ChangeWish): Promise<ChangeAnswer>;
  /** Charges a period of an agreement. */
  repeat(agreement: string, wish: RepeatWish): Promise<RepeatAnswer>;
  /** Agreements whose next payment is due, longest due first. Default limit 100. */
  due(limit?: number): Promise<DuePayment[]>;
  /** Intents, newest first. */
  list(query?: ListQuery): Promise<IntentRecord[]>;
  /** All of a customer's agreements, the ended ones too, newest first. */
  agreementsOf(customer: string): Promise<Agreement[]>;
  /** Ends an agreement for good: nothing is charged any more. `undefined` where there is none, or it is not this customer's. */
  endAgreement(agreement: string, customer?: string): Promise<Agreement | undefined>;
}

/** The merchant's functions over one context. */
export function backOffice(context: Context): BackOffice {
  const { agreements } = context.store;
  /** What came of it is told before it is answered, as far as the merchant takes it now. */
  const telling = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    // Events of one order go one after the other. What was done is not undone by trouble with telling: the sweeper tells again.
    while (await deliver(context).catch(() => 0));
    return done;
  };
  return {
    capture: (order, wish = {}) => telling(changeMoney(order, 'capture', wish, context)),
    cancel: (order, wish = {}) => telling(changeMoney(order, 'cancel', wish, context)),
    repeat: (agreement, wish) => telling(repeat(agreement, wish, context)),
    due: (limit) => listDue(context, limit),
    list: (query) => context.store.list(query),
    agreementsOf: (customer) => agreements.listOf(customer),
    endAgreement: async (id, customer) => {
      const agreement = await agreements.get(id);
      const isTheirs = customer === undefined || agreement?.customer === customer;
      return agreement && isTheirs ? agreements.end(id) : undefined;
    },
  };
}
