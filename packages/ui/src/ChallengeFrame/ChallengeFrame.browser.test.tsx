import { createMerchantClient } from '@onfile/hooks';
import { createChain } from '@onfile/testing';
import { type ReactNode, StrictMode, useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { ChallengeFrame, type ChallengeFrameProps, en, OnfileProvider } from '../index.ts';

const bankPage = 'data:text/html,<button>Confirm</button>';

beforeEach(() => page.viewport(1280, 900));

function Shop({ children }: { children: ReactNode }) {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  return (
    <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
      {children}
    </OnfileProvider>
  );
}

const usual: ChallengeFrameProps = { name: 'bank', size: '02', status: 'challenge', onClose: () => {} };

async function show(change: Partial<ChallengeFrameProps> = {}) {
  const screen = await render(<ChallengeFrame {...usual} {...change} />, { wrapper: Shop });
  // Its words come a moment later.
  await expect.element(screen.getByRole('dialog')).toBeInTheDocument();
  return screen;
}

function frame(): HTMLIFrameElement {
  const found = document.querySelector('iframe[name="bank"]');
  if (!(found instanceof HTMLIFrameElement)) throw new Error('There is no frame.');
  return found;
}

it.each([
  ['01', 250, 400],
  ['02', 390, 400],
  ['03', 500, 600],
  ['04', 600, 400],
] as const)('window %s is %i by %i px', async (size, width, height) => {
  await show({ size, src: bankPage });
  const box = frame().getBoundingClientRect();
  expect([box.width, box.height]).toEqual([width, height]);
});

it('window 05 is the whole screen', async () => {
  const screen = await show({ size: '05', src: bankPage });
  const { width, height } = screen.getByRole('dialog').element().getBoundingClientRect();
  expect([width, height]).toEqual([1280, 900]);
});

it.each(['01', '02', '03', '04', '05'] as const)('window %s fits a screen that is smaller than it', async (size) => {
  await page.viewport(240, 320);
  const screen = await show({ size, src: bankPage });
  for (const element of [screen.getByRole('dialog').element(), frame()]) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(240);
    expect(bottom).toBeLessThanOrEqual(320);
  }
  await expect.element(screen.getByRole('button', { name: 'Close' })).toBeInViewport();
});

it('a form that is posted to its name opens in it', async () => {
  await show();
  expect(window.open('', 'bank')).toBe(frame().contentWindow);
});

it('what comes late from the method call is not in the frame of the question', async () => {
  const screen = await show({ status: 'method' });
  const method = frame();
  expect(getComputedStyle(method).visibility).toBe('hidden');
  await screen.rerender(<ChallengeFrame {...usual} status="challenge" />);
  expect(frame()).not.toBe(method);
  const question = frame();
  await screen.rerender(<ChallengeFrame {...usual} status="slow" />);
  expect(frame()).toBe(question);
});

it('the bank’s page runs, and cannot take this page away', async () => {
  const said = vi.fn<(text: unknown) => void>();
  window.addEventListener('message', ({ data }) => said(data), { once: true });
  await show({
    src: `data:text/html,<script>try { top.location.href = 'about:blank' } catch ({ name }) { parent.postMessage(name, '*') }</script>`,
  });
  await expect.poll(() => said.mock.calls).toEqual([['SecurityError']]);
});

/** A page with a button that opens the question. */
function Checkout({ onClose }: { onClose: () => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <StrictMode>
      <button type="button" onClick={() => setOpen(true)}>
        Pay
      </button>
      {isOpen && (
        <ChallengeFrame
          {...usual}
          src={bankPage}
          onClose={() => {
            setOpen(false);
            onClose();
          }}
        />
      )}
    </StrictMode>
  );
}

async function open() {
  const onClose = vi.fn<() => void>();
  const screen = await render(<Checkout onClose={onClose} />, { wrapper: Shop });
  const pay = screen.getByRole('button', { name: 'Pay' });
  await pay.click();
  await expect.element(screen.getByRole('dialog')).toBeInTheDocument();
  await expect.element(screen.getByText('Opening your bank’s page…')).not.toBeInTheDocument();
  return { screen, onClose, pay };
}

it('takes the focus in, and gives it back when it is closed', async () => {
  const { screen, onClose, pay } = await open();
  expect(document.activeElement).toBe(frame());
  await screen.getByRole('button', { name: 'Close' }).click();
  await screen.getByRole('button', { name: 'Close anyway' }).click();
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  expect(onClose).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(pay.element());
});

it('asks before it closes, however often Escape is pressed, and leaves the bank’s page as it is', async () => {
  const { screen, onClose } = await open();
  const bank = frame();
  const reloaded = vi.fn<() => void>();
  bank.addEventListener('load', reloaded);
  // Inside the bank's page a key is the bank's.
  const close = screen.getByRole('button', { name: 'Close' }).element();
  if (close instanceof HTMLElement) close.focus();
  for (let press = 0; press < 3; press++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await userEvent.keyboard('{Escape}');
    // oxlint-disable-next-line no-await-in-loop
    await expect.element(screen.getByRole('alertdialog')).toBeVisible();
  }
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Back to the bank' }).element());
  await screen.getByRole('button', { name: 'Back to the bank' }).click();
  await expect.element(screen.getByRole('alertdialog')).not.toBeInTheDocument();
  expect(document.activeElement).toBe(bank);
  expect(frame()).toBe(bank);
  expect(reloaded).not.toHaveBeenCalled();
  expect(onClose).not.toHaveBeenCalled();
});

it('does not say that the bank waits for an answer before the bank has asked', async () => {
  const screen = await show({ status: 'method' });
  await screen.getByRole('button', { name: 'Close' }).click();
  await expect.element(screen.getByText(/^Your bank has not answered yet\. Nothing is lost/)).toBeVisible();
});
