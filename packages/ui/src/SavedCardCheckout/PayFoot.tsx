import { type Checkout, useOnline, useSlow } from '@onfile/hooks';
import { useEffect, useRef } from 'react';
import { styled } from 'styled-components';
import { iconLines, lockIcon } from '../internal/Icons.tsx';
import { Alert } from '../internal/Panel.tsx';
import { formatMoney, shortCard } from '../messages/card-words.ts';
import { useWords } from '../messages/words-context.ts';
import { PayButton } from '../PayButton/PayButton.tsx';
import { Retry } from '../SavedCardOption/parts.tsx';
import { useSlots } from '../slots.ts';

interface PayFootProps {
  checkout: Checkout;
  /** What has to be there before anything can be pressed. */
  waiting?: string | undefined;
}

/**
 * The button, and under it what there is to say: while a payment is on its way the place opens, and whatever comes of it is said in that
 * place, so that an answer moves nothing.
 */
export function PayFoot({ checkout, waiting }: PayFootProps) {
  const { messages } = useWords();
  const { state, intent, intentError, retryIntent } = checkout;
  const { Footer = Lock } = useSlots();
  if (intentError && !intent)
    return (
      <NoOrder role="alert">
        <strong>{messages.orderFailed}</strong> {messages.error[intentError.code]} <Retry onClick={retryIntent} />
      </NoOrder>
    );
  const refused = state.step === 'choosing' && (state.declined || state.problem);
  return (
    <>
      <Pay checkout={checkout} waiting={waiting} />
      {/* There from the first paint: what comes into it is spoken, and not what comes with it. */}
      <div role="status">{state.step === 'confirming' && <OnItsWay via={state.via} />}</div>
      {refused && <Refusal state={state} />}
      {!refused && state.step !== 'confirming' && <Footer />}
    </>
  );
}

function Pay({ checkout, waiting }: PayFootProps) {
  const { messages, locale } = useWords();
  const { PayButton: Button = PayButton } = useSlots();
  const { state, intent, selection, via, canPay, pay } = checkout;
  const full = intent ? formatMoney(intent.amount, intent.currency, locale) : '';
  const brief = intent ? formatMoney(intent.amount, intent.currency, locale, false) : '';
  const { card } = selection;
  if (state.step === 'confirming') {
    const text = state.via === 'page' ? messages.goingToPage : messages.paying;
    return <Button busy short={text} long={text} />;
  }
  const words =
    card && via === 'card'
      ? { short: messages.pay.short(brief, shortCard(card)), long: messages.pay.long(full, shortCard(card)) }
      : { short: messages.pay.onPage(brief), long: messages.pay.onPage(full) };
  // A card is chosen and the order is on its way: there is nothing to ask of the shopper.
  const blocked = waiting ?? (canPay ? undefined : selection.value ? '' : messages.chooseFirst);
  return <Button {...words} blocked={blocked} onClick={pay} />;
}

/** What a shopper who waits wants to know. */
function OnItsWay({ via }: { via: 'card' | 'page' }) {
  const { messages } = useWords();
  const isOnline = useOnline();
  const isSlow = useSlow(true);
  const { waiting } = messages;
  return (
    <Place>{via === 'page' ? waiting.page : !isOnline ? waiting.offline : isSlow ? waiting.slow : waiting.card}</Place>
  );
}

/** Why it did not work, and what to do. It comes into sight where the screen is short. */
function Refusal({ state }: { state: Extract<Checkout['state'], { step: 'choosing' }> }) {
  const { messages } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to clean up; jsdom, where shops test, has no such thing.
    box.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  const { declined, problem } = state;
  return (
    <Refused ref={box} role="alert">
      <strong>{declined ? messages.declinedTitle : messages.problemTitle}</strong>{' '}
      {declined ? messages.declined[declined] : problem && messages.error[problem]}
    </Refused>
  );
}

function Lock() {
  const { messages } = useWords();
  const isOnline = useOnline();
  return (
    <Line>
      {lockIcon} {isOnline ? messages.lock : messages.offline}
    </Line>
  );
}

const Line = styled.p.withConfig({ componentId: 'onfile-lock' })`
  box-sizing: border-box;
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 8px;
  margin: 12px 0 0;
  color: var(--onfile-color-textMuted);
  font-size: 0.8125rem;
  ${iconLines}
`;

/** As high as the longest answer that may take its place. */
const Refused = styled(Alert).withConfig({ componentId: 'onfile-answer' })`
  margin: 12px 0 0;
  align-content: center;
  min-block-size: 8.25rem;
  @container onfile-outer (max-width: 359px) {
    min-block-size: 12rem;
  }
`;

const Place = styled(Refused).withConfig({ componentId: 'onfile-waiting' })`
  background: var(--onfile-color-accentSubtle);
`;

/** In the place of the button and its line, and as high: without an order there is nothing to press. */
const NoOrder = styled(Alert).withConfig({ componentId: 'onfile-no-order' })`
  margin: 0;
  min-block-size: 88px;
`;
