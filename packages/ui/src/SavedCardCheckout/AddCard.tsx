import { useAddCard } from '@onfile/hooks';
import { useState } from 'react';
import { styled } from 'styled-components';
import { Alert } from '../internal/Panel.tsx';
import type { ManageWords } from '../messages/messages.ts';
import { useWords } from '../messages/words-context.ts';
import { SaveCardConsent } from '../SaveCardConsent/SaveCardConsent.tsx';

/**
 * Leads to the payment page to add a card without an order. A card that is added is kept: the shopper agrees to that first, to the
 * words that the shop keeps with the consent.
 */
export function AddCard({ words }: { words: ManageWords }) {
  const { messages } = useWords();
  const { add, busy, error } = useAddCard();
  const [consent, setConsent] = useState<string | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const press = (button: HTMLElement) => {
    if (consent !== null) return add(consent);
    setIsMissing(true);
    // What is missing is said with the box: whoever does not see it is led there.
    button.parentElement?.querySelector('input')?.focus();
  };
  return (
    <Foot>
      {error && (
        <Alert role="alert">
          <strong>{messages.error[error.code]}</strong>
        </Alert>
      )}
      <SaveCardConsent
        checked={consent !== null}
        invalid={isMissing}
        onCheckedChange={(checked, textVersion) => {
          setConsent(checked ? textVersion : null);
          setIsMissing(false);
        }}
      />
      <Button
        type="button"
        aria-disabled={busy || undefined}
        aria-busy={busy || undefined}
        onClick={({ currentTarget }) => {
          if (!busy) press(currentTarget);
        }}
      >
        {busy ? messages.goingToPage : words.add}
      </Button>
    </Foot>
  );
}

const Foot = styled.div.withConfig({ componentId: 'onfile-add' })`
  box-sizing: border-box;
  display: grid;
  gap: 12px;
  margin-block-start: 20px;
`;

/** Of a second rank: the page is about the cards that are there. */
const Button = styled.button.withConfig({ componentId: 'onfile-add-button' })`
  box-sizing: border-box;
  margin: 0;
  min-block-size: 48px;
  padding: 4px 16px;
  border: 1px solid var(--onfile-color-borderStrong);
  border-radius: var(--onfile-radius-control);
  background: none;
  color: var(--onfile-color-accent);
  font: inherit;
  font-weight: var(--onfile-font-weight);
  letter-spacing: inherit;
  text-transform: none;
  cursor: pointer;
  &:hover {
    background: var(--onfile-color-accentSubtle);
  }
  &:focus-visible {
    outline: 3px solid var(--onfile-color-focus);
    outline-offset: 2px;
  }
  &[aria-disabled='true'] {
    cursor: progress;
    color: var(--onfile-color-textMuted);
  }
`;
