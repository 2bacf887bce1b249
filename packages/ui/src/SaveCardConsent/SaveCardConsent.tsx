import { type ComponentPropsWithoutRef, forwardRef, useId } from 'react';
import { styled } from 'styled-components';
import { useWords } from '../messages/words-context.ts';

/** Props of `SaveCardConsent`. */
export interface SaveCardConsentProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'defaultChecked'> {
  /** What the shopper has done, and nothing else: it begins as `false`. Consent that was ticked for somebody is none. */
  checked: boolean;
  /** `textVersion` names the words that were on the screen: the shop keeps it with the consent. */
  onCheckedChange: (checked: boolean, textVersion: string) => void;
  /** It must be ticked, and is not. Default `false`. */
  invalid?: boolean;
}

/** Asks whether a card may be kept. Renders a `<div>` with a native checkbox in its label. */
export const SaveCardConsent = forwardRef<HTMLDivElement, SaveCardConsentProps>(function SaveCardConsent(
  { checked, onCheckedChange, invalid = false, ...rest },
  ref,
) {
  const { consent } = useWords().messages;
  const errorId = useId();
  return (
    <Root ref={ref} data-invalid={invalid} {...rest}>
      <Label>
        <Box
          type="checkbox"
          checked={checked}
          aria-invalid={invalid}
          aria-describedby={invalid ? errorId : undefined}
          onChange={(event) => onCheckedChange(event.target.checked, consent.version)}
        />
        <span>{consent.text}</span>
      </Label>
      {invalid && <Required id={errorId}>{consent.required}</Required>}
    </Root>
  );
});

const Root = styled.div.withConfig({ componentId: 'onfile-consent' })`
  color: var(--onfile-color-text);
  font-size: var(--onfile-font-small);
  line-height: 1.4;
`;

const Label = styled.label.withConfig({ componentId: 'onfile-consent-label' })`
  box-sizing: border-box;
  margin: 0;
  display: grid;
  grid-template-columns: 20px minmax(0, 1fr);
  gap: 12px;
  min-block-size: 44px;
  align-items: center;
  cursor: pointer;
`;

/** A native checkbox in the kit's colours. */
const Box = styled.input.withConfig({ componentId: 'onfile-checkbox' })`
  box-sizing: border-box;
  color: inherit;
  font: inherit;
  margin: 0;
  appearance: none;
  display: grid;
  place-items: center;
  align-self: start;
  inline-size: 20px;
  block-size: 20px;
  border: 1.5px solid var(--onfile-color-borderStrong);
  border-radius: 6px;
  background: var(--onfile-color-surface);
  cursor: inherit;
  &::before {
    content: '';
    inline-size: 12px;
    block-size: 12px;
    background: var(--onfile-color-onAccent);
    clip-path: polygon(14% 44%, 0 65%, 50% 100%, 100% 16%, 80% 0%, 43% 62%);
    visibility: hidden;
  }
  &:checked {
    border-color: var(--onfile-color-accent);
    background: var(--onfile-color-accent);
  }
  &:checked::before {
    visibility: visible;
  }
  &[aria-invalid='true'] {
    border-color: var(--onfile-color-danger);
  }
  @media (forced-colors: active) {
    appearance: auto;
  }
`;

const Required = styled.p.withConfig({ componentId: 'onfile-consent-required' })`
  box-sizing: border-box;
  margin: 0;
  padding-inline-start: 32px;
  padding-block-start: 4px;
  color: var(--onfile-color-danger);
`;
