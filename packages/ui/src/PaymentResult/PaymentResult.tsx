import type { FinishedStatus, Intent } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { brandName, formatMoney } from '../messages/card-words.ts';
import { useWords } from '../messages/words-context.ts';
import { theme } from '../theme/theme.ts';

/** Props of `PaymentResult`. */
export interface PaymentResultProps extends ComponentPropsWithoutRef<'div'> {
  status: FinishedStatus | 'checking';
  intent?: Pick<Intent, 'order' | 'amount' | 'currency' | 'card'> | undefined;
  /** The one thing to do next, for example a link to the order. *Checking* has none. */
  action?: ReactNode;
}

const kinds: Record<FinishedStatus | 'checking', 'success' | 'warning' | 'danger'> = {
  paid: 'success',
  authorised: 'success',
  checking: 'warning',
  review: 'warning',
  canceled: 'danger',
  expired: 'danger',
};

const marks = { success: '✓', warning: '…', danger: '!' };

/** What came of a payment, in words and announced. Says "paid" for nothing but paid. */
export const PaymentResult = forwardRef<HTMLDivElement, PaymentResultProps>(function PaymentResult(
  { status, intent, action, ...rest },
  ref,
) {
  const { messages, locale } = useWords();
  const amount = intent ? formatMoney(intent.amount, intent.currency, locale) : '';
  const card = intent?.card ? `${brandName(intent.card)} •• ${intent.card.last4}`.trim() : '';
  const { checking } = messages;
  return (
    <Box ref={ref} role="status" data-status={status} {...rest}>
      <Mark data-kind={kinds[status]} aria-hidden="true">
        {marks[kinds[status]]}
      </Mark>
      <h2>{status === 'checking' ? checking.title : messages.result[status].title}</h2>
      {status === 'checking' ? (
        <p>
          {checking.text} <strong>{checking.strong}</strong> {checking.after}
        </p>
      ) : (
        <p>{messages.result[status].text(amount, card)}</p>
      )}
      {intent && <p>{messages.order(intent.order)}</p>}
      {status !== 'checking' && action && <Action>{action}</Action>}
    </Box>
  );
});

const Box = styled.div.withConfig({ componentId: 'onfile-result' })`
  line-height: 1.4;
  & h2 {
    margin: 12px 0 6px;
    font-size: 1.25rem;
    font-weight: 700;
    line-height: 1.3;
  }
  & p {
    margin: 0 0 8px;
    color: ${theme.color.textMuted};
  }
  & strong {
    color: ${theme.color.text};
  }
`;

const Mark = styled.span.withConfig({ componentId: 'onfile-result-mark' })`
  display: grid;
  place-items: center;
  inline-size: 44px;
  block-size: 44px;
  border-radius: 50%;
  font-weight: 700;
  font-size: 1.25rem;
  line-height: 1;
  color: ${theme.color.success};
  background: ${theme.color.successSubtle};
  &[data-kind='warning'] {
    color: ${theme.color.warning};
    background: ${theme.color.warningSubtle};
  }
  &[data-kind='danger'] {
    color: ${theme.color.danger};
    background: ${theme.color.dangerSubtle};
  }
`;

const Action = styled.div.withConfig({ componentId: 'onfile-result-action' })`
  margin-block-start: 20px;
  & > a,
  & > button {
    display: flex;
    align-items: center;
    justify-content: center;
    inline-size: 100%;
    min-block-size: 56px;
    padding: 8px 16px;
    border: 0;
    border-radius: ${theme.radius.control};
    background: ${theme.color.accent};
    color: ${theme.color.onAccent};
    font: inherit;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
  }
  & > :focus-visible {
    outline: 3px solid ${theme.color.focus};
    outline-offset: 3px;
  }
`;
