import { type Checkout, newCard, OnfileProvider, useCheckout } from '@onfile/hooks';
import { client } from '../client.ts';
import { useLanguage } from '../shop.ts';
import { words } from '../words.ts';

/** The same checkout in the shop's own markup and words: the hooks, and nothing of the kit's looks. */
export function HeadlessPage({ order, customer }: { order: string; customer: string }) {
  return (
    <OnfileProvider client={client} subject={customer}>
      <OwnCheckout order={order} />
    </OnfileProvider>
  );
}

function OwnCheckout({ order }: { order: string }) {
  const text = words[useLanguage()].headless;
  const checkout = useCheckout({ order });
  const { state, intent } = checkout;
  return (
    <section className="narrow">
      <h1>{text.title}</h1>
      {state.step === 'checking' || state.step === 'challenge' ? (
        <p role="status">{text.checking}</p>
      ) : state.step === 'finished' ? (
        <p role="status">{state.status === 'paid' ? `${text.paid} ${intent?.card?.last4 ?? ''}` : text.over}</p>
      ) : (
        <OwnChoice checkout={checkout} />
      )}
    </section>
  );
}

function OwnChoice({ checkout: { cards, selection, state, intent, canPay, pay } }: { checkout: Checkout }) {
  const text = words[useLanguage()].headless;
  const choices = [
    ...cards.cards.map((card) => ({
      id: card.id,
      label: `${card.bank} ${card.brand} ${card.last4}`.trim(),
      off: !card.active,
    })),
    { id: newCard, label: text.another, off: false },
  ];
  return (
    <>
      {cards.status === 'failed' && (
        <p role="alert">
          {text.failed}{' '}
          <button type="button" className="quiet" onClick={cards.retry}>
            {text.retry}
          </button>
        </p>
      )}
      {state.step === 'choosing' && (state.declined ?? state.problem) && <p role="alert">{text.declined}</p>}
      <fieldset className="plain-choice">
        <legend>{text.choose}</legend>
        {choices.map(({ id, label, off }) => (
          <label key={id}>
            <input
              type="radio"
              name="card"
              checked={selection.value === id}
              disabled={off}
              onChange={() => selection.select(id)}
            />{' '}
            {label}
          </label>
        ))}
      </fieldset>
      <button type="button" className="primary" aria-disabled={!canPay} onClick={pay}>
        {state.step === 'confirming' ? text.paying : `${text.pay} ${intent?.amount ?? ''} ${intent?.currency ?? ''}`}
      </button>
    </>
  );
}
