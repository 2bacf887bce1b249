import type { CardState, DeclineReason, FinishedStatus, MerchantErrorCode, SavedCard } from '@onfile/hooks';

/** Words beside cards that are looked after. */
export interface ManageWords {
  heading: string;
  /** The button that leads to the payment page to add a card. */
  add: string;
  rename: string;
  renameCard: (card: SavedCard) => string;
  makeDefault: string;
  makeDefaultCard: (card: SavedCard) => string;
  name: string;
  nameRefused: string;
  save: string;
  changed: (card: SavedCard) => string;
  changeFailed: string;
}

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
    expires_this_month: string;
    expires_soon: string;
    past_date: string;
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
  /** The words of the account page, loaded with it. */
  manage: () => Promise<ManageWords>;
  cancel: string;
  close: string;
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
  chooseAnother: string;
  checking: { title: string; text: string; strong: string; after: string };
  /** Instead of the title and text of `checking`, where another tab pays. */
  elsewhere: { title: string; text: string };
  /** When the bank was last asked. `value` is a whole number, 0 or more. */
  checkedAgo: (value: number, unit: 'second' | 'minute' | 'hour') => string;
  result: Record<FinishedStatus, { title: string; text: (amount: string, card: string) => string }>;
  /** The security code of a card. `digits` is 3 or 4. */
  /** What stands beside the field for a security code: loaded with it. */
  code: () => Promise<CodeWords>;
  /** The bank's question did not load. What brings it stands behind. */
  bankAsks: string;
  /** The words of the bank's own question, loaded when a bank asks. A function that stays the same: its words are kept by it. */
  challenge: () => Promise<ChallengeWords>;
  /** Consent to keep a card. Whoever changes `text` changes `version`, which the shop keeps with the consent: 1 to 64 characters. */
  consent: { text: string; version: string; required: string };
  /** A series of payments: loaded with its terms. */
  series: () => Promise<SeriesWords>;
  /** The terms that a card's bank sends. */
  terms: {
    open: string;
    /** The name of the button of one card. */
    openFor: (card: SavedCard) => string;
    loading: string;
    failed: string;
  };
}

/** The words of the bank's own question. */
export interface ChallengeWords {
  title: string;
  /** What the frame is called. */
  frame: string;
  talking: string;
  opening: string;
  slow: string;
  /** The bank asks somewhere else. */
  decoupled: string;
  leave: {
    title: string;
    /** There is a question, and no answer yet. */
    asked: string;
    /** There is no question yet. */
    notAsked: string;
    stay: string;
    go: string;
  };
}

/** The words beside the field for a security code. */
export interface CodeWords {
  label: string;
  /** Where it stands on most cards. */
  onBack: (digits: number) => string;
  /** Where it stands where the back has none. */
  onFront: (digits: number) => string;
  incomplete: (digits: number) => string;
  wrong: string;
  failed: string;
  /** There were too many wrong ones. */
  locked: string;
  /** Why it is asked for. */
  because: Record<NonNullable<SavedCard['cvcReason']>, string>;
}

/** The words of a series of payments. Amounts come as text in words of the place. */
export interface SeriesWords {
  intro: string;
  amount: string;
  between: (least: string, most: string) => string;
  period: string;
  /** `days` is 1 or more. */
  every: (days: number) => string;
  end: string;
  /** The last day, `YYYY-MM-DD`. */
  until: (day: string) => string;
  untilCanceled: string;
}
