import { createMerchantClient, prefetchSavedCards } from '@onfile/hooks';
import { createChain, type Scenario } from '@onfile/testing';
import { HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { renderToPipeableStream, renderToReadableStream, renderToString } from 'react-dom/server';
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

  it('the same as a stream of Node’s, each part with its styles before it', async () => {
    const sheet = new ServerStyleSheet();
    const app = sheet.collectStyles(await page());
    const html = await new Promise<string>((resolve, reject) => {
      const { pipe } = renderToPipeableStream(app, {
        onShellReady: () => resolve(text(sheet.interleaveWithNodeStream(pipe(new PassThrough())))),
        onShellError: reject,
      });
    });
    expect(html).toContain('Mastercard, ending in 1 0 3 0');
    expect(html.indexOf('--onfile-color-accent')).toBeGreaterThan(-1);
    expect(html.indexOf('--onfile-color-accent')).toBeLessThan(html.indexOf('onfile-theme-light"'));
    expect(complaints).not.toHaveBeenCalled();
  });

  it('the same words and ids as a string and as a stream: a browser can take over either', async () => {
    const string = renderToString(await page());
    const streamed = await new Response(await renderToReadableStream(await page())).text();
    const plain = (html: string) => html.replaceAll(/<!--[^>]*-->/g, '');
    expect(plain(streamed)).toBe(plain(string));
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
