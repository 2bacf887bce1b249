'use client';

import { type Checkout, type CheckoutOptions, type Intent, newCard, type SavedCard, useCheckout } from '@onfile/hooks';
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useRef,
} from 'react';
import { styled } from 'styled-components';
import { CardFace } from '../CardFace/CardFace.tsx';
import { LockIcon } from '../internal/Icons.tsx';
import { VisuallyHidden } from '../internal/VisuallyHidden.tsx';
import { formatMoney, shortCard } from '../messages/card-words.ts';
import { useWords } from '../messages/words-context.ts';
import { PayButton } from '../PayButton/PayButton.tsx';
import { PaymentResult } from '../PaymentResult/PaymentResult.tsx';
import { RemoveCardDialog } from '../RemoveCardDialog/RemoveCardDialog.tsx';
import { SavedCardList } from '../SavedCardList/SavedCardList.tsx';
import { TextButton } from '../SavedCardOption/parts.tsx';
import { theme } from '../theme/theme.ts';

/** Props of `SavedCardCheckout`. */
export interface SavedCardCheckoutProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'>, CheckoutOptions {
  /** `wallet` shows the chosen card large above the list. Default `list`. */
  layout?: 'list' | 'wallet';
  /** What stands under the result, for example a link to the order. */
  resultAction?: (intent: Intent) => ReactNode;
}

/** Saved-card checkout, whole: the cards, the button, the result. Renders a `<section>`. */
export const SavedCardCheckout = forwardRef<HTMLElement, SavedCardCheckoutProps>(function SavedCardCheckout(
  { order, onResult, preselect, navigate, undo, layout = 'list', resultAction, ...rest },
  ref,
) {
  const { messages } = useWords();
  const checkout = useCheckout({
    order,
    ...(onResult && { onResult }),
    ...(preselect && { preselect }),
    ...(navigate && { navigate }),
    ...(undo !== undefined && { undo }),
  });
  const { state, intent, cards } = checkout;
  const headingId = useId();
  const isOver = state.step === 'finished' || state.step === 'checking' || state.step === 'challenge';
  const heading = cards.status === 'ready' && !cards.cards.length ? messages.headingNew : messages.heading;
  return (
    <Outer>
      <Panel ref={ref} aria-labelledby={headingId} data-step={state.step} {...rest}>
        {isOver ? (
          <>
            <VisuallyHidden id={headingId}>{messages.headingNew}</VisuallyHidden>
            <PaymentResult
              status={state.step === 'finished' ? state.status : 'checking'}
              intent={intent}
              action={intent && resultAction?.(intent)}
            />
          </>
        ) : (
          <Choice checkout={checkout} headingId={headingId} heading={heading} layout={layout} order={order} />
        )}
      </Panel>
    </Outer>
  );
});

/** After a removal the focus goes to the remove button before, else to the one that took its place, else to the heading. */
function useFocusAfterRemoval({ cards: { cards }, removal }: Checkout) {
  const heading = useRef<HTMLHeadingElement>(null);
  const neighbour = useRef<string | undefined>(undefined);
  const seen = useRef(cards);
  const { pending, leaving, removed, request } = removal;
  const wasAsked = useRef(false);
  useEffect(() => {
    seen.current = cards;
  });
  useEffect(() => {
    if (pending) wasAsked.current = true;
  }, [pending]);
  useEffect(() => {
    // What was taken out at once moved the focus then, and not again when its time is over.
    if (!leaving && !(removed && wasAsked.current)) return;
    wasAsked.current = false;
    const button = heading.current
      ?.closest('section')
      ?.querySelector<HTMLElement>(`[data-card="${CSS.escape(neighbour.current ?? '')}"]`);
    (button ?? heading.current)?.focus();
  }, [leaving, removed]);
  const onRemove = useCallback(
    (card: SavedCard) => {
      const index = seen.current.findIndex(({ id }) => id === card.id);
      neighbour.current = (seen.current[index - 1] ?? seen.current[index + 1])?.id;
      request(card);
    },
    [request],
  );
  return { heading, onRemove };
}

/** What happened to the cards, spoken once. */
function Happened({ selection, removal }: Pick<Checkout, 'selection' | 'removal'>) {
  const { messages } = useWords();
  const { leaving, removed, failed, error, undo } = removal;
  const gone = leaving ?? removed;
  const { lost } = selection;
  return (
    <>
      {failed && (
        <Alert role="alert">
          <strong>
            {shortCard(failed)}: {messages.removeFailed}
          </strong>
          {error && messages.error[error.code].split(/(?<=[.!?…])\s/)[0]}
        </Alert>
      )}
      <News role="status">
        {lost && lost.id !== gone?.id ? messages.lost(lost) : gone && messages.removed(gone)}{' '}
        {leaving && (
          <TextButton type="button" onClick={undo}>
            {messages.undo}
          </TextButton>
        )}
      </News>
    </>
  );
}

