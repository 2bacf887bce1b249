import { useChallenge } from '@onfile/hooks';
import { useEffect, useState } from 'react';
import { styled } from 'styled-components';
import { Quiet } from '../internal/Dialog.tsx';
import { useLaterWords } from '../messages/later-words.ts';
import { useWords } from '../messages/words-context.ts';
import { NotLoaded } from './NotLoaded.tsx';
import { ChallengeFrame } from './ChallengeFrame.tsx';

/** Where the focus goes when all of this is gone and nothing took it: to the choice that is open again. */
function useFocusAfterwards() {
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    const section = place?.closest('section');
    return () => {
      if (document.activeElement === document.body) section?.querySelector<HTMLElement>('input:checked')?.focus();
    };
  }, [place]);
  return { place, setPlace };
}

/** The bank's question about an order, for as long as there is one; and, where the shopper left it, the way back. */
export function BankQuestion({ order }: { order: string }) {
  const { messages } = useWords();
  const { status, left, leave, goBack, ...frame } = useChallenge(order);
  const { place, setPlace } = useFocusAfterwards();
  const { part: challenge, failed, retry } = useLaterWords(messages.challenge);
  if (!challenge) return failed ? <NotLoaded onRetry={retry} /> : null;
  return (
    <>
      <Way ref={setPlace} role="status">
        {status !== 'none' && left === 'closed' && (
          <>
            <p>{status === 'decoupled' ? challenge.decoupled : challenge.leave.asked}</p>
            <Quiet
              type="button"
              onClick={({ currentTarget }) => {
                // The button goes; the focus is with what it belongs to, and comes back there from the bank.
                currentTarget.closest('section')?.querySelector<HTMLElement>('[tabindex="-1"][data-status]')?.focus();
                goBack();
              }}
            >
              {challenge.leave.stay}
            </Quiet>
          </>
        )}
      </Way>
      {/*
        Beside what is spoken by itself: a question has the focus, and would be heard twice. Once all else is in its place: the result has
        the focus before the dialog does, and gets it back from there.
      */}
      {place && status !== 'none' && !left && <ChallengeFrame {...frame} status={status} onClose={leave} />}
    </>
  );
}

const Way = styled.div.withConfig({ componentId: 'onfile-bank-question' })`
  line-height: 1.45;
  & > p {
    margin: 20px 0 12px;
    color: var(--onfile-color-textMuted);
  }
`;
