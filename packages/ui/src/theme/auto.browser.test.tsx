import { createMerchantClient, prefetchSavedCards } from '@onfile/hooks';
import { createChain } from '@onfile/testing';
import { HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { ServerStyleSheet } from 'styled-components';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { en, OnfileProvider, type OnfileProviderProps, SavedCardCheckout } from '../index.ts';
import { wish } from '../system.case.ts';
import { darkTokens, lightTokens } from './tokens.ts';

afterEach(() => wish());

/** What a server sends: the kit's styles, and its markup. */
async function served(theme: OnfileProviderProps['theme']) {
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
async function firstPaint({ html, styles }: { html: string; styles: string }): Promise<Document> {
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

function colorsOf(page: Document): Record<'surface' | 'text' | 'scheme', string> {
  const panel = page.querySelector('.onfile-panel');
  const style = panel && page.defaultView?.getComputedStyle(panel);
  if (!style) throw new Error('There is no panel.');
  return { surface: style.backgroundColor, text: style.color, scheme: style.colorScheme };
}

/** `#14171d` as a browser writes it. */
const written = (hex: string) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

const looks = {
  light: { surface: written(lightTokens.color.surface), text: written(lightTokens.color.text), scheme: 'light' },
  dark: { surface: written(darkTokens.color.surface), text: written(darkTokens.color.text), scheme: 'dark' },
};

const schemes = ['light', 'dark'] as const;

it.each(schemes)(
  'a page from a server is %s from its first paint, as the system is, and React changes nothing of it',
  async (scheme) => {
    await wish({ scheme });
    const { app, ...sent } = await served('auto');
    expect(sent.html).not.toMatch(/<script/);
    const page = await firstPaint(sent);
    expect(colorsOf(page)).toEqual(looks[scheme]);
    const seen: unknown[] = [];
    const place = page.querySelector('#app');
    if (!place) throw new Error('The page is empty.');
    const root = await act(() => hydrateRoot(place, app, { onRecoverableError: (error) => seen.push(error) }));
    expect(seen).toEqual([]);
    expect(colorsOf(page)).toEqual(looks[scheme]);
    root.unmount();
  },
);

it('follows the system while it stands there', async () => {
  const page = await firstPaint(await served('auto'));
  for (const scheme of ['dark', 'light', 'dark'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one wish after the other
    await wish({ scheme });
    // oxlint-disable-next-line no-await-in-loop -- one wish after the other
    await expect.poll(() => colorsOf(page)).toEqual(looks[scheme]);
  }
});

it.each(schemes)('a theme that is named %s is so on any system', async (theme) => {
  const page = await firstPaint(await served(theme));
  for (const scheme of schemes) {
    // oxlint-disable-next-line no-await-in-loop -- one wish after the other
    await wish({ scheme });
    expect(colorsOf(page)).toEqual(looks[theme]);
  }
});

it('negative control: markup without its styles is not what a shopper should see first', async () => {
  await wish({ scheme: 'dark' });
  const { html } = await served('auto');
  expect(colorsOf(await firstPaint({ html, styles: '' }))).not.toEqual(looks.dark);
});
