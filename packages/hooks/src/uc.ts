'use client';

import type { HostedForm, Intent, OpenedIntent } from '@onfile/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CardArrangement } from './arrange-cards.ts';
import { attemptKey, keptAttempt, releaseAttemptKey } from './attempt-key.ts';
import { browserData, postForm } from './browser-data.ts';
import { type CheckoutEvent, checkoutReducer, type CheckoutState, initialCheckout } from './checkout-machine.ts';
import { isInDoubt, MerchantError, type MerchantErrorCode, toMerchantError } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.ts';
import { intentOptions } from './queries.ts';
import { inOneTab } from './tab-lock.ts';
import { useLatest } from './useLatest.ts';
import { type CardRemoval, type RemoveCardOptions, useRemoveCard } from './useRemoveCard.ts';
import { type CardSelection, type CardSelectionOptions, newCard, useCardSelection } from './useCardSelection.ts';
import { isPending, useIntent } from './useIntent.ts';
import { type SavedCards, useSavedCards } from './useSavedCards.ts';

/** What a checkout is about. */
export interface CheckoutOptions
  extends CardArrangement, RemoveCardOptions, Pick<CardSelectionOptions, 'value' | 'onValueChange' | 'preselect'> {
  /** The shop's order number. Who pays and how much is the merchant's to say. Another order (or shopper) wants another `key`. */
  order: string;
  /** Called once, when the payment has come to its end. */
  onResult?: ((intent: Intent) => void) | undefined;
  /** Takes the browser to the payment page. Default: posts a form. */
  navigate?: ((form: HostedForm) => void) | undefined;
}

/** What pays with a card that asks for its code: a field of a document of its own. This page never sees what is typed into it. */
export interface CodePayment {
  /** The card that it is for. */
  card: string;
  /** Whether the code is all there; where it is not, leads the shopper to it. */
  ask: () => boolean;
  /**
   * Has the intent confirmed, once, and reads it. Resolves with the intent, or with why there is none to go by: a code that is not one of
   * the contract's problems leaves a doubt, as with `MerchantClient.confirmIntent`.
   */
  confirm: (handle: Pick<OpenedIntent, 'id' | 'secret'>, key: string) => Promise<Intent | MerchantErrorCode>;
}

/** A whole checkout: the order, the cards, the choice, and what may happen next. */
export interface Checkout {
  state: CheckoutState;
  /** The order as the proxy knows it; absent until it has answered. */
  intent: Intent | undefined;
  /** Why the order could not be opened. */
  intentError: MerchantError | null;
  retryIntent: () => void;
  cards: SavedCards;
  selection: CardSelection;
  removal: CardRemoval;
  /** The version of the text by which the shopper agreed to keep a new card; `null`: no such wish. Nothing is kept by default. */
  consent: string | null;
  setConsent: (textVersion: string | null) => void;
  /** Takes the field for the chosen card's code (`usePayWithCode` does it). Without one the payment page asks for the code. */
  setCode: (code: CodePayment | null) => void;
  /** What Pay leads to: a payment at once, or the payment page (a new card, one whose code it asks for, a recurring agreement). */
  via: 'card' | 'page';
  /** Whether Pay does something. */
  canPay: boolean;
  /** Pays with what is chosen. */
  pay: () => void;
}

/** The page as the browser brings it back: nothing that was under way is. */
function useRestored(onRestored: () => void): void {
  useEffect(() => {
    const restored = (event: PageTransitionEvent) => {
      if (event.persisted) onRestored();
    };
    addEventListener('pageshow', restored);
    return () => removeEventListener('pageshow', restored);
  }, [onRestored]);
}

/** The cards without those that are leaving. */
export function useShown<T extends Pick<SavedCards, 'cards'>>(list: T, { hidden }: Pick<CardRemoval, 'hidden'>): T {
  const { cards } = list;
  const shown = useMemo(
    () => (hidden.length ? cards.filter(({ id }) => !hidden.some((card) => card.id === id)) : cards),
    [cards, hidden],
  );
  return { ...list, cards: shown };
}

/** Tells once, when the checkout is finished. */
function useResult(state: CheckoutState, intent: Intent | undefined, onResult: CheckoutOptions['onResult']): void {
  const told = useRef(false);
  useEffect(() => {
    if (state.step !== 'finished' || told.current || intent?.status !== state.status) return;
    told.current = true;
    onResult?.(intent);
  }, [state, intent, onResult]);
}

/** Tells the shop's statistics: of each step, and of each list that comes, not of each card that leaves it. */
function useEvents(state: CheckoutState, { status, cards, dropped, error }: SavedCards): void {
  const { emit } = useOnfile();
  useEffect(() => {
    if (state !== initialCheckout) emit({ type: 'step', ...state });
  }, [state, emit]);
  const listed = useLatest(() => {
    if (error) emit({ type: 'list_failed', code: error.code });
    else emit({ type: 'listed', cards: cards.length, payable: cards.filter(({ active }) => active).length, dropped });
  });
  useEffect(() => {
    if (status !== 'loading') listed();
  }, [status, listed]);
}

