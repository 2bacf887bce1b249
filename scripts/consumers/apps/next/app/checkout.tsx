'use client';

import { createMerchantClient, en, OnfileProvider, SavedCardCheckout } from '@onfile/ui';
import { useSyncExternalStore } from 'react';

const client = createMerchantClient({ baseUrl: '/onfile/v1' });
const languages = { en };
const never = () => () => {};

/** The part of the page that a browser runs. */
export function Checkout({ order, subject }: { order: string; subject: string }) {
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <OnfileProvider client={client} subject={subject} languages={languages} theme="light">
      <SavedCardCheckout order={order} data-hydrated={hydrated || undefined} />
    </OnfileProvider>
  );
}
