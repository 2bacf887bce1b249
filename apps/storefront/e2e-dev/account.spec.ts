import AxeBuilder from '@axe-core/playwright';
import { expect, openCheckout, test } from './shop.ts';

test('a card that is named and made the default is chosen first at checkout, and is called so', async ({
  page,
  gateway,
}) => {
  await gateway.reset();
  await openCheckout(page, 'anna');
  await expect(page.getByRole('radio', { name: /0 0 2 8/ })).toBeChecked();
  await page.getByRole('link', { name: 'Your cards' }).click();
  await page.getByRole('button', { name: 'Make default: Mastercard ending in 1 0 3 0' }).click();
  await page.getByRole('button', { name: 'Rename Mastercard ending in 1 0 3 0' }).click();
  await page.getByLabel('Your name for this card').fill('Groceries');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Groceries', { exact: true })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await openCheckout(page, 'anna');
  await expect(page.getByRole('radio', { name: /^Groceries, Mastercard, ending in 1 0 3 0.*default$/ })).toBeChecked();
});

test('a card removed on the account page can be taken back; left alone, it is gone', async ({ page, gateway }) => {
  await gateway.reset();
  await openCheckout(page, 'anna');
  await page.getByRole('link', { name: 'Your cards' }).click();
  const cards = page.getByRole('main').getByRole('listitem');
  await page.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
  await expect(cards).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cards).toHaveCount(2);
  await page.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
  // Leaving the page is not taking it back.
  await page.goto('/checkout?customer=anna&lang=en&theme=light');
  await expect(page.getByRole('radio', { name: /1 0 3 0/ })).toBeVisible();
  await expect(page.getByRole('radio', { name: /0 0 2 8/ })).toHaveCount(0);
});
