'use client';

import type { HostedForm } from '@onfile/contract';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { postForm } from './browser-data.ts';
import { type MerchantError, toMerchantError } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.ts';

/** Adds a card without an order. Capability `addWithoutOrder`. */
export interface AddCard {
  /** Goes to the payment page, where the card is entered. `textVersion`: the words by which the shopper agreed that it is kept. */
  add: (textVersion: string) => void;
  /** On the way to the page. */
  busy: boolean;
  /** Why the page was not reached; nothing was done. */
  error: MerchantError | null;
}

/** The way to add a card without an order. Once the page was asked for it stays `busy`: the browser is leaving. */
export function useAddCard({ navigate = postForm }: { navigate?: (form: HostedForm) => void } = {}): AddCard {
  const { client } = useOnfile();
  const { mutate, reset, isPending, isSuccess, error } = useMutation({
    networkMode: 'always',
    mutationFn: async (textVersion: string) => navigate(await client.addCard({ save: true, consent: { textVersion } })),
  });
  // Brought back by the browser, the page is as it was left: it may be left again. One that is shown for the first time is told of as well.
  useEffect(() => {
    const shown = ({ persisted }: PageTransitionEvent) => {
      if (persisted) reset();
    };
    addEventListener('pageshow', shown);
    return () => removeEventListener('pageshow', shown);
  }, [reset]);
  // Whoever presses Stop is still here, and may press it again.
  useEffect(() => {
    const { navigation } = window;
    if (!isSuccess) return;
    navigation?.addEventListener('navigateerror', reset);
    return () => navigation?.removeEventListener('navigateerror', reset);
  }, [isSuccess, reset]);
  return { add: mutate, busy: isPending || isSuccess, error: error && toMerchantError(error) };
}
