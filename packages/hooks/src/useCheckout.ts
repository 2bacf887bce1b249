'use client';

import type { HostedForm, Intent, OpenedIntent } from '@onfile/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { attemptKey, releaseAttemptKey } from './attempt-key.ts';
import { browserData, postForm } from './browser-data.ts';
import { checkoutReducer, type CheckoutState, initialCheckout } from './checkout-machine.ts';
import { isInDoubt, MerchantError, toMerchantError } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.tsx';
import { intentOptions } from './queries.ts';
import { inOneTab } from './tab-lock.ts';
import { type CardRemoval, type RemoveCardOptions, useRemoveCard } from './useRemoveCard.ts';
import { type CardSelection, newCard, type Preselect, useCardSelection } from './useCardSelection.ts';
import { type SavedCards, useSavedCards } from './useSavedCards.ts';

/** What a checkout is about. */
export interface CheckoutOptions {
  /** The shop's order number. Who pays and how much is the merchant's to say. */
  order: string;
  /** Called once, when the payment has come to its end. */
  onResult?: (intent: Intent) => void;
  preselect?: Preselect;
  /** How long a removal can be taken back. Default 6000 milliseconds. */
  undo?: RemoveCardOptions['undo'];
  /** Takes the browser to the payment page. Default: posts a form. */
  navigate?: (form: HostedForm) => void;
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
  /** Whether Pay does something. */
  canPay: boolean;
  /** Pays with what is chosen: a saved card at once, a new one or one that wants its code on the payment page. */
  pay: () => void;
}

/** How long to wait before reading again, after so long of waiting, in milliseconds: quickly at first, then patiently. */
function pauseAfter(waited: number): number {
  if (waited < 4000) return 1000;
  if (waited < 20_000) return 2000;
  return waited < 60_000 ? 5000 : 15_000;
}

/** A definite answer ends the life of an idempotency key. */
const isDefinite = ({ status }: Pick<Intent, 'status'>) =>
  status !== 'confirming' && status !== 'unconfirmed' && status !== 'challenge';

/** The page as the browser brings it back: nothing that was under way is. */
function useRestored(onRestored: () => void): void {
  useEffect(() => {
    const restored = (event: PageTransitionEvent) => {
      if (event.persisted) onRestored();
    };
    window.addEventListener('pageshow', restored);
    return () => window.removeEventListener('pageshow', restored);
  }, [onRestored]);
}

/** The cards without those that are leaving. */
function useShown(cards: SavedCards, { hidden }: CardRemoval): SavedCards {
  const shown = useMemo(
    () => (hidden.length ? cards.cards.filter(({ id }) => !hidden.some((card) => card.id === id)) : cards.cards),
    [cards.cards, hidden],
  );
  return { ...cards, cards: shown };
}

/** Tells once, when the checkout is finished. */
function useResult(state: CheckoutState, intent: Intent | undefined, onResult: CheckoutOptions['onResult']): void {
  const told = useRef(false);
  useEffect(() => {
    if (state.step !== 'finished' || told.current || !intent || intent.status !== state.status) return;
    told.current = true;
    onResult?.(intent);
  }, [state, intent, onResult]);
}

/** Headless checkout for one order. One payment at a time, however often `pay` is called; a doubt is read, never repeated. */
export function useCheckout({
  order,
  onResult,
  preselect = 'default',
  undo = 6000,
  navigate = postForm,
}: CheckoutOptions): Checkout {
  const onfile = useOnfile();
  const { client } = onfile;
  const queryClient = useQueryClient();
  const [state, dispatch] = useReducer(checkoutReducer, initialCheckout);
  const options = intentOptions(onfile, order);

  // Set before anything is awaited: a second press in the same instant finds it set.
  const underWay = useRef(false);
  const watched = state.step === 'checking' || state.step === 'challenge';
  const watchedSince = useRef<number>(undefined);
  const {
    data: intent,
    dataUpdatedAt,
    error: intentError,
    refetch,
  } = useQuery({
    ...options,
    refetchInterval:
      watched &&
      (() => {
        watchedSince.current ??= Date.now();
        return pauseAfter(Date.now() - watchedSince.current);
      }),
  });
  useEffect(() => {
    if (!watched) watchedSince.current = undefined;
  }, [watched]);
  // Each reading counts once, when it comes: one that was made before a payment says nothing about it.
  useEffect(() => {
    if (!intent) return;
    if (isDefinite(intent) && !underWay.current) releaseAttemptKey(order);
    dispatch({ type: 'seen', intent });
  }, [intent, dataUpdatedAt, order]);

  const removal = useRemoveCard({ undo });
  const cards = useShown(useSavedCards(), removal);
  const chosen = useCardSelection({
    ...cards,
    ready: cards.status === 'ready' || cards.status === 'failed',
    preselect,
  });
  const { value, card, select } = chosen;

  const canPay = state.step === 'choosing' && intent !== undefined && value !== null;

  const payWithCard = useCallback(
    async (handle: OpenedIntent, id: string) => {
      const key = attemptKey(order, id);
      try {
        const answered = await inOneTab(order, () =>
          client.confirmIntent(handle, { card: id, browser: browserData() }, key),
        );
        // Another tab is paying: what comes of it is read here too.
        if (!answered) throw new MerchantError('processing');
        if (isDefinite(answered)) releaseAttemptKey(order);
        queryClient.setQueryData(options.queryKey, { ...answered, secret: handle.secret });
        dispatch({ type: 'answered', intent: answered });
      } catch (thrown) {
        const error = toMerchantError(thrown);
        if (!isInDoubt(error)) releaseAttemptKey(order);
        // A reading that is on its way may be older than the payment: it must not end the doubt.
        await queryClient.cancelQueries({ queryKey: options.queryKey });
        dispatch({ type: 'failed', error });
        if (error.code === 'card_gone' || error.code === 'card_not_payable') cards.retry();
        void refetch();
      }
    },
    [client, order, queryClient, options.queryKey, cards, refetch],
  );

  const payOnPage = useCallback(
    async (handle: OpenedIntent) => {
      try {
        navigate(await client.goHosted(handle, { save: true }));
      } catch (thrown) {
        dispatch({ type: 'failed', error: toMerchantError(thrown) });
        void refetch();
      }
    },
    [client, navigate, refetch],
  );

  const pay = useCallback(() => {
    if (!canPay || underWay.current) return;
    const onPage = value === newCard || card?.needCVC === true;
    underWay.current = true;
    dispatch({ type: 'pay', via: onPage ? 'page' : 'card' });
    const work = onPage ? payOnPage(intent) : payWithCard(intent, value);
    void work.finally(() => {
      underWay.current = false;
    });
  }, [canPay, value, card, intent, payOnPage, payWithCard]);

  const choose = useCallback(
    (next: typeof value) => {
      if (underWay.current) return;
      dispatch({ type: 'choose' });
      select(next);
    },
    [select],
  );

  useRestored(
    useCallback(() => {
      underWay.current = false;
      dispatch({ type: 'restored' });
      void refetch();
      cards.retry();
    }, [refetch, cards]),
  );
  useResult(state, intent, onResult);

  return {
    state,
    intent,
    intentError,
    retryIntent: () => void refetch(),
    cards,
    selection: { ...chosen, select: choose },
    removal,
    canPay,
    pay,
  };
}
