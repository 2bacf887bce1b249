import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { open, server } from '../shop-server.case.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Asks to end the subscription, and has the focus where a shopper with a keyboard has it. */
async function ask() {
  fireEvent.click(await screen.findByRole('button', { name: 'End: House' }));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Keep it'));
}

/** Presses a button that has the focus. */
function press(name: string) {
  const button = screen.getByRole('button', { name });
  button.focus();
  fireEvent.click(button);
}

it('gives the focus back where it is kept', async () => {
  server();
  open('/account');
  await ask();
  press('Keep it');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'End: House' })));
});

it('leaves the focus with the subscription that has ended', async () => {
  server();
  open('/account');
  await ask();
  press('End');
  await screen.findByText('Ended. Nothing more is charged.');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'House' })));
});

it('does not say that nothing has changed where nobody knows', async () => {
  const { now } = server();
  open('/account');
  await ask();
  now.isDown = true;
  press('End');
  expect((await screen.findByRole('alert')).textContent).toMatch(/^We do not know whether that worked/);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'End: House' })));
});

it('shows what became of it where only the answer was lost', async () => {
  const { now } = server();
  open('/account');
  await ask();
  const send = fetch;
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    const answer = await send(path, init);
    if (path.endsWith('/end')) throw new TypeError('Failed to fetch');
    return answer;
  });
  press('End');
  await screen.findByText('Ended. Nothing more is charged.');
  expect(now.isEnded).toBe(true);
});
