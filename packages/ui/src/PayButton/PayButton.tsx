import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { styled } from 'styled-components';
import { Spinner } from '../internal/Spinner.tsx';
import { visuallyHidden } from '../internal/VisuallyHidden.tsx';

/** Props of `PayButton`. */
export interface PayButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'children'> {
  /** What stands on it where there is little room. */
  short: string;
  /** The whole sentence: what stands on it where there is room, and what it is called in any case. */
  long: string;
  /** On its way: it stays in the tab order and does nothing. */
  busy?: boolean;
  /** Why it cannot be pressed yet. */
  blocked?: string | undefined;
}

/** Says what pressing it does. Renders a `<button>`. */
export const PayButton = forwardRef<HTMLButtonElement, PayButtonProps>(function PayButton(
  { short, long, busy = false, blocked, onClick, ...rest },
  ref,
) {
  const isOff = busy || blocked !== undefined;
  return (
    <Box>
      <Button
        ref={ref}
        type="button"
        aria-disabled={isOff || undefined}
        aria-busy={busy || undefined}
        title={blocked}
        onClick={(event) => {
          if (!isOff) onClick?.(event);
        }}
        {...rest}
      >
        {busy && <Spinner aria-hidden="true" />}
        {/* Other words are another text, and not one that moved. */}
        <Short key={`short ${short}`} aria-hidden="true">
          {short}
        </Short>
        <Long key={`long ${long}`}>{long}</Long>
      </Button>
    </Box>
  );
});

const Box = styled.div.withConfig({ componentId: 'onfile-pay-box' })`
  container: onfile-pay / inline-size;
`;

const Button = styled.button.withConfig({ componentId: 'onfile-pay' })`
  box-sizing: border-box;
  margin: 0;
  font: inherit;
  letter-spacing: inherit;
  text-transform: none;
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 12px;
  inline-size: 100%;
  min-block-size: var(--onfile-density-pay);
  /* Two lines are no higher than one. */
  padding: 4px 16px;
  border: 0;
  border-radius: var(--onfile-radius-control);
  background: var(--onfile-color-accent);
  color: var(--onfile-color-onAccent);
  font-weight: var(--onfile-font-weight);
  font-size: 1.0625rem;
  cursor: pointer;
  &:hover {
    filter: brightness(1.08);
  }
  &:active {
    filter: brightness(0.94);
  }
  &[aria-disabled='true'] {
    cursor: default;
    filter: saturate(0.6);
  }
  &[aria-busy='true'] {
    cursor: progress;
    filter: none;
  }
  @media (forced-colors: active) {
    border: 1px solid ButtonText;
  }
  /* Under the pointer only: where an order has come the button is ready, and a fade would hold up the page's first frames. */
  @media (prefers-reduced-motion: no-preference) {
    &:hover {
      transition: filter var(--onfile-motion-quick) ease-out;
    }
  }
`;

const Short = styled.span.withConfig({ componentId: 'onfile-pay-short' })`
  @container onfile-pay (min-width: 420px) {
    display: none;
  }
`;

const Long = styled.span.withConfig({ componentId: 'onfile-pay-long' })`
  @container onfile-pay (max-width: 419.98px) {
    ${visuallyHidden}
  }
`;
