import { type Chain, createChain, type ChainOptions, type Scenario } from '@onfile/testing';
import { act, renderHook, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createMerchantClient,
  type HostedForm,
  type Intent,
  newCard,
  OnfileProvider,
  useCheckout,
  useSavedCards,
} from './index.ts';

beforeEach(() => sessionStorage.clear());

/** `deaf`: what is asked for is done, and the answer of a call with this method is lost. */
type Options = ChainOptions & { undo?: number | false; deaf?: 'DELETE' };

function shop(options: Options = {}) {
  const chain = createChain({ origin: 'https://shop.test', ...options });
  let answering: Promise<unknown> = Promise.resolve();
  const client = createMerchantClient({
    baseUrl: chain.baseUrl,
    fetch: async (input, init) => {
      await answering;
      const answer = await chain.fetch(input, init);
      if (options.deaf && init?.method === options.deaf) throw new TypeError('connection reset');
      return answer;
    },
  });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <OnfileProvider client={client} subject={options.customer ?? 'anna'}>
        {children}
      </OnfileProvider>
    </StrictMode>
  );
  const results: Intent[] = [];
  const forms: HostedForm[] = [];
  const render = () =>
    renderHook(
      () =>
        useCheckout({
          order: '2341',
          undo: options.undo ?? false,
          onResult: (intent) => results.push(intent),
          navigate: (form) => forms.push(form),
        }),
      { wrapper },
    );
  const hold = () => {
    let release = () => {};
    answering = new Promise<void>((resolve) => {
      release = resolve;
    });
    return () => release();
  };
  return { chain, client, wrapper, render, results, forms, hold };
}

async function ready(options: Options = {}) {
  const tools = shop(options);
  const { result, unmount, rerender } = tools.render();
  await waitFor(() => expect(result.current.canPay).toBe(true));
  return { ...tools, result, unmount, rerender };
}

/** The cards as the proxy lists them now. */
const listed = async (chain: Chain): Promise<unknown[]> =>
  (await (await chain.fetch(`${chain.baseUrl}/cards`)).json()).cards;

