import { createChain } from '@onfile/testing';
import type { ReactNode } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { createMerchantClient, type HostedForm, newCard, OnfileProvider, useAddCard, useCheckout } from './index.ts';

beforeEach(() => sessionStorage.clear());

/** A shop whose payment page is never reached. */
function shop() {
  const chain = createChain({ addCards: true });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const forms: HostedForm[] = [];
  const navigate = (form: HostedForm) => void forms.push(form);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <OnfileProvider client={client} subject="anna">
      {children}
    </OnfileProvider>
  );
  return { chain, forms, navigate, wrapper };
}

/** A checkout that is ready. */
async function checkout() {
  const { chain, forms, navigate, wrapper } = shop();
  const hook = await renderHook(() => useCheckout({ order: '2341', navigate }), { wrapper });
  await expect.poll(() => hook.result.current.canPay).toBe(true);
  return { ...hook, chain, forms };
}

/** What the browser tells a page whose way to another was stopped. */
const stop = () => void window.navigation?.dispatchEvent(new Event('navigateerror'));

it('lets whoever stopped on the way to the payment page press Pay again', async () => {
  const { act, result, forms, chain } = await checkout();
  await act(() => result.current.selection.select(newCard));
  for (const times of [1, 2]) {
    /* oxlint-disable no-await-in-loop -- one time after the other */
    await act(() => result.current.pay());
    await expect.poll(() => forms.length).toBe(times);
    expect(result.current.state).toEqual({ step: 'confirming', via: 'page' });
    await act(stop);
    await expect.poll(() => result.current.canPay).toBe(true);
    /* oxlint-enable no-await-in-loop */
  }
  expect(chain.ledger).toEqual([]);
});

it('a payment with a card goes on whatever way of the page was stopped', async () => {
  const { act, result, chain } = await checkout();
  chain.play('pending');
  await act(() => result.current.pay());
  await act(stop);
  expect(result.current.state).toEqual({ step: 'confirming', via: 'card' });
  expect(result.current.canPay).toBe(false);
});

it('lets whoever stopped on the way to add a card go there again', async () => {
  const { forms, navigate, wrapper } = shop();
  const { act, result } = await renderHook(() => useAddCard({ navigate }), { wrapper });
  for (const times of [1, 2]) {
    /* oxlint-disable no-await-in-loop -- one time after the other */
    await act(() => result.current.add('en-1'));
    await expect.poll(() => forms.length).toBe(times);
    await expect.poll(() => result.current.busy).toBe(true);
    await act(stop);
    await expect.poll(() => result.current.busy).toBe(false);
    /* oxlint-enable no-await-in-loop */
  }
});
