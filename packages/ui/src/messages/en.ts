import type { SavedCard } from '@onfile/hooks';
import { ago, brandName, shortCard, spokenDigits, spokenExpiry } from './card-words.ts';
import type { Messages } from './messages.ts';

const cards = (count: number) => (count === 1 ? '1 card' : `${count} cards`);
/** A card as it is said in a sentence. */
export const spoken = (card: SavedCard): string => `${brandName(card) || 'card'} ending in ${spokenDigits(card.last4)}`;

/** English. */
export const en: Messages = {
  heading: 'Pay with a saved card',
  headingNew: 'Payment',
  order: (order) => `Order ${order}`,
  legend: 'Choose a card',
  loading: 'Loading your cards',
  anotherCard: 'Another card',
  anotherCardHint: 'On the secure payment page',
  noCards: 'You have no saved cards yet. You can keep one when you pay.',
  allFiltered: 'None of your saved cards can be used for this order.',
  dropped: (count) => `${cards(count)} could not be shown.`,
  showMore: (count) => `Show ${count} more`,
  retry: 'Try again',
  listFailed: 'Your saved cards cannot be shown just now. You can still pay with another card.',
  listStale: 'This list may be out of date.',
  orderFailed: 'This order cannot be opened for payment.',
  error: {
    bad_request: 'Something is wrong on this page. Please reload it. Nothing was charged.',
    unauthenticated: 'Please sign in again. Nothing was charged.',
    forbidden: 'This page may not take payments. Nothing was charged.',
    not_found: 'This order or card is no longer there. Nothing was charged.',
    card_gone: 'This card is no longer saved. Choose another one. Nothing was charged.',
    card_not_payable: 'This card cannot be charged. Choose another one. Nothing was charged.',
    cvc_required: 'This card wants its security code. The secure payment page will ask for it.',
    order_closed: 'This order is not open for payment any more.',
    processing: 'A payment for this order is already on its way.',
    key_reused: 'Please press Pay again. Nothing was charged.',
    rate_limited: 'Too many tries. Wait a moment, then try again. Nothing was charged.',
    unavailable: 'The payment service cannot be reached just now. Nothing was charged.',
    offline: 'There is no connection. Check your network and try again.',
    timeout: 'The answer takes too long. Try again.',
    malformed: 'The answer cannot be read. Try again.',
  },
  badge: {
    default: 'Default',
    expired: 'Expired',
    inactive: 'Not active',
    blocked: 'Not for this order',
    expires_this_month: 'Expires this month',
    expires_soon: 'Expires soon',
    past_date: 'Past its date',
  },
  cannotCharge: 'This card can no longer be charged.',
  replaceIt: 'Replace it',
  pastDateNote: 'Past its date; your bank may still accept it.',
  hostedCode: 'The secure payment page will ask for the code; choose this card again there.',
  cardName: (card, state, locale) =>
    [
      [card.nickname, card.bank, brandName(card)].filter(Boolean).join(', ') || 'Card',
      `ending in ${spokenDigits(card.last4)}`,
      `${state.problem === 'expired' || state.note === 'past_date' ? 'expired' : 'expires'} ${spokenExpiry(card, locale)}`,
      card.isDefault && 'default',
    ]
      .filter(Boolean)
      .join(', '),
  remove: 'Remove',
  removeCard: (card) => `Remove ${spoken(card)}`,
  removeTitle: (card) => `Remove ${shortCard(card)}?`,
  removeText: 'To pay with it again you will have to enter it anew.',
  removing: 'Removing…',
  removed: (card) => `${shortCard(card)} is removed.`,
  usedBy: (names) => `Charged by: ${names.join(', ')}`,
  removeUsedBy: (names) =>
    `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} charged to this card. Without it those payments will not go through.`,
  manage: async () => (await import('./manage/en.ts')).manage,
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  removeFailed: 'The card was not removed.',
  lost: (card) => `${shortCard(card)} is no longer saved. Choose another card.`,
  pay: {
    short: (amount, card) => `Pay ${amount} · ${card}`,
    long: (amount, card) => `Pay ${amount} with ${card}`,
    onPage: (amount) => `Pay ${amount} on the payment page`,
  },
  paying: 'Paying…',
  goingToPage: 'Going to the payment page…',
  waiting: {
    card: 'Your bank is being asked. Please keep this page open.',
    slow: 'This takes longer than usual. Please keep this page open and do not pay again.',
    offline: 'The connection is gone. We look again as soon as it is back. Please do not pay again.',
    page: 'The secure payment page is being opened.',
  },
  offline: 'There is no connection. Your choice is kept.',
  chooseFirst: 'Choose a card first.',
  lock: 'Your card number never reaches this shop',
  declinedTitle: 'Your bank said no',
  declined: {
    refused: 'Nothing was charged. Pay with another card, or ask your bank; your choice is kept.',
    insufficient_funds:
      'Nothing was charged: there is not enough money on this card. Top it up or choose another; your choice is kept.',
    wrong_details:
      'Nothing was charged: the bank did not accept the card’s details. Check its code or choose another card.',
    wrong_expiry: 'Nothing was charged: the bank says that the card is past its date. Choose another card.',
    limit_exceeded: 'Nothing was charged: this card’s limit is reached. Choose another card or try again tomorrow.',
    authentication_failed:
      'Nothing was charged: the bank could not make sure that it is you. Try again or choose another card.',
    card_not_payable: 'Nothing was charged: this card cannot be used here. Choose another card.',
    try_again: 'Nothing was charged. Try again in a moment.',
  },
  problemTitle: 'The payment did not start',
  chooseAnother: 'Choose another card',
  checking: {
    title: 'We are checking with the bank',
    text: 'The answer has not come yet.',
    strong: 'Please do not pay again.',
    after: 'This page looks again by itself, and your order will show the result if you close it.',
  },
  elsewhere: { title: 'Payment in another tab', text: 'This order is being paid in another tab.' },
  checkedAgo: (value, unit) => `checked ${ago(value, unit, 'en')}`,
  result: {
    paid: { title: 'Paid', text: (amount, card) => (card ? `${amount} with ${card}.` : `${amount}.`) },
    authorised: {
      title: 'Payment authorised',
      text: (amount) => `${amount} is set aside on your card. The shop takes it when your order is ready.`,
    },
    canceled: { title: 'Payment canceled', text: () => 'Nothing is charged for this order.' },
    expired: { title: 'Time is up', text: () => 'The time to pay for this order is over. Nothing was charged.' },
    review: {
      title: 'The shop is looking into it',
      text: () => 'Something about this payment needs a person. Please do not pay again; the shop will settle it.',
    },
  },
  code: async () => (await import('./code/en.ts')).code,
  bankAsks: 'Your bank asks you to confirm this payment, but its question did not load.',
  challenge: async () => (await import('./challenge/en.ts')).challenge,
  consent: {
    text: 'Save this card for my next payments in this shop. The payment service keeps it; the shop does not see its number.',
    version: 'en-1',
    required: 'Tick this box to save the card.',
  },
  series: async () => (await import('./series/en.ts')).series,
  terms: {
    open: 'Card terms',
    openFor: (card) => `Card terms: ${spoken(card)}`,
    loading: 'Loading the terms…',
    failed: 'The terms cannot be shown just now.',
  },
};
