import type { DeclineReason, FinishedStatus, Intent } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useId } from 'react';
import { styled } from 'styled-components';
import { formatMoney, shortCard } from '../messages/card-words.ts';
import type { Messages } from '../messages/messages.ts';
import { useWords } from '../messages/words-context.ts';
import { CheckedAgo } from './CheckedAgo.tsx';
import { Mark } from './Mark.tsx';

type Status = FinishedStatus | 'checking' | 'declined';

/** Props of `PaymentResult`. */
export interface PaymentResultProps extends ComponentPropsWithoutRef<'div'> {
  status: Status;
  intent?: Pick<Intent, 'order' | 'amount' | 'currency' | 'card'> | undefined;
  /** The one thing to do next, for example a link to the order. *Checking* has none. */
  action?: ReactNode;
  /** With `declined`: why. Default `refused`. */
  reason?: DeclineReason | undefined;
  /** With `declined`: pay with the same card again. Left out, nothing offers it. */
  onRetry?: (() => void) | undefined;
  /** With `declined`: back to the cards. Left out, nothing offers it. */
  onChooseAnother?: (() => void) | undefined;
  /** With `checking`: when the gateway was last asked, ISO 8601. */
  checkedAt?: string | undefined;
  /** With `checking`: another tab pays this order. Default `false`. */
  elsewhere?: boolean;
  /** The time that `checkedAt` is held against, in milliseconds. Default `Date.now`. */
  now?: () => number;
}

const kinds: Record<Status, 'success' | 'warning' | 'danger'> = {
  paid: 'success',
  authorised: 'success',
  checking: 'warning',
  review: 'warning',
  declined: 'danger',
  canceled: 'danger',
  expired: 'danger',
};

/** What came of a payment, in words and announced. Says "paid" for nothing but paid. */
export const PaymentResult = forwardRef<HTMLDivElement, PaymentResultProps>(function PaymentResult(
  { status, intent, action, reason, onRetry, onChooseAnother, checkedAt, elsewhere = false, now = Date.now, ...rest },
  ref,
) {
  const { messages, locale } = useWords();
  const isChecking = status === 'checking';
  const amount = intent ? formatMoney(intent.amount, intent.currency, locale) : '';
  const card = intent?.card ? shortCard(intent.card) : '';
  const id = useId();
  const { title, text } = wordsOf({ status, reason, elsewhere, amount, card }, messages);
  return (
    // Whoever is taken here hears what it says, also where a region that comes with its words stays silent.
    <Box ref={ref} role="group" aria-labelledby={id} aria-describedby={`${id}-text`} data-status={status} {...rest}>
      <Mark kind={kinds[status]} />
      <div role="status">
        <h2 id={id}>{title}</h2>{' '}
        <p id={`${id}-text`}>
          {text}
          {isChecking && (
            <>
              {' '}
              <strong>{messages.checking.strong}</strong> {messages.checking.after}
            </>
          )}
        </p>
      </div>
      {intent && (
        // Another result has its own: this is not the one that moved.
        <p key={status}>
          {messages.order(intent.order)}
          {isChecking && checkedAt && <CheckedAgo at={checkedAt} now={now} />}
        </p>
      )}
      {status === 'declined' && (onRetry || onChooseAnother) ? (
        <Action>
          {onRetry && (
            <button type="button" onClick={onRetry}>
              {messages.retry}
            </button>
          )}
          {onChooseAnother && (
            <button type="button" data-second={Boolean(onRetry)} onClick={onChooseAnother}>
              {messages.chooseAnother}
            </button>
          )}
        </Action>
      ) : (
        !isChecking && action && <Action>{action}</Action>
      )}
    </Box>
  );
});

interface Outcome extends Pick<PaymentResultProps, 'status' | 'reason' | 'elsewhere'> {
  amount: string;
  card: string;
}

function wordsOf({ status, reason = 'refused', elsewhere, amount, card }: Outcome, messages: Messages) {
  if (status === 'checking') return elsewhere ? messages.elsewhere : messages.checking;
  if (status === 'declined') return { title: messages.declinedTitle, text: messages.declined[reason] };
  const { title, text } = messages.result[status];
  return { title, text: text(amount, card) };
}

const Box = styled.div.withConfig({ componentId: 'onfile-result' })`
  line-height: 1.45;
  & h2 {
    margin: 12px 0 8px;
    font-size: 1.25rem;
    font-weight: 700;
    line-height: 1.3;
  }
  & p {
    margin: 0 0 8px;
    color: var(--onfile-color-textMuted);
    font-variant-numeric: tabular-nums;
  }
  & strong {
    color: var(--onfile-color-text);
  }
  &[data-status='checking'] > p {
    margin-block: 20px 0;
  }
`;

const Action = styled.div.withConfig({ componentId: 'onfile-result-action' })`
  display: grid;
  gap: 8px;
  margin-block-start: 20px;
  & > a,
  & > button {
    box-sizing: border-box;
    display: flex;
    align-items: center;
    justify-content: center;
    inline-size: 100%;
    min-block-size: var(--onfile-density-pay);
    padding: 8px 16px;
    border: 0;
    border-radius: var(--onfile-radius-control);
    background: var(--onfile-color-accent);
    color: var(--onfile-color-onAccent);
    font: inherit;
    font-weight: var(--onfile-font-weight);
    text-decoration: none;
    cursor: pointer;
  }
  & > [data-second='true'] {
    background: none;
    color: var(--onfile-color-accent);
  }
  & > :focus-visible {
    outline: 3px solid var(--onfile-color-focus);
    outline-offset: 3px;
  }
  @media (forced-colors: active) {
    & > a,
    & > button {
      border: 1px solid currentColor;
    }
  }
`;