describe('useCheckout', () => {
  it('pays once with the card that is chosen, and says so once', async () => {
    const { result, chain, results } = await ready();
    expect(result.current.selection.card?.last4).toBe('0028');
    act(() => result.current.pay());
    await waitFor(() => expect(result.current.state).toEqual({ step: 'finished', status: 'paid' }));
    expect(chain.ledger).toEqual([{ order: '2341', amount: '1250.00', currency: 'RUB', last4: '0028' }]);
    expect(results).toMatchObject([{ status: 'paid', order: '2341' }]);
    expect(sessionStorage).toHaveLength(0);
  });

  it('is one payment, however often Pay is pressed in one instant', async () => {
    const { result, chain } = await ready();
    act(() => {
      for (let press = 0; press < 5; press++) result.current.pay();
    });
    await waitFor(() => expect(result.current.state.step).toBe('finished'));
    expect(chain.ledger).toHaveLength(1);
  });

  it('keeps the choice after a decline and takes another press', async () => {
    const { result, chain } = await ready({ scenario: 'declined' });
    act(() => result.current.pay());
    await waitFor(() => expect(result.current.state).toEqual({ step: 'choosing', declined: 'insufficient_funds' }));
    expect(result.current.selection.card?.last4).toBe('0028');
    expect(sessionStorage).toHaveLength(0);
    chain.play(undefined);
    act(() => result.current.pay());
    await waitFor(() => expect(result.current.state.step).toBe('finished'));
    expect(chain.ledger).toHaveLength(1);
  });

  it('checks a payment in doubt, keeps its key, offers nothing to press, and finds the end', async () => {
    const { result, chain } = await ready({ scenario: 'unconfirmed' });
    act(() => result.current.pay());
    await waitFor(() => expect(result.current.state).toEqual({ step: 'checking' }));
    expect(result.current.canPay).toBe(false);
    expect(sessionStorage).toHaveLength(1);
    act(() => result.current.pay());
    chain.play(undefined);
    await waitFor(() => expect(result.current.state).toEqual({ step: 'finished', status: 'paid' }), { timeout: 4000 });
    expect(chain.ledger).toHaveLength(1);
    expect(sessionStorage).toHaveLength(0);
  });

  it('takes a connection that is lost after the press as a doubt', async () => {
    const { result, chain } = await ready();
    chain.play('offline');
    act(() => result.current.pay());
    await waitFor(() => expect(result.current.state).toEqual({ step: 'checking' }));
    chain.play(undefined);
    // The proxy never heard of it: reading says open, more than once, and the shopper may choose again.
    await waitFor(() => expect(result.current.state).toEqual({ step: 'choosing' }), { timeout: 9000 });
    expect(chain.ledger).toEqual([]);
  }, 12_000);

  it('resumes a payment that was made before the page was loaded again', async () => {
    const first = await ready();
    act(() => first.result.current.pay());
    await waitFor(() => expect(first.result.current.state.step).toBe('finished'));
    first.unmount();
    const again = first.render();
    await waitFor(() => expect(again.result.current.state).toEqual({ step: 'finished', status: 'paid' }));
    expect(again.result.current.canPay).toBe(false);
  });

  it('goes to the payment page with a new card', async () => {
    const { result, forms, chain } = await ready({ customer: 'new' });
    expect(result.current.selection.value).toBe(newCard);
    act(() => result.current.pay());
    await waitFor(() => expect(forms).toHaveLength(1));
    expect(forms[0]?.fields).toMatchObject({ OrderAmount: '1250.00' });
    expect(result.current.state).toEqual({ step: 'confirming', via: 'page' });
    expect(chain.ledger).toEqual([]);
  });

  it('a press that a reload overtook is looked for before Pay is shown again', async () => {
    const chain = createChain({ origin: 'https://shop.test' });
    let arrive = () => {};
    const onItsWay = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const client = createMerchantClient({
      baseUrl: chain.baseUrl,
      fetch: async (input, init) => {
        if (String(input instanceof Request ? input.url : input).endsWith('/confirm')) await onItsWay;
        return chain.fetch(input, init);
      },
    });
    const page = () =>
      renderHook(() => useCheckout({ order: '2341' }), {
        wrapper: ({ children }: { children: ReactNode }) => (
          <OnfileProvider client={client} subject="anna">
            {children}
          </OnfileProvider>
        ),
      });
    const before = page();
    await waitFor(() => expect(before.result.current.canPay).toBe(true));
    act(() => before.result.current.pay());
    await waitFor(() => expect(sessionStorage).toHaveLength(1));
    before.unmount();
    const after = page();
    await waitFor(() => expect(after.result.current.state.step).toBe('checking'));
    expect(after.result.current.canPay).toBe(false);
    arrive();
    await waitFor(() => expect(after.result.current.state).toEqual({ step: 'finished', status: 'paid' }), {
      timeout: 4000,
    });
    expect(chain.ledger).toHaveLength(1);
    expect(sessionStorage).toHaveLength(0);
  });

  it('a press that never arrived gives the choice back, and its key is forgotten', async () => {
    sessionStorage.setItem('onfile:attempt:2341', 'card_1 0123456789abcdef');
    const { render } = shop();
    const { result } = render();
    await waitFor(() => expect(result.current.state.step).toBe('checking'));
    await waitFor(() => expect(result.current.canPay).toBe(true), { timeout: 9000 });
    expect(sessionStorage).toHaveLength(0);
  }, 12_000);

  it('looks for a second press that is lost as patiently as for the first', async () => {
    const chain = createChain({ origin: 'https://shop.test' });
    let readings = 0;
    const client = createMerchantClient({
      baseUrl: chain.baseUrl,
      fetch: async (input, init) => {
        const { url } = new Request(input, init);
        if (url.endsWith('/confirm')) throw new TypeError('Failed to fetch');
        if (url.endsWith('/intents')) readings++;
        return chain.fetch(input, init);
      },
    });
    const { result } = renderHook(() => useCheckout({ order: '2341' }), {
      wrapper: ({ children }: { children: ReactNode }) => (
        <OnfileProvider client={client} subject="anna">
          {children}
        </OnfileProvider>
      ),
    });
    await waitFor(() => expect(result.current.canPay).toBe(true));
    act(() => result.current.pay());
    await waitFor(() => expect(result.current.state.step).toBe('checking'));
    await waitFor(() => expect(result.current.canPay).toBe(true), { timeout: 15_000 });
    readings = 0;
    act(() => result.current.pay());
    await waitFor(() => expect(readings).toBe(2), { timeout: 9000 });
    expect(result.current.state.step).toBe('checking');
    expect(sessionStorage).toHaveLength(1);
  }, 30_000);

  it('keeps a new card only by the shopper’s own wish: the page is not told who they are without it', async () => {
    const without = await ready({ customer: 'new' });
    act(() => without.result.current.pay());
    await waitFor(() => expect(without.forms).toHaveLength(1));
    expect(without.forms[0]?.fields).not.toHaveProperty('CustomerNumber');
    without.unmount();
    const agreed = await ready({ customer: 'new' });
    act(() => agreed.result.current.setConsent('2026-11'));
    act(() => agreed.result.current.pay());
    await waitFor(() => expect(agreed.forms).toHaveLength(1));
    expect(agreed.forms[0]?.fields).toMatchObject({ CustomerNumber: 'new' });
  });

  it('goes to the payment page with a card that wants its code', async () => {
    const { result, forms } = await ready({ customer: 'vera' });
    const card = result.current.cards.cards.find(({ needCVC }) => needCVC);
    act(() => result.current.selection.select(card?.id ?? null));
    act(() => result.current.pay());
    await waitFor(() => expect(forms).toHaveLength(1));
  });

  it('forgets no choice silently: a chosen card that is removed leaves nothing chosen', async () => {
    const { result } = await ready();
    const card = result.current.selection.card;
    act(() => (card ? result.current.removal.request(card) : undefined));
    expect(result.current.removal.pending?.last4).toBe('0028');
    act(() => result.current.removal.confirm());
    await waitFor(() => expect(result.current.removal.removed?.last4).toBe('0028'));
    expect(result.current.cards.cards).toHaveLength(1);
    expect(result.current.selection.value).toBeNull();
    expect(result.current.selection.lost?.last4).toBe('0028');
    expect(result.current.canPay).toBe(false);
  });

  it('keeps a card that the gateway did not remove, and says so', async () => {
    const { result } = await ready({ scenario: 'remove-fails' });
    const card = result.current.selection.card;
    act(() => (card ? result.current.removal.request(card) : undefined));
    act(() => result.current.removal.confirm());
    await waitFor(() => expect(result.current.removal.errors[card?.id ?? '']?.code).toBe('unavailable'));
    expect(result.current.removal.pending).not.toBeNull();
    expect(result.current.removal.removing).toEqual([]);
    act(() => result.current.removal.cancel());
    expect(result.current.cards.cards).toHaveLength(2);
    expect(result.current.selection.card).toBe(card);
  });

  it('takes a removal back while there is time: the gateway never hears of it, and the choice is as it was', async () => {
    const { result, chain } = await ready({ undo: 60_000 });
    const { card } = result.current.selection;
    act(() => card && result.current.removal.request(card));
    expect(result.current.cards.cards).toHaveLength(1);
    expect(result.current.selection.value).toBeNull();
    act(() => result.current.removal.undo());
    expect(result.current.cards.cards).toHaveLength(2);
    expect(result.current.selection.card).toBe(card);
    expect(await listed(chain)).toHaveLength(2);
  });

  it('removes when the time is over', async () => {
    const { result, chain } = await ready({ undo: 10 });
    const { card } = result.current.selection;
    act(() => card && result.current.removal.request(card));
    await waitFor(() => expect(result.current.removal.removed).toBe(card));
    expect(result.current.removal.leaving).toBeNull();
    expect(await listed(chain)).toHaveLength(1);
  });

  it.each(['leaving the page', 'leaving the screen'])('removes at once on %s: nobody took it back', async (way) => {
    const { result, chain, unmount } = await ready({ undo: 60_000 });
    const { card } = result.current.selection;
    act(() => card && result.current.removal.request(card));
    if (way === 'leaving the page') act(() => void window.dispatchEvent(new Event('pagehide')));
    else unmount();
    await waitFor(async () => expect(await listed(chain)).toHaveLength(1));
  });

  it('shows a card again that could not be removed after all, and says which', async () => {
    const { result } = await ready({ undo: 10, scenario: 'remove-fails' });
    const { card } = result.current.selection;
    act(() => card && result.current.removal.request(card));
    await waitFor(() =>
      expect(result.current.removal.errors).toMatchObject({ [card?.id ?? '']: { code: 'unavailable' } }),
    );
    expect(result.current.cards.cards).toHaveLength(2);
  });

  it('reads the list again where the answer to a removal was lost: the card may be gone, and then it goes', async () => {
    const { result } = await ready({ undo: 10, deaf: 'DELETE' });
    const { card } = result.current.selection;
    act(() => card && result.current.removal.request(card));
    await waitFor(() => expect(result.current.removal.errors[card?.id ?? '']?.code).toBe('offline'));
    await waitFor(() => expect(result.current.cards.cards).toHaveLength(1));
    expect(result.current.cards.cards).not.toContain(card);
  });

  it('removes the first when a second one goes, and both are gone', async () => {
    const { result, chain } = await ready({ undo: 10 });
    const [first, second] = result.current.cards.cards;
    act(() => first && result.current.removal.request(first));
    act(() => second && result.current.removal.request(second));
    expect(result.current.cards.cards).toHaveLength(0);
    await waitFor(async () => expect(await listed(chain)).toHaveLength(0));
    expect(result.current.cards.cards).toHaveLength(0);
  });

  it('never chooses a card that cannot be paid with', async () => {
    const { result } = await ready({ customer: 'vera' });
    const { cards } = result.current.cards;
    expect(result.current.selection.card).toMatchObject({ active: true, last4: '4242' });
    expect(cards.filter(({ active }) => !active)).toHaveLength(2);
  });
});

