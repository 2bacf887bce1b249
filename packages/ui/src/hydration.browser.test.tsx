import { createMerchantClient, prefetchSavedCards } from '@onfile/hooks';
import { createChain, pictureAsset, pictures, savedCard } from '@onfile/testing';
import { HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, it, onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { CardArt, en, OnfileProvider, SavedCardCheckout } from './index.ts';

async function screen(wrong = false) {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const state = await prefetchSavedCards({ client, subject: 'anna' });
  const app = (isServer: boolean) => (
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <HydrationBoundary state={state}>
          <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
            <SavedCardCheckout order="2341" {...(wrong && { title: isServer ? 'server' : 'browser' })} />
            {wrong && <p>{isServer ? 'server' : 'browser'}</p>}
          </OnfileProvider>
        </HydrationBoundary>
      </QueryClientProvider>
    </StrictMode>
  );
  // A server sends the kit's styles with the page. Here another provider on the page brings them.
  await render(<OnfileProvider client={client} subject="anna" languages={{ en }} theme="light" />);
  const place = document.createElement('div');
  place.innerHTML = renderToString(app(true));
  document.body.append(place);
  const complaints: unknown[] = [];
  const before = place.querySelector('fieldset')?.getBoundingClientRect().toJSON();
  const root = await act(() =>
    hydrateRoot(place, app(false), { onRecoverableError: (error) => complaints.push(error) }),
  );
  onTestFinished(() => {
    root.unmount();
    place.remove();
  });
  return { place, complaints, before };
}

it('takes over what the server wrote, with no word of complaint and nothing moved', async () => {
  const { place, complaints, before } = await screen();
  await expect.element(page.getByRole('radio', { name: /0 0 2 8/ })).toBeChecked();
  expect(complaints).toEqual([]);
  expect(place.querySelector('fieldset')?.getBoundingClientRect().toJSON()).toEqual(before);
});

it('negative control: a page that differs between server and browser is complained about', async () => {
  const { complaints } = await screen(true);
  expect(complaints).not.toEqual([]);
});

it('a picture that was there before the script is shown', async () => {
  const card = savedCard({ assets: [pictureAsset('CARD_BACKGROUND_COMBINED', pictures.sunset)] });
  const client = createMerchantClient({ baseUrl: '/onfile/v1' });
  const app = (
    <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
      <CardArt card={card} />
    </OnfileProvider>
  );
  const place = document.createElement('div');
  place.innerHTML = renderToString(app);
  document.body.append(place);
  const img = () => place.querySelector('img');
  await expect.poll(() => img()?.complete && img()?.naturalWidth).toBeGreaterThan(0);
  // React 19 asks for the picture again when it takes over; without that, nobody tells of it.
  const later = (event: Event) => event.stopImmediatePropagation();
  img()?.addEventListener('load', later, { capture: true });
  const root = await act(() => hydrateRoot(place, app));
  onTestFinished(() => {
    root.unmount();
    place.remove();
  });
  await expect.poll(() => img()?.dataset['shown']).toBe('true');
});
