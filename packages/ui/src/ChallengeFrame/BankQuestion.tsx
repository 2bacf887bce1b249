import { useChallenge } from '@onfile/hooks';
import { useEffect, useRef } from 'react';
import { styled } from 'styled-components';
import { Quiet } from '../internal/Dialog.tsx';
import { useLaterWords } from '../messages/later-words.ts';
import { useWords } from '../messages/words-context.ts';
import { NotLoaded } from './NotLoaded.tsx';
import { ChallengeFrame } from './ChallengeFrame.tsx';

/** Where the focus goes when all of this is gone and nothing took it: to the choice that is open again. */
function useFocusAfterwards() {
  const place = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLElement | null>(null);
  useEffect(() => {
    section.current = place.current?.closest('section') ?? section.current;
  });
  useEffect(
    () => () => {
      if (document.activeElement === document.body)
        section.current?.querySelector<HTMLElement>('input:checked')?.focus();
    },
    [],
  );
  return place;
}

/** The bank's question about an order, for as long as there is one; and, where the shopper left it, the way back. */
export function BankQuestion({ order }: { order: string }) {
  const { messages } = useWords();
  const { status, left, leave, goBack, ...frame } = useChallenge(order);
  const place = useFocusAfterwards();
  const { part: challenge, failed, retry } = useLaterWords(messages.challenge);
  if (!challenge) return failed ? <NotLoaded onRetry={retry} /> : null;
  return (
    <>
      <Way ref={place} role="status">
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
      {/* Beside what is spoken by itself: a question has the focus, and would be heard twice. */}
      {status !== 'none' && !left && <ChallengeFrame {...frame} status={status} onClose={leave} />}
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
