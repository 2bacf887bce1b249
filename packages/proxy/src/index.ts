export { cardName } from './cards.ts';
export {
  type CallContext,
  createMerchantProxy,
  type MerchantProxy,
  type ProxyOptions,
} from './create-merchant-proxy.ts';
export { createMemoryStore } from './memory-store.ts';
export { passThroughArt, type PassThroughArtOptions } from './pass-through-art.ts';
export {
  type Attempt,
  type Claim,
  decideClaim,
  type IntentRecord,
  openAttempt,
  type PaymentStore,
} from './payment-store.ts';
export type {
  ArtAnswer,
  ArtDescription,
  ArtFacts,
  ArtPort,
  CardBook,
  CardNotes,
  CardNotesByName,
  Customer,
  CustomerPort,
  Order,
  OrderBook,
  ProxyEvent,
  SettledEvent,
} from './ports.ts';
export type { SealKey } from './seal.ts';
