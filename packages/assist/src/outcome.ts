import type { DeclineReason } from '@onfile/contract';

/** The states of an order that the gateway is known to say (gateway notes, section 5.3). */
export const orderStates = [
  'In Process',
  'Delayed',
  'Approved',
  'PartialApproved',
  'PartialDelayed',
  'Canceled',
  'PartialCanceled',
  'Declined',
  'Timeout',
] as const;
/** The gateway's words for where a bill stands (gateway notes, section 5.3). */
export type OrderState = (typeof orderStates)[number];

/** What a bill comes to. Whatever is not known to be an answer is `unconfirmed`. */
export type Outcome =
  | { type: 'paid' }
  | { type: 'authorised' }
  | { type: 'declined'; reason: DeclineReason }
  | { type: 'canceled' }
  | { type: 'expired' }
  | { type: 'challenge' }
  | { type: 'unconfirmed' };

/** Gateway notes, section 5.4. Which of the bank's reasons a shopper can do something about. */
const reasons: Record<string, DeclineReason> = {
  AS100: 'refused',
  AS101: 'wrong_details',
  AS102: 'insufficient_funds',
  AS104: 'wrong_expiry',
  AS105: 'limit_exceeded',
  AS106: 'wrong_details',
  AS107: 'try_again',
  AS108: 'refused',
  AS109: 'limit_exceeded',
};

/** The bank's reason, for a code that declines; `undefined` for any other. */
export const declineReason = (code: string): DeclineReason | undefined =>
  Object.hasOwn(reasons, code) ? reasons[code] : undefined;

const outcomes: Record<OrderState, (code: string) => Outcome> = {
  Approved: () => ({ type: 'paid' }),
  Delayed: () => ({ type: 'authorised' }),
  Declined: (code) => ({ type: 'declined', reason: declineReason(code) ?? 'refused' }),
  Canceled: () => ({ type: 'canceled' }),
  Timeout: () => ({ type: 'expired' }),
  'In Process': (code) => ({ type: code === 'AS110' ? 'challenge' : 'unconfirmed' }),
  // Partly this or that needs a person's eye: none of it may read as paid.
  PartialApproved: () => ({ type: 'unconfirmed' }),
  PartialDelayed: () => ({ type: 'unconfirmed' }),
  PartialCanceled: () => ({ type: 'unconfirmed' }),
};

/** What a state and a response code come to, by table; an unknown state is `unconfirmed`. */
export function outcomeOf({ state, responseCode }: { state: OrderState | 'unknown'; responseCode: string }): Outcome {
  return state === 'unknown' ? { type: 'unconfirmed' } : outcomes[state](responseCode);
}

/** The gateway's word for a state, or `unknown`. */
export const orderState = (word: string): OrderState | 'unknown' =>
  orderStates.find((state) => state === word.trim()) ?? 'unknown';
