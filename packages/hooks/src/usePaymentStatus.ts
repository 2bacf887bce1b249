'use client';

import type { Intent, IntentStatus } from '@onfile/contract';
import type { MerchantError } from './merchant-error.ts';
import { isPending, useIntent } from './useIntent.ts';

/** What is known of an order's payment. */
export interface PaymentStatus {
  /** `reading`: not known yet. `failed`: it could not be read, and nothing follows from that. */
  status: 'reading' | 'failed' | IntentStatus;
  intent: Intent | undefined;
  error: MerchantError | null;
  /** Reads again now. */
  retry: () => void;
}

/** What became of an order's payment, read until it is known: for the page that a shopper comes back to. */
export function usePaymentStatus(order: string): PaymentStatus {
  const { intent, error, refetch } = useIntent(order, (read) => read !== undefined && isPending(read));
  return {
    status: intent?.status ?? (error ? 'failed' : 'reading'),
    intent,
    error,
    retry: () => void refetch(),
  };
}
