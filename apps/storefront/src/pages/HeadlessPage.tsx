import {
  cardGroupProps,
  cardRadioProps,
  type Checkout,
  newCardRadioProps,
  OnfileProvider,
  payButtonProps,
  type SavedCard,
  statusProps,
  useCardArt,
  useCheckout,
  useCvcFrame,
  usePayWithCode,
} from '@onfile/hooks';
import { useId, useLayoutEffect, useRef } from 'react';
import { client } from '../client.ts';
import { useLanguage } from '../shop.ts';
import { words } from '../words.ts';
import { OwnChallenge } from './OwnChallenge.tsx';

/** The same checkout in the shop's own markup and words: the hooks, and nothing of the kit's looks. */
export function HeadlessPage({ order, customer }: { order: string; customer: string }) {
  return (
    <OnfileProvider client={client} subject={customer}>
      <OwnCheckout order={order} />
    </OnfileProvider>
  );
}

/** Where the choice gives way to what became of it, the focus goes with it; and back to the choice, where it is open again. */
function useFocusOnNews(isOver: boolean) {
  const news = useRef<HTMLParagraphElement>(null);
  const wasOver = useRef(isOver);
  useLayoutEffect(() => {
    const { current } = news;
    const chosen = current?.closest('section')?.querySelector<HTMLElement>('input:checked');
    if (wasOver.current !== isOver && document.activeElement === document.body)
      (isOver ? current : chosen)?.focus({ preventScroll: true });
    wasOver.current = isOver;
  }, [isOver]);
  return news;
}

function OwnCheckout({ order }: { order: string }) {
  const all = words[useLanguage()];
  const text = all.headless;
  const checkout = useCheckout({ order });
  const { state, intent } = checkout;
  const isOver = state.step !== 'choosing' && state.step !== 'confirming';
  const news = useFocusOnNews(isOver);
  const end =
    state.step === 'finished' &&
    (state.status === 'paid' && intent?.card ? `${text.paid} ${intent.card.last4}` : all[state.status]);
  return (
    <section className="narrow">
      <h1>{text.title}</h1>
      <p {...statusProps} ref={news} tabIndex={-1}>
        {end || (isOver && text.checking)}
      </p>
      {state.step === 'challenge' && <OwnChallenge order={order} onBack={() => news.current?.focus()} />}
      {!isOver && <OwnChoice order={order} checkout={checkout} />}
    </section>
  );
}

function OwnChoice({ order, checkout }: { order: string; checkout: Checkout }) {
  const text = words[useLanguage()].headless;
  const { cards, selection, state, intent, intentError } = checkout;
  const name = useId();
  const { card } = selection;
  const { frameUrl } = cards.capabilities ?? {};
  return (
    <>
      {intentError && !intent && <Failed text={text.noOrder} onRetry={checkout.retryIntent} />}
      {cards.status === 'failed' && <Failed text={text.failed} onRetry={cards.retry} />}
      {state.step === 'choosing' && state.declined && <p role="alert">{text.declined}</p>}
      {state.step === 'choosing' && state.problem && <p role="alert">{text.notStarted}</p>}
      <fieldset className="plain-choice" {...cardGroupProps(cards)}>
        <legend>{text.choose}</legend>
        {cards.cards.map((card) => (
          <label key={card.id}>
            <input {...cardRadioProps(checkout, card, name)} /> <OwnArt card={card} />{' '}
            {`${card.bank} ${card.brand} ${card.last4}`.trim()}
          </label>
        ))}
        <label>
          <input {...newCardRadioProps(selection, name)} /> {text.another}
        </label>
      </fieldset>
      {card?.needCVC && frameUrl && (
        <OwnCode key={card.id} order={order} checkout={checkout} card={card} frameUrl={frameUrl} />
      )}
      <button {...payButtonProps(checkout)} className="primary">
        {state.step === 'confirming' ? text.paying : `${text.pay} ${intent?.amount ?? ''} ${intent?.currency ?? ''}`}
      </button>
    </>
  );
}

function Failed({ text, onRetry }: { text: string; onRetry: () => void }) {
  const { retry } = words[useLanguage()].headless;
  return (
    <p role="alert">
      {text}{' '}
      <button type="button" className="quiet" onClick={onRetry}>
        {retry}
      </button>
    </p>
  );
}

/** The field for a card's code: a frame that pays by itself, under words of the shop's own. */
function OwnCode({
  order,
  checkout,
  card,
  frameUrl,
}: {
  order: string;
  checkout: Checkout;
  card: SavedCard;
  frameUrl: string;
}) {
  const language = useLanguage();
  const text = words[language].headless;
  const { id, brand } = card;
  const frame = useCvcFrame({ frameUrl, brand, card: id, locale: language, onEnter: checkout.pay });
  const { locked } = usePayWithCode({ order, card: id, setCode: checkout.setCode }, frame);
  return (
    <p>
      {text.code} <iframe className="plain-code" title={text.code} {...frame.frameProps} />{' '}
      <span role="status">
        {locked || frame.status === 'failed' ? text.codeElsewhere : frame.invalid && text.wholeCode}
      </span>
    </p>
  );
}

/** The issuer's picture where there is one. What the shop draws where there is none is its own affair: an empty frame. */
function OwnArt({ card }: { card: SavedCard }) {
  const { imgProps } = useCardArt(card);
  return (
    <span className="plain-art">
      {imgProps && <img key={imgProps.src} {...imgProps} alt="" width={68} height={43} />}
    </span>
  );
}