describe('useSavedCards', () => {
  it.each([
    ['malformed', 'unavailable'],
    ['html', 'unavailable'],
    ['rate-limited', 'rate_limited'],
    ['gateway-down', 'unavailable'],
    ['offline', 'offline'],
  ] as [Scenario, string][])(
    'says what went wrong when the list is %s, and comes back on retry',
    async (scenario, code) => {
      const { chain, wrapper } = shop({ scenario });
      const { result } = renderHook(() => useSavedCards(), { wrapper });
      await waitFor(() => expect(result.current.status).toBe('failed'), { timeout: 3000 });
      expect(result.current.error?.code).toBe(code);
      chain.play(undefined);
      act(() => result.current.retry());
      await waitFor(() => expect(result.current.cards).toHaveLength(2));
    },
  );

  it('a list that cannot be had does not stop a new card', async () => {
    const { result, forms } = await (async () => {
      const tools = shop({ scenario: 'malformed' });
      const { result: checkout } = tools.render();
      await waitFor(() => expect(checkout.current.cards.status).toBe('failed'));
      await waitFor(() => expect(checkout.current.canPay).toBe(true));
      return { ...tools, result: checkout };
    })();
    expect(result.current.selection.value).toBe(newCard);
    act(() => result.current.pay());
    await waitFor(() => expect(forms).toHaveLength(1));
  });

  it('counts a card that makes no sense and shows the others', async () => {
    const { wrapper } = shop({ scenario: 'malformed-card' });
    const { result } = renderHook(() => useSavedCards(), { wrapper });
    await waitFor(() => expect(result.current.status).toBe('ready'));
    expect(result.current).toMatchObject({ dropped: 1, cards: [{ last4: '1030' }] });
  });

  it('says what to do without a provider', () => {
    expect(() => renderHook(() => useSavedCards())).toThrow('put <OnfileProvider> around');
  });
});
