'use client';

import { forwardRef, lazy, Suspense } from 'react';
import { Outer } from '../internal/Panel.tsx';
import type { ManageProps } from './ManageSavedCards.tsx';
import { PayWithSavedCard, type PayProps } from './PayWithSavedCard.tsx';

/** Props of `SavedCardCheckout`: an order to pay, or `mode="manage"` for the account page. */
export type SavedCardCheckoutProps = PayProps | ManageProps;

/** A page that takes a payment does not download what looks after cards. */
const ManageSavedCards = lazy(async () => ({ default: (await import('./ManageSavedCards.tsx')).ManageSavedCards }));

/** Saved cards, whole: to pay with (the cards, the button, the result), or to look after. Renders a `<section>`. */
export const SavedCardCheckout = forwardRef<HTMLElement, SavedCardCheckoutProps>(
  function SavedCardCheckout(props, ref) {
    return props.mode === 'manage' ? (
      <Suspense fallback={<Outer aria-busy />}>
        <ManageSavedCards ref={ref} {...props} />
      </Suspense>
    ) : (
      <PayWithSavedCard ref={ref} {...props} />
    );
  },
);
