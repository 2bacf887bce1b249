import { createMerchantClient } from '@onfile/hooks';
import { cards, createChain } from '@onfile/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { en, OnfileProvider } from '../index.ts';
import { FramedCode } from './FramedCode.tsx';

declare global {
  interface Window {
    __fired?: number;
  }
}

afterEach(() => {
  delete window.__fired;
});

/** The field at an address that a list has named, and what it has told the checkout. */
async function show(frameUrl: string) {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const setCode = vi.fn();
  const screen = await render(
    <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
      <FramedCode
        order="2341"
        checkout={{ state: { step: 'choosing' }, setCode, pay: () => {} }}
        card={cards.needsCvc}
        frameUrl={frameUrl}
      />
    </OnfileProvider>,
  );
  await expect.element(screen.getByRole('group', { name: /^Security code/ })).toBeVisible();
  return { screen, setCode };
}

it.each([
  'javascript:parent.__fired=1',
  ' \u0001javascript:parent.__fired=1',
  'java\nscript:parent.__fired=1',
  'data:text/html,<script>parent.__fired=1</script>',
  'blob:null/0',
  'about:srcdoc',
  'https://[',
])('stands at no address but a page’s, and breaks nothing: %j', async (frameUrl) => {
  const { screen, setCode } = await show(frameUrl);
  await expect.element(screen.getByText('The field did not load.', { exact: false }).last()).toBeVisible();
  expect(screen.container.querySelector('iframe')).toBeNull();
  // Whatever was told meanwhile, at the end there is no field: the payment page asks.
  expect(setCode.mock.lastCall).toEqual([null]);
  expect(window.__fired).toBeUndefined();
});

it('leaves the focus with its card when it goes', async () => {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const screen = await render(
    <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
      <fieldset>
        <input type="radio" aria-label="Visa" defaultChecked />
        <FramedCode
          order="2341"
          checkout={{ state: { step: 'choosing' }, setCode: () => {}, pay: () => {} }}
          card={cards.needsCvc}
          frameUrl="/nowhere"
        />
      </fieldset>
    </OnfileProvider>,
  );
  const frame = screen.getByTitle('Security code');
  await expect.element(frame).toBeVisible();
  frame.element().focus();
  expect(document.activeElement).toBe(frame.element());
  // Six seconds without an answer, and the payment page asks.
  await expect.element(frame, { timeout: 12_000 }).not.toBeInTheDocument();
  await expect.element(screen.getByRole('radio', { name: 'Visa' })).toHaveFocus();
}, 20_000);

it('negative control: an address that is taken as it comes does run', async () => {
  const screen = await render(<div />);
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  frame.src = 'javascript:parent.__fired=1';
  screen.container.append(frame);
  await expect.poll(() => window.__fired).toBe(1);
});
