import { type CardAsset, createMerchantClient } from '@onfile/hooks';
import { createChain, savedCard } from '@onfile/testing';
import { type ReactNode, StrictMode } from 'react';
import { StyleSheetManager } from 'styled-components';
import { expect, it, onTestFinished, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { CardTerms, en, OnfileProvider } from '../index.ts';

const card = (...files: [mediaType: string, url: string][]) => {
  const terms: CardAsset = {
    assetType: 'TERMS_AND_CONDITIONS',
    altText: null,
    paymentType: null,
    assetData: files.map(([mediaType, url]) => ({ mediaType, url, width: null, height: null })),
  };
  return savedCard({ assets: [terms] });
};

const hostile = '<img src="x" onerror="window.__fired = 1"> & the bank’s terms';
const page = `data:text/html,${encodeURIComponent('<p>Terms</p><script>parent.postMessage("ran", "*")</script>')}`;

function Shop({ children }: { children: ReactNode }) {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  return (
    <StrictMode>
      <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
        {children}
      </OnfileProvider>
    </StrictMode>
  );
}

const button = { name: 'Card terms: Visa ending in 0 0 2 8' };

it('opens what the bank wrote, as text, and gives the focus back', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(new Response(hostile)));
  const screen = await render(<CardTerms card={card(['text/html', page], ['text/plain', '/t.txt'])} fetch={fetch} />, {
    wrapper: Shop,
  });
  expect(fetch).not.toHaveBeenCalled();
  await screen.getByRole('button', button).click();
  await expect.element(screen.getByRole('region', button)).toHaveTextContent(hostile);
  expect(document.querySelector('img[src="x"]')).toBeNull();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  expect(document.activeElement).toBe(screen.getByRole('button', button).element());
});

it('asks again when it is told to, and then shows them', async () => {
  let isThere = false;
  const fetch = () => Promise.resolve(isThere ? new Response('The terms') : new Response('Not here', { status: 404 }));
  const screen = await render(<CardTerms card={card(['text/plain', '/again.txt'])} fetch={fetch} />, { wrapper: Shop });
  await screen.getByRole('button', button).click();
  await expect.element(screen.getByText('The terms cannot be shown just now.')).toBeVisible();
  await expect.element(screen.getByText('Not here')).not.toBeInTheDocument();
  isThere = true;
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.element(screen.getByText('The terms', { exact: true })).toBeVisible();
});

/** Whether the page of a frame with these rights runs its script. */
async function runs(change: (frame: HTMLIFrameElement) => void): Promise<boolean> {
  const said = vi.fn<(text: unknown) => void>();
  const listen = ({ data }: MessageEvent) => said(data);
  window.addEventListener('message', listen);
  onTestFinished(() => window.removeEventListener('message', listen));
  const screen = await render(
    <CardTerms card={card(['text/html; charset=utf-8', page])} fetch={() => Promise.resolve(new Response('x'))} />,
    { wrapper: Shop },
  );
  await screen.getByRole('button', button).click();
  const frame = screen.getByTitle(button.name).element();
  if (!(frame instanceof HTMLIFrameElement)) throw new Error('There is no frame.');
  // One with the same rights, from the beginning: a frame that is on its way already may come to its end in between.
  const twin = frame.cloneNode();
  if (!(twin instanceof HTMLIFrameElement)) throw new Error('There is no second frame.');
  change(twin);
  const loaded = new Promise((done) => twin.addEventListener('load', done, { once: true }));
  frame.after(twin);
  onTestFinished(() => twin.remove());
  await loaded;
  const hasRun = () => said.mock.calls.some(([data]) => data === 'ran');
  // What it posts while it loads is delivered soon.
  for (let frames = 0; frames < 60 && !hasRun(); frames++)
    // oxlint-disable-next-line no-await-in-loop -- one frame after another
    await new Promise((done) => requestAnimationFrame(done));
  return hasRun();
}

it('a page of the bank runs nothing', async () => {
  expect(await runs(() => {})).toBe(false);
});

it('negative control: with a right more, it would', async () => {
  expect(await runs((frame) => frame.setAttribute('sandbox', 'allow-scripts'))).toBe(true);
});

/** A document in which no text can become markup, whatever policy asks for it. */
async function strictDocument(): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.title = 'Strict';
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types 'none'"><body></body>`;
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  document.body.append(frame);
  onTestFinished(() => frame.remove());
  await loaded;
  if (!frame.contentDocument) throw new Error('The document did not come.');
  return frame.contentDocument;
}

it.each([
  ['text/plain', '/strict.txt', 'pre-wrap'],
  ['text/html', page, ''],
])('holds under trusted-types none: %s', async (mediaType, url) => {
  const strict = await strictDocument();
  const broken = vi.fn<() => void>();
  strict.addEventListener('securitypolicyviolation', broken);
  await render(
    <StyleSheetManager target={strict.head}>
      <CardTerms card={card([mediaType, url])} fetch={() => Promise.resolve(new Response(hostile))} />
    </StyleSheetManager>,
    { wrapper: Shop, container: strict.body },
  );
  strict.querySelector('button')?.click();
  const shown = () => strict.querySelector('iframe[sandbox=""], [role="region"]');
  await expect.poll(shown).not.toBeNull();
  expect(broken).not.toHaveBeenCalled();
});

it('negative control: in that document, text does not become markup', async () => {
  const strict = await strictDocument();
  expect(() => {
    strict.body.innerHTML = '<b>markup</b>';
  }).toThrow(/TrustedHTML/);
});

it('renders nothing for a card without terms, or with terms that no browser may show', async () => {
  const screen = await render(
    <>
      <CardTerms card={savedCard()} />
      <CardTerms card={card(['application/pdf', '/terms.pdf'])} />
    </>,
    { wrapper: Shop },
  );
  expect(screen.container.querySelectorAll('button')).toHaveLength(0);
});
