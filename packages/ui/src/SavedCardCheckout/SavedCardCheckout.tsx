'use client';

import { forwardRef } from 'react';
import { ManageSavedCards, type ManageProps } from './ManageSavedCards.tsx';
import { PayWithSavedCard, type PayProps } from './PayWithSavedCard.tsx';

/** Props of `SavedCardCheckout`: an order to pay, or `mode="manage"` for the account page. */
export type SavedCardCheckoutProps = PayProps | ManageProps;

/** Saved cards, whole: to pay with (the cards, the button, the result), or to look after. Renders a `<section>`. */
export const SavedCardCheckout = forwardRef<HTMLElement, SavedCardCheckoutProps>(
  function SavedCardCheckout(props, ref) {
    return props.mode === 'manage' ? (
      <ManageSavedCards ref={ref} {...props} />
    ) : (
      <PayWithSavedCard ref={ref} {...props} />
    );
  },
);
