import type { AgreementStore } from './agreement-store.ts';
import type { LimitStore } from './limit-store.ts';
import type { Outbox } from './outbox.ts';
import type { PaymentStore } from './payment-store.ts';

/** All that two proxies share. One suite (`*.case.ts`) holds every implementation to it. */
export interface Store extends PaymentStore, Outbox {
  readonly limits: LimitStore;
  readonly agreements: AgreementStore;
  /** Lets go of the file or the connections. */
  close(): void | Promise<void>;
}
