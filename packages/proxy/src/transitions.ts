import type { IntentStatus } from '@onfile/contract';

/** Statuses that only contradicting evidence, a capture, a cancellation or a person can change. */
export const finalStatuses: ReadonlySet<IntentStatus> = new Set([
  'paid',
  'authorised',
  'canceled',
  'expired',
  'review',
]);

const outOfDoubt: readonly IntentStatus[] = [
  'open',
  'unconfirmed',
  'challenge',
  'paid',
  'authorised',
  'declined',
  'review',
];

/**
 * What the gateway's record may make of a status. Final ones change in one direction: to a person, who is shown the evidence. An
 * authorised payment also moves by what is done to it at the gateway.
 */
const moves: Record<IntentStatus, readonly IntentStatus[]> = {
  open: ['paid', 'authorised', 'declined', 'expired', 'review'],
  declined: ['paid', 'authorised', 'expired', 'review'],
  confirming: outOfDoubt,
  unconfirmed: outOfDoubt,
  challenge: outOfDoubt,
  authorised: ['paid', 'canceled', 'review'],
  paid: ['review'],
  canceled: ['review'],
  expired: ['review'],
  review: [],
};

/** Whether reading the gateway may take an intent from one status to another. */
export const mayMove = (from: IntentStatus, to: IntentStatus): boolean => from === to || moves[from].includes(to);
