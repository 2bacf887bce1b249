export type {
  AssetFile,
  AssetType,
  Capabilities,
  CardAsset,
  CardChange,
  CardList,
  CvcReason,
  DeclineReason,
  Expiry,
  HostedForm,
  Intent,
  IntentStatus,
  OpenedIntent,
  ProblemCode,
  RecurringTerms,
  SavedCard,
} from '@onfile/contract';
export { holdsCardNumber } from '@onfile/contract';
export { addBrand, type Brand, type BrandId, type BrandPlate, brands, unknownBrand } from '@onfile/contract';
export { type ArrangedCards, arrangeCards, type CardArrangement, type CardOrder } from './arrange-cards.ts';
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
export {
  type CvcConfirm,
  type CvcFieldState,
  type CvcFrameEvents,
  type CvcFrameLink,
  linkCvcFrame,
} from './cvc-frame.ts';
export { type CvcFrame, type CvcFrameOptions, type CvcFrameProps, useCvcFrame } from './useCvcFrame.ts';
export { composeFace, type Face, type Picture } from './compose-face.ts';
export { countEvents, type EventMeter } from './count-events.ts';
export type { OnfileEvent } from './events.ts';
export {
  createMerchantClient,
  type IntentHandle,
  type MerchantClient,
  type MerchantClientOptions,
} from './merchant-client.ts';
export { logout } from './logout.ts';
export { isInDoubt, MerchantError, type MerchantErrorCode } from './merchant-error.ts';
export { type OnfileContext, OnfileProvider, type OnfileProviderProps, useOnfile } from './OnfileProvider.ts';
export { shouldPersistQuery } from './persist.ts';
export { prefetchSavedCards } from './prefetch.ts';
export {
  cardGroupProps,
  cardHintId,
  cardRadioProps,
  newCardRadioProps,
  payButtonProps,
  removeButtonProps,
  statusProps,
} from './prop-getters.ts';
export { intentOptions, onfileKey, savedCardsOptions } from './queries.ts';
export { useTabLock } from './tab-lock.ts';
export { type CardArtState, type PictureProps, useCardArt, usePicture } from './useCardArt.ts';
export {
  type CardSelection,
  type CardSelectionOptions,
  newCard,
  type Preselect,
  type Selection,
  useCardSelection,
} from './useCardSelection.ts';
export { type Checkout, type CheckoutOptions, type CodePayment, useCheckout, useShown } from './useCheckout.ts';
export { type AddCard, useAddCard } from './useAddCard.ts';
export { type CardChanges, useChangeCard } from './useChangeCard.ts';
export { type Challenge, type ChallengeWindow, useChallenge } from './useChallenge.ts';
export { useOnline } from './useOnline.ts';
export { type PayWithCodeOptions, usePayWithCode } from './usePayWithCode.ts';
export { type PaymentStatus, usePaymentStatus } from './usePaymentStatus.ts';
export { type CardRemoval, type RemoveCardOptions, useRemoveCard } from './useRemoveCard.ts';
export { type RemoveDialog, useRemoveDialog } from './useRemoveDialog.ts';
export { type SavedCards, useSavedCards } from './useSavedCards.ts';
export { useSlow } from './useSlow.ts';
