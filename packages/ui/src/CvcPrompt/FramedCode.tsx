import {
  type Checkout,
  type CvcFrame,
  type CvcFrameProps,
  type SavedCard,
  useCvcFrame,
  usePayWithCode,
} from '@onfile/hooks';
import { type TransitionEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { styled } from 'styled-components';
import { useLaterWords } from '../messages/later-words.ts';
import type { CodeWords } from '../messages/messages.ts';
import { useWords } from '../messages/words-context.ts';
import { CvcPrompt, type CvcStatus } from './CvcPrompt.tsx';

/** Props of `FramedCode`. */
export interface FramedCodeProps {
  /** The shop's order number. */
  order: string;
  checkout: Pick<Checkout, 'state' | 'setCode' | 'pay'>;
  /** The chosen card: one that asks for its code. */
  card: SavedCard;
  /** Where the proxy serves the frame: `capabilities.frameUrl` of the list. */
  frameUrl: string;
}

/** What the frame may know of the looks: what it takes is its own list, and what it does not know it leaves alone. */
function looksOf(element: Element): Readonly<Record<string, string>> {
  const style = getComputedStyle(element);
  return {
    color: style.color,
    background: style.getPropertyValue('--onfile-color-surface'),
    accent: style.getPropertyValue('--onfile-color-accent'),
    scheme: style.colorScheme.includes('dark') ? 'dark' : 'light',
  };
}

function statusOf(
  { status, field, invalid }: CvcFrame,
  locked: boolean,
  { step, ...state }: Checkout['state'],
): CvcStatus {
  if (locked) return 'locked';
  if (status === 'failed') return 'failed';
  if (field.complete) return 'complete';
  if (invalid) return 'invalid';
  const isRefused = step === 'choosing' && 'declined' in state && state.declined === 'wrong_details';
  if (isRefused && field.empty) return 'wrong';
  return field.focused ? 'focused' : 'empty';
}

/** The field for a card's code, in a frame that pays by itself. Its place is there before its words are. */
export function FramedCode(props: FramedCodeProps) {
  const { part: words } = useLaterWords(useWords().messages.code);
  return <Under>{words && <Field words={words} {...props} />}</Under>;
}

function Field({ words, order, checkout, card, frameUrl }: FramedCodeProps & { words: CodeWords }) {
  const { locale } = useWords();
  const [looks, setLooks] = useState<Readonly<Record<string, string>>>();
  const { id, brand, cvcReason } = card;
  const frame = useCvcFrame({ frameUrl, brand, card: id, locale, theme: looks, onEnter: checkout.pay });
  const { locked } = usePayWithCode({ order, card: id, setCode: checkout.setCode }, frame);
  const dress = useCallback((element: Element | null) => {
    if (element) setLooks(looksOf(element));
  }, []);
  // The theme is a matter of CSS and renders nothing: the text takes a millisecond to change its colour, and that is told.
  const redress = ({ propertyName, target, currentTarget }: TransitionEvent) => {
    if (propertyName === 'color' && target === currentTarget) dress(currentTarget);
  };
  return (
    <CvcPrompt
      ref={dress}
      brand={brand}
      status={statusOf(frame, locked, checkout.state)}
      reason={cvcReason}
      onTransitionEnd={redress}
    >
      <Frame title={words.label} of={frame.frameProps} />
    </CvcPrompt>
  );
}

/** One that goes while it has the focus (there were too many wrong codes, and the payment page asks) leaves it with its card. */
function Frame({ title, of: { ref: take, ...rest } }: { title: string; of: CvcFrameProps }) {
  const frame = useRef<HTMLIFrameElement | null>(null);
  const ref = useCallback(
    (element: HTMLIFrameElement | null) => {
      frame.current = element;
      take(element);
    },
    [take],
  );
  useLayoutEffect(() => {
    const element = frame.current;
    return () => {
      if (element && element === document.activeElement)
        element.closest('fieldset')?.querySelector<HTMLElement>('input:checked')?.focus();
    };
  }, []);
  return <iframe title={title} ref={ref} {...rest} />;
}

/** In line with the card's art. */
const Under = styled.div.withConfig({ componentId: 'onfile-under' })`
  box-sizing: border-box;
  min-block-size: 76px;
  padding-inline-start: calc(20px + var(--onfile-space-gap));
  @container onfile (max-width: 399px) {
    padding-inline-start: 28px;
  }
  @container onfile (max-width: 367.98px) {
    min-block-size: 119px;
  }
`;
