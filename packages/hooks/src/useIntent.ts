import type { Intent, OpenedIntent } from '@onfile/contract';
import { useQuery } from '@tanstack/react-query';
import type { MerchantError } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.ts';
import { intentOptions } from './queries.ts';

/** Whether the gateway has not said yes or no yet. */
export const isPending = ({ status }: Pick<Intent, 'status'>) =>
  ['confirming', 'challenge', 'unconfirmed'].includes(status);

/** How long to wait before the next reading, in milliseconds, after so many: quickly at first, then patiently. */
const pauseAfter = (readings: number) => Math.min(15_000, 1000 * 1.2 ** readings);

/** An order's intent as it was last read. */
export interface IntentReading {
  intent: OpenedIntent | undefined;
  /** Milliseconds since the epoch, by this browser's clock: each reading is told from the one before. */
  readAt: number;
  error: MerchantError | null;
  refetch: () => Promise<unknown>;
}

/** Reads an order's intent, and while it is watched reads it again and again. */
export function useIntent(order: string, watched: (intent: OpenedIntent | undefined) => boolean): IntentReading {
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    ...intentOptions(useOnfile(), order),
    refetchInterval: ({ state: { data: intent, dataUpdateCount, errorUpdateCount } }) =>
      watched(intent) && pauseAfter(dataUpdateCount + errorUpdateCount),
  });
  return { intent: data, readAt: dataUpdatedAt, error, refetch };
}
