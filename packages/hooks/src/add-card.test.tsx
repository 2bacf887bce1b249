import { createChain, type ChainOptions } from '@onfile/testing';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { createMerchantClient, type HostedForm, OnfileProvider, useAddCard } from './index.ts';

function shop(options: ChainOptions = {}) {
  const chain = createChain({ origin: 'https://shop.test', addCards: true, ...options });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const gone: HostedForm[] = [];
  const wrapper = ({ children }: { children: ReactNode }) => (
    <OnfileProvider client={client} subject="anna">
      {children}
    </OnfileProvider>
  );
  const { result } = renderHook(() => useAddCard({ navigate: (form) => void gone.push(form) }), { wrapper });
  return { chain, client, gone, result };
}

it('goes to the payment page as the customer, over nothing, and stays busy: the browser is leaving', async () => {
  const { chain, client, gone, result } = shop();
  expect((await client.listCards()).capabilities.addWithoutOrder).toBe(true);
  act(() => result.current.add('en-1'));
  await waitFor(() => expect(gone).toHaveLength(1));
  expect(gone[0]?.fields).toMatchObject({ CustomerNumber: 'anna', OrderAmount: '0.00' });
  await waitFor(() => expect(result.current).toMatchObject({ busy: true, error: null }));
  expect(chain.ledger).toEqual([]);
});

it('brought back by the browser, may be left again', async () => {
  const { gone, result } = shop();
  act(() => result.current.add('en-1'));
  await waitFor(() => expect(result.current.busy && gone.length).toBe(1));
  act(() => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await waitFor(() => expect(result.current.busy).toBe(false));
});

it('pressed before all of a page has come, asks for one page, however often', async () => {
  const { gone, result } = shop();
  act(() => result.current.add('en-1'));
  await waitFor(() => expect(result.current.busy).toBe(true));
  act(() => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false })));
  await waitFor(() => expect(gone).toHaveLength(1));
  expect(result.current.busy).toBe(true);
});

it('says why the page was not reached', async () => {
  const { gone, result } = shop({ addCards: false });
  act(() => result.current.add('en-1'));
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'not_found' }));
  expect(result.current.busy).toBe(false);
  expect(gone).toEqual([]);
});
