import { createMerchantClient } from '@onfile/hooks';
import { createChain } from '@onfile/testing';
import type { ReactNode } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { be, CvcPrompt, type CvcStatus, en, kk, OnfileProvider, ru } from '../index.ts';

const languages = { en, ru, be, kk };
const statuses: CvcStatus[] = ['empty', 'focused', 'complete', 'invalid', 'wrong', 'failed', 'hosted', 'locked'];

function shop(locale: string) {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  return ({ children }: { children: ReactNode }) => (
    <OnfileProvider client={client} subject="anna" languages={languages} locale={locale} theme="light">
      <div style={{ font: '16px sans-serif' }}>{children}</div>
    </OnfileProvider>
  );
}

interface Shown {
  status: CvcStatus;
  brand: string;
  width: number;
}

const prompt = ({ status, brand, width }: Shown) => (
  <div style={{ inlineSize: width }}>
    <CvcPrompt brand={brand} status={status} reason="bank">
      <span />
    </CvcPrompt>
    <p>What follows</p>
  </div>
);

/** Where the label, the field and what follows are, in each state. */
async function places(locale: string, brand: string, width: number): Promise<string[]> {
  const screen = await render(prompt({ status: 'empty', brand, width }), { wrapper: shop(locale) });
  // Its words come after the first paint.
  await expect.element(screen.getByRole('group')).toBeVisible();
  const seen: string[] = [];
  for (const status of statuses) {
    // oxlint-disable-next-line no-await-in-loop -- one state after the other is what is looked at
    await screen.rerender(prompt({ status, brand, width }));
    const parts = screen.container.querySelectorAll('.onfile-code-label, .onfile-code-field, .onfile-code-picture, p');
    seen.push(
      Array.from(parts, (part) => {
        const { x, y, width: wide, height } = part.getBoundingClientRect();
        return [x, y, wide, height].join(' ');
      }).join(' | '),
    );
  }
  await screen.unmount();
  return seen;
}

for (const locale of Object.keys(languages))
  it.each([
    ['visa', 230],
    ['visa', 304],
    ['amex', 304],
    ['visa', 440],
  ] as const)(`moves nothing from state to state, in ${locale}: %s, %i px wide`, async (brand, width) => {
    expect(new Set(await places(locale, brand, width)).size).toBe(1);
  });

it('negative control: without the room that is kept, states do move', async () => {
  const style = document.createElement('style');
  style.textContent = '.onfile-code-room { display: none !important; }';
  document.head.append(style);
  onTestFinished(() => style.remove());
  expect(new Set(await places('en', 'visa', 230)).size).toBeGreaterThan(1);
});

it('has a place for the field of 104 by 48 px, and a ring when the frame in it has the focus', async () => {
  const screen = await render(
    <CvcPrompt brand="visa" status="empty">
      <iframe title="Security code" srcDoc="<input aria-label='Security code'>" />
    </CvcPrompt>,
    { wrapper: shop('en') },
  );
  const frame = screen.getByTitle('Security code').element();
  const field = frame.closest('.onfile-code-field');
  if (!(frame instanceof HTMLIFrameElement) || !field) throw new Error('The frame is not in its place.');
  const { width, height } = field.getBoundingClientRect();
  expect([width, height]).toEqual([104, 48]);
  expect(getComputedStyle(field).boxShadow).toBe('none');
  frame.focus();
  await expect.poll(() => getComputedStyle(field).boxShadow).toMatch(/0px 0px 0px 3px$/);
});

it('has nothing that a code could be typed into', async () => {
  const screen = await render(
    <>
      {statuses.map((status) => (
        <CvcPrompt key={status} brand="visa" status={status} />
      ))}
    </>,
    { wrapper: shop('en') },
  );
  await expect.element(page.getByRole('group').first()).toBeVisible();
  expect(screen.container.querySelectorAll('input, textarea, [contenteditable]')).toHaveLength(0);
});
