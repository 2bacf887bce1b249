import type { DeclineReason, Intent } from '@onfile/contract';
import { isInDoubt, type MerchantError, type MerchantErrorCode } from './merchant-error.ts';

/** Where a checkout stands. There is no other place for "is it loading, is it paid" to live. */
export type CheckoutState =
  /**
   * The shopper chooses. `declined` and `problem` say what became of the last try; nothing was charged by it. `dismissed`: it was
   * read, and another choice was made; a later reading does not bring it up again.
   */
  | { step: 'choosing'; declined?: DeclineReason; problem?: MerchantErrorCode; dismissed?: true }
  /** On its way: to the bank with a saved card, or to the payment page. */
  | { step: 'confirming'; via: 'card' | 'page' }
  /** The bank asks the shopper something. */
  | { step: 'challenge' }
  /** Nobody knows yet. It is read again; there is nothing to press. `elsewhere`: another tab or another attempt is paying. */
  | { step: 'checking'; elsewhere?: true }
  | { step: 'finished'; status: FinishedStatus };

/** How an intent can end. */
export type FinishedStatus = 'paid' | 'authorised' | 'canceled' | 'expired' | 'review';

/** What can happen. */
export type CheckoutEvent =
  | { type: 'choose' }
  | { type: 'pay'; via: 'card' | 'page' }
  /** The intent was read. */
  | { type: 'seen'; intent: Pick<Intent, 'status' | 'reason'> }
  /** The payment was answered. */
  | { type: 'answered'; intent: Pick<Intent, 'status' | 'reason'> }
  | { type: 'failed'; error: MerchantError }
  /** The browser brought the page back as it was left. */
  | { type: 'restored' };

/** Where a checkout begins. */
export const initialCheckout: CheckoutState = { step: 'choosing' };

/** Where a checkout stands by its intent alone. */
export function stateOf({ status, reason = 'refused' }: Pick<Intent, 'status' | 'reason'>): CheckoutState {
  switch (status) {
    case 'open':
      return { step: 'choosing' };
    case 'declined':
      return { step: 'choosing', declined: reason };
    case 'confirming':
    case 'unconfirmed':
      return { step: 'checking' };
    case 'challenge':
      return { step: 'challenge' };
    case 'paid':
    case 'authorised':
    case 'canceled':
    case 'expired':
    case 'review':
      return { step: 'finished', status };
  }
}

function afterFailure(state: CheckoutState, error: MerchantError): CheckoutState {
  if (state.step !== 'confirming') return state;
  // On the way to the payment page nothing can have been charged; with a card, a doubt is a doubt.
  if (state.via === 'page' || !isInDoubt(error)) return { step: 'choosing', problem: error.code };
  return error.code === 'processing' ? { step: 'checking', elsewhere: true } : { step: 'checking' };
}

function afterReading(state: CheckoutState, intent: Pick<Intent, 'status' | 'reason'>): CheckoutState {
  const next = stateOf(intent);
  if (next.step === 'choosing') {
    // While a payment is on its way, an older reading that still says "open" is no news.
    if (state.step === 'confirming') return state;
    // An open order is where a checkout begins, and what became of the last try is said once.
    if (state.step === 'choosing' && (!next.declined || state.problem || state.declined || state.dismissed))
      return state;
  }
  // What is being checked, or asked by the bank, still is.
  return state.step === next.step && next.step !== 'choosing' ? state : next;
}

/** What follows. An event that makes no sense where things stand changes nothing; what is finished stays so. */
export function checkoutReducer(state: CheckoutState, event: CheckoutEvent): CheckoutState {
  if (state.step === 'finished') return state;
  switch (event.type) {
    case 'choose':
      return state.step === 'choosing' && (state.declined || state.problem)
        ? { step: 'choosing', dismissed: true }
        : state;
    case 'pay':
      return state.step === 'choosing' ? { step: 'confirming', via: event.via } : state;
    case 'seen':
      return afterReading(state, event.intent);
    case 'answered':
      return state.step === 'choosing' ? state : stateOf(event.intent);
    case 'failed':
      return afterFailure(state, event.error);
    case 'restored':
      return state.step === 'confirming' ? { step: 'checking' } : state;
  }
}
