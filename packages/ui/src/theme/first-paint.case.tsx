import { createMerchantClient, prefetchSavedCards } from '@onfile/hooks';
import { createChain } from '@onfile/testing';
import { HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { ServerStyleSheet } from 'styled-components';
import { onTestFinished } from 'vitest';
import { en, OnfileProvider, type OnfileProviderProps, SavedCardCheckout } from '../index.ts';

/** What a server sends: the kit's styles, and its markup. */
export async function served(theme: OnfileProviderProps['theme']) {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const state = await prefetchSavedCards({ client, subject: 'anna' });
  const app = (
    <QueryClientProvider client={new QueryClient()}>
      <HydrationBoundary state={state}>
        <OnfileProvider client={client} subject="anna" languages={{ en }} theme={theme}>
          <SavedCardCheckout order="2341" />
        </OnfileProvider>
      </HydrationBoundary>
    </QueryClientProvider>
  );
  const sheet = new ServerStyleSheet();
  const html = renderToString(sheet.collectStyles(app));
  return { app, html, styles: sheet.getStyleTags() };
}

/** It as a document of its own, in which no script runs: all that is seen of it is the first paint. */
export async function firstPaint({ html, styles }: { html: string; styles: string }): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin');
  frame.srcdoc = `<!doctype html><html lang="en"><head>${styles}</head><body><div id="app">${html}</div></body></html>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  onTestFinished(() => frame.remove());
  await loaded;
  if (!frame.contentDocument) throw new Error('The document cannot be read.');
  return frame.contentDocument;
}
