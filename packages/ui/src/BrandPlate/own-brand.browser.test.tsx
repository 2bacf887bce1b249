import { addBrand, createMerchantClient } from '@onfile/hooks';
import { savedCard } from '@onfile/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { CardFace, CvcPrompt, en, OnfileProvider, SavedCardOption } from '../index.ts';

let remove = () => {};
beforeEach(() => {
  remove = addBrand('shop-card', {
    name: 'Shop Card',
    cvcName: 'SC4',
    cvcLength: 4,
    plate: { from: '#7a0033', to: '#330066', mark: { path: 'M0 0h40v20H0z', width: 40, height: 20 } },
  });
});
afterEach(() => remove());

const card = savedCard({ brand: 'shop-card', bank: 'Northern Bank', last4: '4242', assets: [] });

async function show() {
  return render(
    <OnfileProvider
      client={createMerchantClient({ baseUrl: '/onfile/v1' })}
      subject="anna"
      languages={{ en }}
      theme="light"
    >
      <SavedCardOption card={card} serverTime="2026-11-28T12:00:00Z" name="card" checked={false} onSelect={() => {}} />
      <CardFace card={card} />
      <CvcPrompt brand="shop-card" status="empty" reason="merchant">
        <input aria-label="Code" />
      </CvcPrompt>
    </OnfileProvider>,
  );
}

it('is named, drawn and asked for its code as any other', async () => {
  const screen = await show();
  await expect
    .element(screen.getByRole('radio', { name: /^Northern Bank, Shop Card, ending in 4 2 4 2/ }))
    .toBeVisible();
  await expect.element(screen.getByText('SC4', { exact: false }).first()).toBeVisible();
  await expect.poll(() => document.querySelectorAll('svg[data-brand="shop-card"]').length).toBe(2);
  for (const plate of document.querySelectorAll<SVGSVGElement>('svg[data-brand="shop-card"]')) {
    const box = plate.getBoundingClientRect();
    const [ground, mark] = ['rect', 'path'].map((tag) => plate.querySelector(tag)?.getBoundingClientRect());
    // The ground reaches over every edge, and the mark stands in the lower corner.
    expect(ground && ground.left < box.left && ground.right > box.right && ground.bottom > box.bottom).toBe(true);
    expect(mark && mark.right < box.right && mark.bottom < box.bottom && mark.left > box.left + box.width * 0.3).toBe(
      true,
    );
    expect(plate.hasAttribute('style')).toBe(false);
    expect(getComputedStyle(plate).color).toBe('rgb(255, 255, 255)');
  }
});

it('negative control: a brand that nobody has added is the neutral one', async () => {
  remove();
  const screen = await show();
  await expect.element(screen.getByRole('radio', { name: /^Northern Bank, ending in 4 2 4 2/ })).toBeVisible();
  await expect.poll(() => document.querySelectorAll('svg[data-brand="unknown"]').length).toBe(2);
});
