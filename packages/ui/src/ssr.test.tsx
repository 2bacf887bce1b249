import { createMerchantClient, prefetchSavedCards } from '@onfile/hooks';
import { createChain, type Scenario } from '@onfile/testing';
import { HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { renderToReadableStream, renderToString } from 'react-dom/server';
import { ServerStyleSheet } from 'styled-components';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { en, OnfileProvider, SavedCardCheckout } from './index.ts';

const complaints = vi.fn();
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(complaints);
  vi.spyOn(console, 'warn').mockImplementation(complaints);
});
afterEach(() => {
  vi.restoreAllMocks();
  complaints.mockReset();
});

async function page(scenario?: Scenario) {
  const chain = createChain({ origin: 'https://shop.test', ...(scenario && { scenario }) });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const state = await prefetchSavedCards({ client, subject: 'anna' });
  return (
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <HydrationBoundary state={state}>
          <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
            <SavedCardCheckout order="2341" />
            <SavedCardCheckout mode="manage" />
          </OnfileProvider>
        </HydrationBoundary>
      </QueryClientProvider>
    </StrictMode>
  );
}

describe('on a server', () => {
  it('the cards are in the page, with their styles, and nothing complains', async () => {
    const sheet = new ServerStyleSheet();
    const html = renderToString(sheet.collectStyles(await page()));
    expect(html).toContain('Visa, ending in 0 0 2 8');
    expect(html).toContain('onfile-theme-light');
    expect(sheet.getStyleTags()).toContain('--onfile-color-accent');
    expect(complaints).not.toHaveBeenCalled();
  });

  it('the same as a stream', async () => {
    const stream = await renderToReadableStream(await page());
    const html = await new Response(stream).text();
    expect(html).toContain('Mastercard, ending in 1 0 3 0');
    expect(complaints).not.toHaveBeenCalled();
  });

  it('a list that cannot be read leaves its place free, and the page stands', async () => {
    const html = renderToString(await page('gateway-down'));
    expect(html).toContain('Loading your cards');
    expect(html).toContain('Another card');
    expect(html).not.toContain('0 0 2 8');
  });

  it('nothing of the gateway is in the page', async () => {
    const html = renderToString(await page());
    expect(html).not.toMatch(/art\.sandbox\.test|452739|PASSWORD|s3cr3t/);
  });
});
