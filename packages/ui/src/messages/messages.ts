import type { CardState, DeclineReason, FinishedStatus, MerchantErrorCode, SavedCard } from '@onfile/hooks';

/** Every word that a shopper reads. A shop replaces what it likes: `messages={{ heading: 'Pay' }}`. */
export interface Messages {
  heading: string;
  headingNew: string;
  order: (order: string) => string;
  legend: string;
  loading: string;
  anotherCard: string;
  anotherCardHint: string;
  noCards: string;
  /** The shop takes none of the shopper's cards here. */
  allFiltered: string;
  dropped: (count: number) => string;
  showMore: (count: number) => string;
  retry: string;
  listFailed: string;
  listStale: string;
  orderFailed: string;
  error: Record<MerchantErrorCode, string>;
  badge: {
    default: string;
    expired: string;
    inactive: string;
    /** The shop does not take it here; why stands beside it. */
    blocked: string;
    expiresThisMonth: string;
    expiresSoon: string;
    pastDate: string;
  };
  cannotCharge: string;
  replaceIt: string;
  pastDateNote: string;
  hostedCode: string;
  /** What a screen reader says of a card. */
  cardName: (card: SavedCard, state: CardState, locale: string) => string;
  remove: string;
  /** The name of a card's remove button. */
  removeCard: (card: SavedCard) => string;
  removeTitle: (card: SavedCard) => string;
  removeText: string;
  removing: string;
  removed: (card: SavedCard) => string;
  /** What charges a card by itself. */
  usedBy: (names: readonly string[]) => string;
  /** What removing such a card means. */
  removeUsedBy: (names: readonly string[]) => string;
  /** The account page. */
  manage: {
    heading: string;
    listFailed: string;
    rename: string;
    renameCard: (card: SavedCard) => string;
    makeDefault: string;
    makeDefaultCard: (card: SavedCard) => string;
    name: string;
    nameRefused: string;
    save: string;
    changeFailed: string;
  };
  cancel: string;
  undo: string;
  removeFailed: string;
  lost: (card: SavedCard) => string;
  pay: {
    short: (amount: string, card: string) => string;
    long: (amount: string, card: string) => string;
    onPage: (amount: string) => string;
  };
  paying: string;
  goingToPage: string;
  /** While a payment is on its way. */
  waiting: { card: string; slow: string; offline: string; page: string };
  /** There is no connection, and nothing is on its way. */
  offline: string;
  chooseFirst: string;
  lock: string;
  declinedTitle: string;
  declined: Record<DeclineReason, string>;
  problemTitle: string;
  checking: { title: string; text: string; strong: string; after: string };
  result: Record<FinishedStatus, { title: string; text: (amount: string, card: string) => string }>;
}