function Notice({ checkout }: { checkout: Checkout }) {
  const { messages } = useWords();
  const { state, intentError, retryIntent } = checkout;
  if (intentError && !checkout.intent)
    return (
      <Alert role="alert">
        <strong>{messages.orderFailed}</strong> {messages.error[intentError.code]}{' '}
        <TextButton type="button" onClick={retryIntent}>
          {messages.retry}
        </TextButton>
      </Alert>
    );
  if (state.step !== 'choosing' || (!state.declined && !state.problem)) return null;
  return (
    <Alert role="alert">
      <strong>{state.declined ? messages.declinedTitle : messages.problemTitle}</strong>
      {state.declined ? messages.declined[state.declined] : state.problem && messages.error[state.problem.code]}
    </Alert>
  );
}

function Pay({ checkout }: { checkout: Checkout }) {
  const { messages, locale } = useWords();
  const { state, intent, selection, canPay, pay } = checkout;
  const full = intent ? formatMoney(intent.amount, intent.currency, locale) : '';
  const brief = intent ? formatMoney(intent.amount, intent.currency, locale, false) : '';
  const { card } = selection;
  if (state.step === 'confirming') {
    const text = state.via === 'page' ? messages.goingToPage : messages.paying;
    return <PayButton busy short={text} long={text} />;
  }
  const onPage = selection.value === newCard || card?.needCVC;
  const words =
    card && !onPage
      ? {
          short: messages.pay.short(brief, shortCard(card)),
          long: messages.pay.long(full, shortCard(card)),
        }
      : { short: messages.pay.onPage(brief), long: messages.pay.onPage(full) };
  return <PayButton {...words} blocked={canPay ? undefined : messages.chooseFirst} onClick={pay} />;
}

function Choice({
  checkout,
  headingId,
  heading,
  layout,
  order,
}: {
  checkout: Checkout;
  headingId: string;
  heading: string;
  layout: 'list' | 'wallet';
  order: string;
}) {
  const { messages } = useWords();
  const { cards, selection, removal } = checkout;
  const { heading: headingRef, onRemove } = useFocusAfterRemoval(checkout);
  return (
    <>
      <Header>
        <h2 id={headingId} ref={headingRef} tabIndex={-1}>
          {heading}
        </h2>
        <span>{messages.order(order)}</span>
      </Header>
      <Notice checkout={checkout} />
      {layout === 'wallet' && selection.card && (
        <Wallet>
          <CardFace card={selection.card} />
        </Wallet>
      )}
      <SavedCardList cards={cards} selection={selection} onRemove={onRemove} />
      <Happened selection={selection} removal={removal} />
      <Pay checkout={checkout} />
      <Lock>
        <LockIcon /> {messages.lock}
      </Lock>
      <RemoveCardDialog removal={removal} />
    </>
  );
}

/** The panel answers to this, and not to the window. */
const Outer = styled.div.withConfig({ componentId: 'onfile-outer' })`
  container: onfile-outer / inline-size;
  inline-size: 100%;
`;

const Panel = styled.section.withConfig({ componentId: 'onfile-panel' })`
  max-inline-size: 480px;
  padding: 20px;
  border: 1px solid ${theme.color.border};
  border-radius: ${theme.radius.panel};
  background: ${theme.color.surface};
  color: ${theme.color.text};
  box-shadow: ${theme.shadow.panel};
  @container onfile-outer (max-width: 440px) {
    padding: 16px 12px;
    border: 0;
    border-radius: 0;
    box-shadow: none;
  }
`;

const Header = styled.div.withConfig({ componentId: 'onfile-header' })`
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  justify-content: space-between;
  gap: 4px 16px;
  margin-block-end: 14px;
  padding-inline: 2px;
  & h2 {
    margin: 0;
    font-size: 1.125rem;
    line-height: 1.3;
  }
  & h2:focus {
    outline: none;
  }
  & span {
    color: ${theme.color.textMuted};
    font-size: 0.875rem;
  }
`;

const Alert = styled.div.withConfig({ componentId: 'onfile-alert' })`
  margin-block-end: 14px;
  padding: 12px 16px;
  border-radius: ${theme.radius.control};
  background: ${theme.color.dangerSubtle};
  color: ${theme.color.text};
  font-size: 0.9375rem;
  & strong {
    display: block;
    color: ${theme.color.danger};
  }
`;

const Wallet = styled.div.withConfig({ componentId: 'onfile-wallet' })`
  display: grid;
  justify-items: center;
  padding: 4px 12px 28px;
`;

const News = styled.div.withConfig({ componentId: 'onfile-news' })`
  min-block-size: 16px;
  padding: 4px 2px;
  color: ${theme.color.textMuted};
  font-size: 0.875rem;
`;

const Lock = styled.p.withConfig({ componentId: 'onfile-lock' })`
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 8px;
  margin: 12px 0 0;
  color: ${theme.color.textMuted};
  font-size: 0.8125rem;
`;
