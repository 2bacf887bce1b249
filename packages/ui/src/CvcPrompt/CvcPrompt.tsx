import type { SavedCard } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useId } from 'react';
import { css, styled } from 'styled-components';
import { brandOf } from '../messages/card-words.ts';
import { useLaterWords } from '../messages/later-words.ts';
import { useWords } from '../messages/words-context.ts';
import { CodePicture } from './CodePicture.tsx';

/**
 * Where the code stands. `wrong`: the bank has refused it; `failed`: the field did not load, and the payment page asks; `hosted`: the
 * payment page asks in any case; `locked`: there were too many wrong codes, and the payment page asks.
 */
export type CvcStatus = 'empty' | 'focused' | 'complete' | 'invalid' | 'wrong' | 'failed' | 'hosted' | 'locked';

/** Props of `CvcPrompt`. */
export interface CvcPromptProps extends ComponentPropsWithoutRef<'div'> {
  /** The card's payment system: how the code is called, how long it is, where it stands. */
  brand: string;
  status: CvcStatus;
  /** Why the code is asked for, where that is known. */
  reason?: SavedCard['cvcReason'];
  /**
   * The field, in a document of its own. This page has no input for the code and never sees it. Not rendered while the payment page
   * asks.
   */
  children?: ReactNode;
}

/**
 * Asks for a card's security code: the name of it, the place of the field, a picture of where the code is, and what is wrong. From
 * state to state nothing moves. Renders a `<div>` that is a named group, once its words are there.
 */
export const CvcPrompt = forwardRef<HTMLDivElement, CvcPromptProps>(function CvcPrompt(
  { brand, status, reason, children, ...rest },
  ref,
) {
  const { messages } = useWords();
  const { hostedCode } = messages;
  const { part: code } = useLaterWords(messages.code);
  const { cvcLength: digits, cvcName } = brandOf(brand) ?? { cvcLength: 3, cvcName: '' };
  const side = digits === 4 ? 'front' : 'back';
  const labelId = useId();
  const saysId = useId();
  if (!code) return null;
  const hint = side === 'front' ? code.onFront(digits) : code.onBack(digits);
  const isOnPage = status === 'failed' || status === 'hosted' || status === 'locked';
  const said = {
    empty: hint,
    focused: hint,
    complete: hint,
    invalid: code.incomplete(digits),
    wrong: code.wrong,
    failed: code.failed,
    hosted: hostedCode,
    locked: code.locked,
  };
  return (
    <Root
      ref={ref}
      role="group"
      aria-labelledby={labelId}
      aria-describedby={saysId}
      data-status={status}
      data-page={isOnPage || undefined}
      {...rest}
    >
      <Label id={labelId}>
        {code.label} {cvcName && <bdi>{cvcName}</bdi>}
      </Label>
      {reason && <Why>{code.because[reason]}</Why>}
      <Body>
        <Place>{!isOnPage && children}</Place>
        <CodePicture side={side} />
        {[hint, said.invalid, said.wrong].map((text) => (
          <Room key={text} data-text={text} />
        ))}
        {[said.failed, said.hosted, said.locked].map((text) => (
          <Room key={text} data-text={text} data-wide="" />
        ))}
        <Says id={saysId} role="status">
          {said[status]}
        </Says>
      </Body>
    </Root>
  );
});

const Root = styled.div.withConfig({ componentId: 'onfile-code' })`
  box-sizing: border-box;
  container: onfile-code / inline-size;
  inline-size: 100%;
  color: var(--onfile-color-text);
  line-height: 1.4;
  /* Too short to be seen: tells whoever holds a frame that the theme has changed. */
  transition: color 1ms;
`;

const Label = styled.span.withConfig({ componentId: 'onfile-code-label' })`
  box-sizing: border-box;
  display: block;
  margin-block-end: 8px;
  font-weight: var(--onfile-font-weight);
  font-size: var(--onfile-font-small);
  & > bdi {
    margin-inline-start: 2px;
    color: var(--onfile-color-textMuted);
    font-weight: 400;
  }
`;

const Why = styled.span.withConfig({ componentId: 'onfile-code-why' })`
  box-sizing: border-box;
  display: block;
  margin-block: -6px 8px;
  color: var(--onfile-color-textMuted);
  font-size: 0.8125rem;
`;

/** Field, picture and words in a row; where there is little room the words take a row of their own. */
const Body = styled.div.withConfig({ componentId: 'onfile-code-body' })`
  box-sizing: border-box;
  display: grid;
  grid-template-columns: auto auto minmax(0, 1fr);
  align-items: center;
  gap: 8px 12px;
`;

/** As large as the field, and the field fills it. */
const Place = styled.span.withConfig({ componentId: 'onfile-code-field' })`
  grid-area: 1 / 1;
  position: relative;
  display: block;
  box-sizing: border-box;
  inline-size: 104px;
  block-size: 48px;
  border: 1.5px solid var(--onfile-color-borderStrong);
  border-radius: 12px;
  background: var(--onfile-color-surface);
  & > * {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border: 0;
    border-radius: inherit;
  }
  [data-status='invalid'] &,
  [data-status='wrong'] & {
    border-color: var(--onfile-color-danger);
  }
  /* A frame that holds the focus counts as focused in its page. */
  &:focus-within,
  [data-status='focused'] & {
    border-color: var(--onfile-color-accent);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--onfile-color-accent) 28%, transparent);
  }
  [data-status='complete'] &::after {
    content: '✓';
    content: '✓' / '';
    position: absolute;
    inset-block-start: -8px;
    inset-inline-end: -8px;
    display: grid;
    place-items: center;
    inline-size: 18px;
    block-size: 18px;
    border-radius: 50%;
    background: var(--onfile-color-success);
    color: var(--onfile-color-surface);
    font-weight: 700;
    font-size: 0.6875rem;
    line-height: 1;
  }
  [data-page] &,
  [data-page] & ~ svg {
    visibility: hidden;
  }
  @media (forced-colors: active) {
    &:focus-within,
    [data-status='focused'] & {
      outline: 3px solid Highlight;
      outline-offset: 1px;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    transition: box-shadow var(--onfile-motion-quick) ease-out;
  }
`;

/** Beside the picture; under it where there is little room; in the place of both where the payment page asks. */
const words = css`
  grid-area: 1 / 3;
  display: block;
  font-size: 0.8125rem;
  line-height: 1.35;
  text-wrap: balance;
  [data-page] > * > &:not([data-text]),
  &[data-wide] {
    grid-area: 1 / 1 / auto / -1;
  }
  @container onfile-code (max-width: 299.98px) {
    grid-area: 2 / 1 / auto / -1;
    [data-page] > * > &:not([data-text]),
    &[data-wide] {
      grid-area: 1 / 1 / span 2 / -1;
    }
  }
`;

/** Keeps, unseen, the room of one of the texts: whichever is said, in whatever language and size, nothing moves. */
const Room = styled.span.withConfig({ componentId: 'onfile-code-room' })`
  box-sizing: border-box;
  ${words}
  visibility: hidden;
  &::before {
    content: attr(data-text);
  }
`;

const Says = styled.span.withConfig({ componentId: 'onfile-code-says' })`
  box-sizing: border-box;
  ${words}
  color: var(--onfile-color-textMuted);
  @container onfile-code (max-width: 299.98px) {
    align-self: start;
  }
  [data-status='invalid'] &,
  [data-status='wrong'] & {
    color: var(--onfile-color-danger);
  }
  [data-page] & {
    align-self: start;
  }
`;
