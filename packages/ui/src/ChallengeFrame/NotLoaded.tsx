import { Alert } from '../internal/Panel.tsx';
import { useWords } from '../messages/words-context.ts';
import { Retry } from '../SavedCardOption/parts.tsx';

/** The bank asks, and its question did not load: said, with what brings it. */
export const NotLoaded = ({ onRetry }: { onRetry: () => void }) => (
  <Alert role="alert">
    {useWords().messages.bankAsks} <Retry onClick={onRetry} />
  </Alert>
);
