export type {
  AssetFile,
  AssetType,
  Capabilities,
  CardAsset,
  CardChange,
  CardList,
  DeclineReason,
  Expiry,
  HostedForm,
  Intent,
  IntentStatus,
  OpenedIntent,
  ProblemCode,
  SavedCard,
} from '@onfile/contract';
export { holdsCardNumber } from '@onfile/contract';
export { type Brand, type BrandId, brands, unknownBrand } from '@onfile/contract';
export { attemptKey, releaseAttemptKey } from './attempt-key.ts';
export { postForm } from './browser-data.ts';
export { type CardState, cardState, isPastDate } from './card-state.ts';
export {
  type CheckoutEvent,
  checkoutReducer,
  type CheckoutState,
  type FinishedStatus,
  initialCheckout,
} from './checkout-machine.ts';
export { composeFace, type Face, type Picture } from './compose-face.ts';
export {
  createMerchantClient,
  type IntentHandle,
  type MerchantClient,
  type MerchantClientOptions,
} from './merchant-client.ts';
export { logout } from './logout.ts';
export { isInDoubt, MerchantError, type MerchantErrorCode } from './merchant-error.ts';
export { type OnfileContext, OnfileProvider, type OnfileProviderProps, useOnfile } from './OnfileProvider.tsx';
export { prefetchSavedCards } from './prefetch.ts';
export { intentOptions, onfileKey, savedCardsOptions } from './queries.ts';
export {
  type CardSelection,
  type CardSelectionOptions,
  newCard,
  type Preselect,
  type Selection,
  useCardSelection,
} from './useCardSelection.ts';
export { type Checkout, type CheckoutOptions, useCheckout } from './useCheckout.ts';
export { type CardChanges, useChangeCard } from './useChangeCard.ts';
export { type CardRemoval, type RemoveCardOptions, useRemoveCard } from './useRemoveCard.ts';
export { type SavedCards, useSavedCards } from './useSavedCards.ts';
