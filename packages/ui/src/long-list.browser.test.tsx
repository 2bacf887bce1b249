import { createMerchantClient } from '@onfile/hooks';
import { createChain, savedCard } from '@onfile/testing';
import { beforeEach, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { en, OnfileProvider, SavedCardCheckout } from './index.ts';

beforeEach(() => sessionStorage.clear());

const languages = { en };
const twelve = Array.from({ length: 12 }, (_, index) =>
  savedCard({ last4: String(5001 + index), ...(index === 8 && { isDefault: true }) }),
);

async function checkout() {
  const chain = createChain({ cards: twelve });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  return render(
    <OnfileProvider client={client} subject="anna" languages={languages} theme="light">
      <SavedCardCheckout order="2341" />
    </OnfileProvider>,
  );
}

it('shows the card that is paid with, however far down a long list it stands', async () => {
  const screen = await checkout();
  await expect.element(screen.getByRole('button', { name: /^Pay .* with Visa •• 5009$/ })).toBeVisible();
  await expect.element(screen.getByRole('radio', { name: /5 0 0 9/ })).toBeChecked();
  await screen.getByRole('button', { name: 'Show 5 more' }).click();
  await expect.element(screen.getByRole('radio', { name: /5 0 1 2/ })).toBeVisible();
  expect(screen.getByRole('radio').elements()).toHaveLength(13);
  // The first of those that came, above the one that stood there already.
  await expect.element(screen.getByRole('radio', { name: /5 0 0 7/ })).toHaveFocus();
});
