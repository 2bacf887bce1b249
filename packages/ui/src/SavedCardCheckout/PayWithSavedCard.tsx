import { type Checkout, type CheckoutOptions, type Intent, newCard, useCheckout } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useId } from 'react';
import { styled } from 'styled-components';
import { CardFace } from '../CardFace/CardFace.tsx';
import { LockIcon } from '../internal/Icons.tsx';
import { Alert, Header, Outer, Panel } from '../internal/Panel.tsx';
import { VisuallyHidden } from '../internal/VisuallyHidden.tsx';
import { formatMoney, shortCard } from '../messages/card-words.ts';
import { useWords } from '../messages/words-context.ts';
import { PayButton } from '../PayButton/PayButton.tsx';
import { PaymentResult } from '../PaymentResult/PaymentResult.tsx';
import { RemoveCardDialog } from '../RemoveCardDialog/RemoveCardDialog.tsx';
import { SavedCardList } from '../SavedCardList/SavedCardList.tsx';
import { TextButton } from '../SavedCardOption/parts.tsx';
import { theme } from '../theme/theme.ts';
import { Happened, useFocusAfterRemoval } from './removal.tsx';

/** Props of `SavedCardCheckout` where it pays. */
export interface PayProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'>, CheckoutOptions {
  mode?: 'pay';
  /** `wallet` shows the chosen card large above the list. Default `list`. */
  layout?: 'list' | 'wallet';
  /** What stands under the result, for example a link to the order. */
  resultAction?: (intent: Intent) => ReactNode;
}

/** The cards, the button, the result. */
export const PayWithSavedCard = forwardRef<HTMLElement, PayProps>(function PayWithSavedCard(
  { order, onResult, preselect, navigate, undo, layout = 'list', resultAction, mode = 'pay', ...rest },
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
      <Panel ref={ref} aria-labelledby={headingId} data-mode={mode} data-step={state.step} {...rest}>
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
  const { heading: headingRef, onRemove } = useFocusAfterRemoval(cards.cards, removal);
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
      <Happened lost={selection.lost} removal={removal} />
      <Pay checkout={checkout} />
      <Lock>
        <LockIcon /> {messages.lock}
      </Lock>
      <RemoveCardDialog removal={removal} />
    </>
  );
}

const Wallet = styled.div.withConfig({ componentId: 'onfile-wallet' })`
  display: grid;
  justify-items: center;
  padding: 4px 12px 28px;
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
