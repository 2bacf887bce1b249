export type { Agreement, AgreementChange, AgreementStore, PeriodClaim } from './agreement-store.ts';
export type { BackOffice } from './back-office.ts';
export { cardName } from './cards.ts';
export type { ChangeAnswer, ChangeWish, WhyNot } from './change-money.ts';
export {
  type CallContext,
  createMerchantProxy,
  type MerchantProxy,
  type ProxyOptions,
} from './create-merchant-proxy.ts';
export type {
  AgreementMadeEvent,
  CardSavedEvent,
  MerchantEvent,
  MoneyChangedEvent,
  SavingConsent,
  SettledEvent,
} from './events.ts';
export type { Operation as MoneyOperation, OperationKind } from './operation.ts';
export type { BreakerRules, BreakerState } from './breaker.ts';
export type { CodeFrameOptions } from './code-frame.ts';
export type { EngineOptions } from './engine.ts';
export type { Hit, LimitStore, Try } from './limit-store.ts';
export { type DeclineRules, defaultDeclines } from './decline-watch.ts';
export { defaultLimits, type LimitName, type LimitOptions, type RateLimit } from './limits.ts';
export { createMemoryStore } from './memory-store.ts';
export type { Health } from './health.ts';
export type { Operations } from './operations.ts';
export type { Delivery, Outbox } from './outbox.ts';
export { passThroughArt, type PassThroughArtOptions } from './pass-through-art.ts';
export {
  type Along,
  type Attempt,
  type Claim,
  decideClaim,
  type Decision,
  type IntentRecord,
  type ListQuery,
  openAttempt,
  type PaymentStore,
  type Saving,
  type ReviewWhy,
  type SeenBill,
  type StoreSummary,
} from './payment-store.ts';
export type {
  ArtAnswer,
  ArtDescription,
  ArtFacts,
  ArtPort,
  CardBook,
  CardFactsByName,
  CardNotes,
  CardNotesByName,
  Customer,
  CustomerPort,
  Order,
  OrderBook,
  ProxyEvent,
} from './ports.ts';
export type { DuePayment, RepeatAnswer, RepeatWish, WhyNotRepeated } from './repeat.ts';
export type { ReviewItem, Settlement, SettlementAnswer } from './review.ts';
export type { Quiet } from './rules.ts';
export type { SealKey } from './seal.ts';
export { Secret } from './secret.ts';
export type { Store } from './store.ts';
export type { Swept } from './sweep.ts';
export type { Operation } from './watched-gateway.ts';
