import { useEffect } from 'react';
import { later } from '../internal/later.ts';
import { Alert } from '../internal/Panel.tsx';
import { useLaterWords } from '../messages/later-words.ts';
import { useWords } from '../messages/words-context.ts';
import type { RecurringTermsProps } from '../RecurringTerms/RecurringTerms.tsx';
import { Retry } from '../SavedCardOption/parts.tsx';

/** Few orders begin a series of payments: the others do not download its terms. */
const recurringTerms = later(() => import('../RecurringTerms/RecurringTerms.tsx').then((part) => part.RecurringTerms));

/** The terms of a series, and word of it when they are on the screen: before that there is nothing to agree to, and nothing to press. */
export function Series({
  onShown,
  ...terms
}: Pick<RecurringTermsProps, 'terms' | 'currency'> & { onShown: (isShown: true) => void }) {
  const { messages } = useWords();
  const { part: Terms, ...sheet } = recurringTerms.use();
  const words = useLaterWords(messages.series);
  const isThere = Terms && words.part;
  useEffect(() => {
    if (isThere) onShown(true);
  }, [isThere, onShown]);
  if (isThere) return <Terms {...terms} />;
  const missing = [sheet, words].find(({ failed }) => failed);
  return missing ? (
    <Alert role="alert">
      {messages.terms.failed} <Retry onClick={missing.retry} />
    </Alert>
  ) : null;
}
