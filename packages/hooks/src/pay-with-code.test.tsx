import { createChain } from '@onfile/testing';
import { act, renderHook, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMerchantClient, type CvcFrame, OnfileProvider, useCheckout, usePayWithCode } from './index.ts';

beforeEach(() => sessionStorage.clear());

/** What a stand-in for the frame does when it is told to pay. */
type Confirm = CvcFrame['confirm'];

/** A shop whose field is a stand-in: what the real one does is shown in a browser. */
function shop({ confirm, complete = true }: { confirm?: Confirm; complete?: boolean } = {}) {
  const chain = createChain({ origin: 'https://shop.test', customer: 'vera', codes: true });
  let isOffline = false;
  const client = createMerchantClient({
    baseUrl: chain.baseUrl,
    fetch: async (input, init) => {
      if (isOffline) throw new TypeError('Failed to fetch');
      return chain.fetch(input, init);
    },
  });
  /** As the frame does it: by itself, with the secret of one intent. */
  const send: (cvc: string) => Confirm = (cvc) => async (handle, key, window) => {
    const answer = await chain.handle(
      new Request(`${chain.baseUrl}/intents/${handle.id}/confirm`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${handle.secret}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify({
          card: result.current.selection.value,
          cvc,
          browser: {
            language: 'en',
            colorDepth: 24,
            screenWidth: 390,
            screenHeight: 844,
            javaEnabled: false,
            challengeWindowSize: window,
          },
        }),
      }),
    );
    const { status, code } = await answer.json();
    return answer.ok ? status : code;
  };
  const focus = vi.fn();
  const frame: CvcFrame = {
    frameProps: { ref: () => {}, src: '', sandbox: '', allow: '', referrerPolicy: 'no-referrer' },
    status: 'ready',
    field: { empty: !complete, complete, focused: false },
    height: 48,
    invalid: false,
    confirm: (...args) => (confirm ?? send('987'))(...args),
    focus,
    ask: () => complete,
  };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <OnfileProvider client={client} subject="vera">
        {children}
      </OnfileProvider>
    </StrictMode>
  );
  const { result, rerender } = renderHook(
    ({ status }: { status: CvcFrame['status'] }) => {
      const checkout = useCheckout({ order: '2341' });
      const { setCode, selection } = checkout;
      usePayWithCode({ order: '2341', card: selection.value ?? '', setCode }, { ...frame, status });
      return checkout;
    },
    { wrapper, initialProps: { status: 'ready' } },
  );
  const choose = async (last4: string) => {
    await waitFor(() => expect(result.current.canPay).toBe(true));
    const card = result.current.cards.cards.find((one) => one.last4 === last4);
    if (!card) throw new Error(`vera has no card ${last4}.`);
    act(() => result.current.selection.select(card.id));
    await waitFor(() => expect(result.current.selection.card?.last4).toBe(last4));
  };
  const cut = (next: boolean) => {
    isOffline = next;
  };
  return { chain, result, rerender, choose, focus, send, cut };
}

describe('a card that asks for its code', () => {
  it('is paid through the field, once, and read from the record', async () => {
    const { chain, result, choose } = shop();
    await choose('1881');
    expect(result.current.via).toBe('card');
    act(() => {
      result.current.pay();
      result.current.pay();
    });
    await waitFor(() => expect(result.current.state).toEqual({ step: 'finished', status: 'paid' }));
    expect(chain.ledger).toMatchObject([{ last4: '1881' }]);
    expect(sessionStorage).toHaveLength(0);
  });

  it('stays chosen after a wrong code, and the field has the focus', async () => {
    const { chain, result, choose, focus, send } = shop({ confirm: (...args) => send('000')(...args) });
    await choose('1881');
    act(() => result.current.pay());
    await waitFor(() => expect(result.current.state).toEqual({ step: 'choosing', declined: 'wrong_details' }));
    expect(focus).toHaveBeenCalled();
    expect(result.current.selection.card?.last4).toBe('1881');
    expect(chain.ledger).toEqual([]);
  });

  it('sends nothing while the code is not all there', async () => {
    const { result, choose, chain } = shop({ complete: false });
    await choose('1881');
    act(() => result.current.pay());
    expect(result.current.state.step).toBe('choosing');
    expect(sessionStorage).toHaveLength(0);
    await chain.idle();
    expect(chain.ledger).toEqual([]);
  });

  it.each(['paid', 'authorised', 'declined', 'unknown', 'constructor'])(
    'is not believed to be %s because the frame says so',
    async (word) => {
      const { chain, result, choose } = shop({ confirm: async () => word });
      await choose('1881');
      act(() => result.current.pay());
      await waitFor(() => expect(result.current.state.step).toBe('checking'));
      expect(chain.ledger).toEqual([]);
    },
  );

  it('is paid on the payment page after too many wrong codes: nothing was charged, and this field takes no more', async () => {
    const { result, choose } = shop({ confirm: async () => 'rate_limited' });
    await choose('1881');
    act(() => result.current.pay());
    await waitFor(() => expect(result.current.state).toEqual({ step: 'choosing', problem: 'rate_limited' }));
    expect(sessionStorage).toHaveLength(0);
    expect(result.current.via).toBe('page');
    await choose('1005');
    expect(result.current.via).toBe('card');
  });

  it('is in doubt where the payment cannot be read, whatever was said, until it can', async () => {
    const { chain, result, choose, send, cut } = shop({
      confirm: async (...args) => {
        const word = await send('987')(...args);
        cut(true);
        return word;
      },
    });
    await choose('1881');
    act(() => result.current.pay());
    await waitFor(() => expect(result.current.state.step).toBe('checking'));
    expect(chain.ledger).toHaveLength(1);
    cut(false);
    await waitFor(() => expect(result.current.state).toEqual({ step: 'finished', status: 'paid' }), { timeout: 5000 });
  });

  it('goes to the payment page where the field is not there or did not come', async () => {
    const { result, choose, rerender } = shop();
    await choose('1881');
    expect(result.current.via).toBe('card');
    rerender({ status: 'failed' });
    expect(result.current.via).toBe('page');
  });

  it('is never paid with a field that was for another card', async () => {
    const confirm = vi.fn<Confirm>(async () => 'paid');
    const { result, choose, chain } = shop({ confirm });
    await choose('1881');
    const stale = { card: result.current.selection.value ?? '', ask: () => true, confirm: async () => 'paid' as never };
    await choose('1005');
    act(() => result.current.setCode(stale));
    expect(result.current.via).toBe('page');
    await choose('4242');
    act(() => result.current.setCode(stale));
    expect(result.current.via).toBe('card');
    act(() => result.current.pay());
    await waitFor(() => expect(result.current.state).toEqual({ step: 'finished', status: 'paid' }));
    expect(confirm).not.toHaveBeenCalled();
    expect(chain.ledger).toMatchObject([{ last4: '4242' }]);
  });
});

it('negative control: whoever believes the frame shows "paid" for what is not', async () => {
  const { chain, result, choose } = shop();
  await choose('1881');
  const { intent, selection } = result.current;
  if (!intent) throw new Error('There is no order.');
  const believing = {
    card: selection.value ?? '',
    ask: () => true,
    confirm: async () => ({ ...intent, status: 'paid' as const }),
  };
  act(() => result.current.setCode(believing));
  act(() => result.current.pay());
  await waitFor(() => expect(result.current.state).toEqual({ step: 'finished', status: 'paid' }));
  expect(chain.ledger).toEqual([]);
});
