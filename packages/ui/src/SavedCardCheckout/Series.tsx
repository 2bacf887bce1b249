import { useEffect } from 'react';
import { later } from '../internal/later.ts';
import { Alert } from '../internal/Panel.tsx';
import { useWords } from '../messages/words-context.ts';
import type { RecurringTermsProps } from '../RecurringTerms/RecurringTerms.tsx';
import { Retry } from '../SavedCardOption/parts.tsx';

/** Few orders begin a series of payments: the others do not download its terms. */
const recurringTerms = later(async () => (await import('../RecurringTerms/RecurringTerms.tsx')).RecurringTerms);

/** The terms of a series, and word of it when they are on the screen: before that there is nothing to agree to, and nothing to press. */
export function Series({
  onShown,
  ...terms
}: Pick<RecurringTermsProps, 'terms' | 'currency'> & { onShown: () => void }) {
  const { messages } = useWords();
  const { part: Terms, failed, retry } = recurringTerms.use();
  useEffect(() => {
    if (Terms) onShown();
  }, [Terms, onShown]);
  if (Terms) return <Terms {...terms} />;
  return failed ? (
    <Alert role="alert">
      {messages.terms.failed} <Retry onClick={retry} />
    </Alert>
  ) : null;
}
