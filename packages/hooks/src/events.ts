import type { CheckoutState } from './checkout-machine.ts';
import type { MerchantErrorCode } from './merchant-error.ts';

/**
 * What happens in a checkout, for a shop's own statistics. Words of closed sets, counts and nothing else: no digits, id, bank or name of
 * a card, no order, no amount. What a shop wants beside it, it knows itself.
 */
export type OnfileEvent =
  /** The list came: how many cards it has, how many of them can be paid with, how many could not be read. */
  | { type: 'listed'; cards: number; payable: number; dropped: number }
  | { type: 'list_failed'; code: MerchantErrorCode }
  /** The shopper chose. */
  | { type: 'chosen'; kind: 'card' | 'new' }
  /** The checkout took a step: what was pressed, what came of it, or why it did not start (nothing was charged then). */
  | ({ type: 'step' } & CheckoutState)
  | { type: 'removal'; step: 'asked' | 'started' | 'undone' | 'removed' | 'failed' }
  | { type: 'changed'; what: 'nickname' | 'default' };
