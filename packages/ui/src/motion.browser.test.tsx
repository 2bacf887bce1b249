import { cards } from '@onfile/testing';
import { createMerchantClient } from '@onfile/hooks';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { CardArt, en, OnfileProvider, PayButton } from './index.ts';
import type { ReactNode } from 'react';

const client = createMerchantClient({ baseUrl: 'https://shop.test/onfile/v1' });

const shop = (children: ReactNode) => (
  <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
    {children}
  </OnfileProvider>
);

/** What moves on an element, once its style has been looked at before and after a change. */
async function movedBy(element: Element, change: () => unknown): Promise<string[]> {
  getComputedStyle(element).getPropertyValue('opacity');
  await change();
  return element.getAnimations().map((animation) => (animation as CSSTransition).transitionProperty);
}

it('a picture fades in where its place was seen empty, and is simply there where it came at once', async () => {
  const { container } = await render(shop(<CardArt card={cards.combinedArt} />));
  const img = container.querySelector('img');
  if (!img) throw new Error('There is no picture.');
  for (const [said, moves] of [
    ['true', []],
    ['late', ['opacity']],
  ] as const) {
    delete img.dataset['shown'];
    expect(await movedBy(img, () => (img.dataset['shown'] = said))).toEqual(moves);
  }
});

it('a button that becomes ready does not move', async () => {
  const button = (blocked?: string) =>
    shop(<PayButton short="Pay" long="Pay 12" blocked={blocked} onClick={() => {}} />);
  const screen = await render(button('Choose a card first'));
  const element = screen.getByRole('button').element();
  expect(getComputedStyle(element).filter).toBe('saturate(0.6)');
  expect(await movedBy(element, () => screen.rerender(button()))).toEqual([]);
  expect(getComputedStyle(element).filter).toBe('none');
});
