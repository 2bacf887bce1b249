import type { Intent } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { styled } from 'styled-components';
import { formatMoney } from '../messages/card-words.ts';
import { useLaterWords } from '../messages/later-words.ts';
import { useWords } from '../messages/words-context.ts';

/** Props of `RecurringTerms`. */
export interface RecurringTermsProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** As the intent carries them. */
  terms: NonNullable<Intent['recurring']>;
  /** ISO 4217 letters. */
  currency: string;
}

/** The gateway wants a last day; this one or a later stands for none. Days of this form stand in order as text does. */
const noEnd = '2099-12-31';

/** What a shopper is about to agree to: how much, how often and how long the card is charged. Renders a `<div>` with a list in it, once its words are there. */
export const RecurringTerms = forwardRef<HTMLDivElement, RecurringTermsProps>(function RecurringTerms(
  { terms: { minAmount, maxAmount, periodDays, until }, currency, ...rest },
  ref,
) {
  const { messages, locale } = useWords();
  const { part: series } = useLaterWords(messages.series);
  if (!series) return null;
  const most = formatMoney(maxAmount, currency, locale);
  return (
    <Root ref={ref} {...rest}>
      <p>{series.intro}</p>
      <dl>
        <dt>{series.amount}</dt>
        <dd>
          <bdi>{minAmount === maxAmount ? most : series.between(formatMoney(minAmount, currency, locale), most)}</bdi>
        </dd>
        <dt>{series.period}</dt>
        <dd>
          <bdi>{series.every(periodDays)}</bdi>
        </dd>
        <dt>{series.end}</dt>
        <dd>
          <bdi>{until >= noEnd ? series.untilCanceled : series.until(until)}</bdi>
        </dd>
      </dl>
    </Root>
  );
});

const Root = styled.div.withConfig({ componentId: 'onfile-series' })`
  box-sizing: border-box;
  padding: 14px 16px;
  border: 1px solid var(--onfile-color-border);
  border-radius: var(--onfile-radius-control);
  color: var(--onfile-color-text);
  font-size: 0.9375rem;
  line-height: 1.4;
  & > p {
    margin: 0 0 10px;
  }
  & > dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 6px 16px;
    margin: 0;
  }
  & dt {
    color: var(--onfile-color-textMuted);
    font-weight: 400;
  }
  & dd {
    margin: 0;
    font-weight: var(--onfile-font-weight);
    font-variant-numeric: tabular-nums;
  }
`;
