import { createMerchantClient } from '@onfile/hooks';
import { createChain } from '@onfile/testing';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { en, OnfileProvider, ru, SavedCardCheckout } from './index.ts';

const languages = { en, ru };

it('says all of its words in another language, also those that were loaded when they were needed', async () => {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const scene = (locale: 'en' | 'ru') => (
    <OnfileProvider client={client} subject="anna" languages={languages} locale={locale} theme="light">
      <SavedCardCheckout mode="manage" />
    </OnfileProvider>
  );
  const screen = await render(scene('en'));
  await expect.element(screen.getByRole('heading', { name: 'Your cards' })).toBeVisible();
  const rename = screen.getByRole('button', { name: /^Rename/ });
  await expect.element(rename.first()).toBeVisible();
  await screen.rerender(scene('ru'));
  await expect.element(screen.getByRole('button', { name: /^Назвать/ }).first()).toBeVisible();
  await expect.element(rename).not.toBeInTheDocument();
  expect(screen.container.textContent.replaceAll(/Visa|Mastercard/g, '')).not.toMatch(/[a-z]{3}/);
  // And back, by the words that are there already.
  await screen.rerender(scene('en'));
  await expect.element(rename.first()).toBeVisible();
});
