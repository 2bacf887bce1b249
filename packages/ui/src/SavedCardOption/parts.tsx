import { styled } from 'styled-components';
import { theme } from '../theme/theme.ts';

/** A row of the list. State shows on what is in it: the ring is drawn inside, so that nothing moves. */
export const Row = styled.div.withConfig({ componentId: 'onfile-option' })`
  position: relative;
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  align-items: center;
  min-block-size: 76px;
  border-block-start: 1px solid ${theme.color.border};
  &:first-of-type {
    border-block-start: 0;
    border-start-start-radius: calc(${theme.radius.group} - 1px);
    border-start-end-radius: calc(${theme.radius.group} - 1px);
  }
  &:last-of-type {
    border-end-start-radius: calc(${theme.radius.group} - 1px);
    border-end-end-radius: calc(${theme.radius.group} - 1px);
  }
  transition: background-color ${theme.motion.quick} ease-out;
  &:hover:has(input:enabled) {
    background: color-mix(in srgb, ${theme.color.accentSubtle} 45%, transparent);
  }
  &:has(input:checked) {
    background: ${theme.color.accentSubtle};
    box-shadow: inset 0 0 0 2px ${theme.color.accent};
  }
  &:has(input:focus-visible) {
    outline: 3px solid ${theme.color.focus};
    outline-offset: -3px;
  }
  @media (forced-colors: active) {
    &:has(input:checked) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    transition: none;
  }
`;

/** The label round the radio: the whole of it can be pressed. */
export const Option = styled.label.withConfig({ componentId: 'onfile-option-label' })`
  display: grid;
  grid-template-columns: 20px auto minmax(0, 1fr);
  align-items: center;
  gap: 14px;
  padding-block: 14px;
  padding-inline: 16px 4px;
  cursor: pointer;
  [data-payable='false'] > & {
    cursor: default;
  }
  [data-payable='false'] > & > [data-face] {
    filter: grayscale(1);
    opacity: 0.62;
  }
  @container onfile (max-width: 399px) {
    gap: 12px;
    padding-inline: 12px 0;
  }
  &:only-child {
    padding-inline-end: 16px;
  }
`;

/** A native radio in the kit's colours. */
export const Radio = styled.input.withConfig({ componentId: 'onfile-radio' })`
  appearance: none;
  inline-size: 20px;
  block-size: 20px;
  margin: 0;
  border: 1.5px solid ${theme.color.borderStrong};
  border-radius: 50%;
  background: ${theme.color.surface};
  cursor: inherit;
  &:checked {
    border: 6px solid ${theme.color.accent};
  }
  &:disabled {
    border-color: ${theme.color.border};
    background: ${theme.color.border};
  }
  &:focus-visible {
    outline: none;
  }
  @media (forced-colors: active) {
    appearance: auto;
  }
`;

/** The two lines beside the art. */
export const Text = styled.span.withConfig({ componentId: 'onfile-option-text' })`
  display: block;
  min-inline-size: 0;
`;

/** The first line: what the card is called, with its badge. */
export const Name = styled.span.withConfig({ componentId: 'onfile-option-name' })`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px 8px;
  font-weight: 600;
  font-size: 1rem;
`;

/** The second line: brand, digits and expiry. */
export const Line = styled.span.withConfig({ componentId: 'onfile-option-line' })`
  display: block;
  color: ${theme.color.textMuted};
  font-size: 0.875rem;
`;

/** A word about a card, never by colour alone. */
export const Badge = styled.span.withConfig({ componentId: 'onfile-badge' })`
  padding: 1px 8px;
  border-radius: 999px;
  font-size: 0.75rem;
  font-weight: 600;
  white-space: nowrap;
  color: ${theme.color.accent};
  background: ${theme.color.accentSubtle};
  :checked ~ * > * > & {
    background: ${theme.color.surface};
  }
  &[data-kind='warning'] {
    color: ${theme.color.warning};
    background: ${theme.color.warningSubtle};
  }
  &[data-kind='danger'] {
    color: ${theme.color.danger};
    background: ${theme.color.dangerSubtle};
  }
`;

/** What else there is to say, under the text. */
export const Hint = styled.span.withConfig({ componentId: 'onfile-option-hint' })`
  grid-column: 1 / -1;
  padding-inline: 132px 16px;
  padding-block-end: 14px;
  margin-block-start: -8px;
  color: ${theme.color.textMuted};
  font-size: 0.875rem;
  @container onfile (max-width: 399px) {
    padding-inline-start: 114px;
  }
`;

/** A button that reads like a link. */
export const TextButton = styled.button.withConfig({ componentId: 'onfile-text-button' })`
  padding: 4px 2px;
  margin: -4px -2px;
  border: 0;
  border-radius: 6px;
  background: none;
  font: inherit;
  font-weight: 600;
  color: ${theme.color.accent};
  cursor: pointer;
  &:hover {
    text-decoration: underline;
  }
  &:focus-visible {
    outline: 3px solid ${theme.color.focus};
    outline-offset: 1px;
  }
`;

/** The bin: 44 px, beside the label and never in it. */
export const RemoveButton = styled.button.withConfig({ componentId: 'onfile-remove' })`
  display: grid;
  place-items: center;
  inline-size: 44px;
  block-size: 44px;
  margin-inline-end: 8px;
  @container onfile (max-width: 399px) {
    margin-inline-end: 0;
  }
  padding: 0;
  border: 0;
  border-radius: 12px;
  background: none;
  color: ${theme.color.textMuted};
  cursor: pointer;
  &:hover {
    color: ${theme.color.danger};
    background: ${theme.color.dangerSubtle};
  }
  &:focus-visible {
    outline: 3px solid ${theme.color.focus};
    outline-offset: -3px;
  }
`;
