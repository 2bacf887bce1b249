import type { MerchantErrorCode } from '@onfile/hooks';
import { type ComponentType, createContext, useContext } from 'react';
import type { CardArtProps } from './CardArt/CardArt.tsx';
import type { CardFaceProps } from './CardFace/CardFace.tsx';
import type { PayButtonProps } from './PayButton/PayButton.tsx';
import type { PaymentResultProps } from './PaymentResult/PaymentResult.tsx';
import type { RemoveCardDialogProps } from './RemoveCardDialog/RemoveCardDialog.tsx';
import type { SavedCardOptionProps } from './SavedCardOption/SavedCardOption.tsx';

/** Parts that a shop may replace with its own. Each gets the props of the part that it replaces. Define them outside of a render. */
export interface Slots {
  /** The small picture of a card in a row. */
  Art: ComponentType<CardArtProps>;
  /** The large card of the `wallet` layout. */
  Face: ComponentType<CardFaceProps>;
  /** A whole row: the radio, its label, and what stands beside it. */
  Option: ComponentType<SavedCardOptionProps>;
  /** What stands beside the label of a row, in the place of the remove button. */
  OptionActions: ComponentType<Pick<SavedCardOptionProps, 'card' | 'onRemove'>>;
  /** In the place of the cards where there are none: the shopper has none, or the shop takes none of them here. */
  Empty: ComponentType<{ reason: 'none' | 'filtered' }>;
  /** In the place of the cards where they cannot be had. A new card can be paid with all the same. */
  ListError: ComponentType<{ code: MerchantErrorCode; onRetry: () => void }>;
  PayButton: ComponentType<PayButtonProps>;
  /** The line under the button. */
  Footer: ComponentType;
  Result: ComponentType<PaymentResultProps>;
  RemoveDialog: ComponentType<RemoveCardDialogProps>;
}

const none: Partial<Slots> = {};

/** Carries a shop's own parts. */
export const SlotsContext = createContext(none);

/** The shop's own parts; what is not there is the kit's. */
export const useSlots = () => useContext(SlotsContext);

/** What `slots` is where a shop replaces nothing. */
export const noSlots = none;
