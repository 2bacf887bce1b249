import { css, styled } from 'styled-components';
import { iconLines } from '../internal/Icons.tsx';
import { useWords } from '../messages/words-context.ts';

/**
 * The pieces of a card in a row, as rules of whatever holds them: plain elements under class names. A component for each would double
 * what a row costs to draw (decision 10).
 */
export const cardPieces = css`
  /* The two lines beside the art. */
  :where(&) .onfile-option-text {
    display: block;
    min-inline-size: 0;
  }
  /* The first line: what the card is called, with its badge. */
  :where(&) .onfile-option-name {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    font-weight: var(--onfile-font-weight);
    font-size: var(--onfile-font-body);
  }
  /* The second line: brand, digits and expiry. */
  :where(&) .onfile-option-line {
    display: block;
    color: var(--onfile-color-textMuted);
    font-size: var(--onfile-font-small);
    font-variant-numeric: tabular-nums;
  }
  /* A word about a card, never by colour alone. */
  :where(&) .onfile-badge {
    padding: 1px 8px;
    border-radius: 999px;
    font-size: 0.75rem;
    font-weight: 600;
    color: var(--onfile-color-accent);
    background: var(--onfile-color-accentSubtle);
    &[data-kind='warning'] {
      color: var(--onfile-color-warning);
      background: var(--onfile-color-warningSubtle);
    }
    &[data-kind='danger'] {
      color: var(--onfile-color-danger);
      background: var(--onfile-color-dangerSubtle);
    }
  }
  /* The bin: 44 px, beside the label and never in it. */
  :where(&) .onfile-remove {
    box-sizing: border-box;
    margin: 0;
    font: inherit;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    margin-inline-end: 8px;
    padding: 0;
    border: 0;
    border-radius: 12px;
    background: none;
    color: var(--onfile-color-textMuted);
    ${iconLines}
    cursor: pointer;
    &:hover {
      color: var(--onfile-color-danger);
      background: var(--onfile-color-dangerSubtle);
    }
    &:focus-visible {
      outline-offset: -3px;
    }
    @container onfile (max-width: 399px) {
      margin-inline-end: 0;
    }
  }
`;

/** One text: what a template is put together of is put together again for every row. */
const row = css`
  box-sizing: border-box;
  position: relative;
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  align-items: center;
  min-block-size: var(--onfile-density-row);
  border-block-start: 1px solid var(--onfile-color-border);
  &:first-of-type {
    border-block-start: 0;
    border-start-start-radius: inherit;
    border-start-end-radius: inherit;
  }
  &:last-of-type {
    border-end-start-radius: inherit;
    border-end-end-radius: inherit;
  }
  &[data-payable='true']:hover {
    background: color-mix(in srgb, var(--onfile-color-accentSubtle) 45%, transparent);
  }
  &[data-selected='true'] {
    background: var(--onfile-color-accentSubtle);
    box-shadow: inset 0 0 0 2px var(--onfile-color-accent);
  }
  /* Asked first where the focus is at all: :has costs more than all other rules of a row. */
  &:focus-within:has(input:focus-visible) {
    outline: 3px solid var(--onfile-color-focus);
    outline-offset: -3px;
  }
  @media (forced-colors: active) {
    &[data-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  &[data-removing='true'] > label > [data-face] {
    opacity: 0.4;
  }
  @media (prefers-reduced-motion: no-preference) {
    transition: background-color var(--onfile-motion-quick) ease-out;
  }
  ${cardPieces}
  :where(&[data-selected='true']) .onfile-badge {
    background: var(--onfile-color-surface);
  }
  /* The label round the radio: the whole of it can be pressed. */
  :where(&) > .onfile-option-label {
    box-sizing: border-box;
    margin: 0;
    display: grid;
    grid-template-columns: 20px auto minmax(0, 1fr);
    align-items: center;
    gap: var(--onfile-space-gap);
    padding-block: var(--onfile-space-row);
    padding-inline: var(--onfile-space-rowInline) 4px;
    cursor: pointer;
    @container onfile (max-width: 399px) {
      padding-inline: 12px 0;
      gap: 12px;
    }
    &:only-child {
      padding-inline-end: var(--onfile-space-rowInline);
    }
  }
  &[data-payable='false'] > label {
    cursor: default;
    & > [data-face] {
      filter: grayscale(1);
      opacity: 0.62;
    }
  }
  /* A native radio in the kit's colours. */
  :where(&) .onfile-radio {
    box-sizing: border-box;
    margin: 0;
    color: inherit;
    font: inherit;
    appearance: none;
    inline-size: 20px;
    block-size: 20px;
    border: 1.5px solid var(--onfile-color-borderStrong);
    border-radius: 50%;
    background: var(--onfile-color-surface);
    cursor: inherit;
    &:checked {
      border: 6px solid var(--onfile-color-accent);
    }
    &:disabled {
      border-color: var(--onfile-color-border);
      background: var(--onfile-color-border);
    }
    &:focus-visible {
      outline: none;
    }
    @media (forced-colors: active) {
      appearance: auto;
      /* The row's ring says what is chosen: this one says where the focus is. */
      &:focus-visible {
        outline: 2px solid CanvasText;
        outline-offset: 2px;
      }
    }
  }
  :where(&) .onfile-option-title {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-inline-size: 0;
    color: var(--onfile-color-text);
  }
  &[data-payable='false'] .onfile-option-title {
    color: var(--onfile-color-textMuted);
  }
  /* What else there is to say, under the text. */
  :where(&) > .onfile-option-hint {
    grid-column: 1 / -1;
    padding-inline: calc(var(--onfile-space-rowInline) + 20px + 2 * var(--onfile-space-gap) + var(--onfile-art-width))
      var(--onfile-space-rowInline);
    padding-block-end: var(--onfile-space-row);
    margin-block-start: -8px;
    color: var(--onfile-color-textMuted);
    font-size: var(--onfile-font-small);
    &[role='alert'] {
      color: var(--onfile-color-danger);
    }
    @container onfile (max-width: 399px) {
      padding-inline-start: calc(12px + 20px + 24px + var(--onfile-art-widthNarrow));
    }
  }
`
  .filter((rule) => typeof rule === 'string')
  .join('');

/** A row of the list. State shows on what is in it: the ring is drawn inside, so that nothing moves. */
export const Row = styled.div.withConfig({ componentId: 'onfile-option' })`
  ${row}
`;

/** A button that reads like a link. */
export const TextButton = styled.button.withConfig({ componentId: 'onfile-text-button' })`
  box-sizing: border-box;
  font: inherit;
  letter-spacing: inherit;
  text-transform: none;
  padding: 4px 2px;
  margin: -4px -2px;
  border: 0;
  border-radius: 6px;
  background: none;
  font-weight: 600;
  color: var(--onfile-color-accent);
  cursor: pointer;
  &:hover {
    text-decoration: underline;
  }
  /* For a finger as high as a finger, and the line no higher. */
  @media (pointer: coarse) {
    min-block-size: 44px;
    min-inline-size: 44px;
    margin-block: -12px;
  }
  @media (forced-colors: active) {
    text-decoration: underline;
  }
`;

/** Asks for something again. It goes when that works, and leaves the focus with the heading. */
export function Retry({ onClick }: { onClick: () => void }) {
  const { messages } = useWords();
  return (
    <TextButton
      type="button"
      onClick={({ currentTarget }) => {
        currentTarget.closest('section')?.querySelector<HTMLElement>('h2')?.focus();
        onClick();
      }}
    >
      {messages.retry}
    </TextButton>
  );
}