/** Headless checkout for one order. One payment at a time, however often `pay` is called; a doubt is read, never repeated. */
export function useCheckout(options: CheckoutOptions): Checkout {
  const { order, onResult, navigate = postForm } = options;
  const onfile = useOnfile();
  const { client, emit } = onfile;
  const queryClient = useQueryClient();
  // Not `useReducer`, which renders again also for an event that changes nothing: every checkout begins with one, the first reading of
  // an open order.
  const [state, setState] = useState(initialCheckout);
  const dispatch = useLatest((event: CheckoutEvent) => setState((now) => checkoutReducer(now, event)));
  const [consent, setConsent] = useState<string | null>(null);
  const [code, setCode] = useState<CodePayment | null>(null);
  const { queryKey } = intentOptions(onfile, order);

  // Set before anything is awaited: a second press in the same instant finds it set.
  const underWay = useRef(false);
  const isWatched = state.step === 'checking' || state.step === 'challenge';
  const { intent, readAt, error: intentError, refetch } = useIntent(order, () => isWatched);
  const early = useRef(0);
  // Each reading counts once, when it comes: one that was made before a payment says nothing about it.
  useEffect(() => {
    if (!intent) return;
    if (!isPending(intent) && !underWay.current) {
      // Open, and something was pressed: after a reload the press may not have arrived yet. It is looked for before Pay is shown again.
      if (intent.status === 'open' && keptAttempt(order) && early.current++ < 4)
        return dispatch({ type: 'seen', intent: { status: 'unconfirmed' } });
      // A definite answer ends the life of an idempotency key.
      releaseAttemptKey(order);
      early.current = 0;
    }
    dispatch({ type: 'seen', intent });
  }, [intent, readAt, order, dispatch]);

  const removal = useRemoveCard(options);
  const cards = useShown(useSavedCards(options), removal);
  const chosen = useCardSelection({
    ...options,
    ...cards,
    ready: cards.status !== 'loading',
  });
  const { value, card, select } = chosen;

  // A field that was for another card pays with nothing.
  const field = code?.card === value && code;
  const via = intent?.recurring || value === newCard || (card?.needCVC && !field) ? 'page' : 'card';
  const canPay = state.step === 'choosing' && !!(intent && (value ?? intent.recurring));

  const payWithCard = async (handle: OpenedIntent, id: string) => {
    const key = attemptKey(order, id);
    const answered = await inOneTab(order, () =>
      field ? field.confirm(handle, key) : client.confirmIntent(handle, { card: id, browser: browserData() }, key),
    );
    // Another tab is paying: what comes of it is read here too.
    if (typeof answered !== 'object') throw new MerchantError(answered ?? 'processing');
    if (!isPending(answered)) releaseAttemptKey(order);
    queryClient.setQueryData(queryKey, { ...answered, secret: handle.secret });
    dispatch({ type: 'answered', intent: answered });
  };

  const payOnPage = async (handle: OpenedIntent) => {
    // A card on file is found on the page only with the customer's number; a new one is kept only by the shopper's own wish.
    const isNew = value === newCard;
    const textVersion = isNew && cards.capabilities?.save !== false && consent;
    navigate(
      await client.goHosted(handle, {
        save: !isNew || !!textVersion,
        ...(textVersion && { consent: { textVersion } }),
      }),
    );
    // Whoever presses Stop is still here, and may press something else.
    window.navigation?.addEventListener('navigateerror', restored, { once: true });
  };

  const failed = async (thrown: unknown) => {
    const error = toMerchantError(thrown);
    if (!isInDoubt(error)) releaseAttemptKey(order);
    // A reading that is on its way may be older than the payment: it must not end the doubt.
    await queryClient.cancelQueries({ queryKey });
    dispatch({ type: 'failed', error });
    // The list does not know yet what the answer says of the card.
    if (error.code.startsWith('card_')) cards.retry();
    void refetch();
  };

  const pay = () => {
    if (!canPay || underWay.current || (field && !field.ask())) return;
    underWay.current = true;
    dispatch({ type: 'pay', via });
    const work = via === 'page' ? payOnPage(intent) : payWithCard(intent, value as string);
    void work.catch(failed).finally(() => {
      underWay.current = false;
    });
  };

  // One identity for good: a list of cards is not rendered again because the checkout moved on.
  const choose = useLatest((next: typeof value) => {
    if (underWay.current) return;
    dispatch({ type: 'choose' });
    select(next);
    emit({ type: 'chosen', kind: next === newCard ? 'new' : 'card' });
  });

  const restored = useLatest(() => {
    underWay.current = false;
    dispatch({ type: 'restored' });
    void refetch();
    cards.retry();
  });
  useRestored(restored);
  useResult(state, intent, onResult);
  useEvents(state, cards);

  return {
    state,
    intent,
    intentError,
    retryIntent: () => void refetch(),
    cards,
    selection: { ...chosen, select: choose },
    removal,
    consent,
    setConsent,
    setCode,
    via,
    canPay,
    pay,
  };
}
