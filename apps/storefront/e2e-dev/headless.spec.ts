import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './shop.ts';

test('the same checkout in the shop’s own markup: declined, then paid, once', async ({ page, gateway }) => {
  await gateway.fault({ service: 'tokenpay', kind: 'decline', code: 'AS100', times: 1 });
  await page.goto('/headless?customer=anna&lang=en&theme=light');
  await page.getByRole('radio', { name: 'mastercard 1030' }).check();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Pay 1250.00 RUB' }).click();
  await expect(page.getByRole('alert')).toContainText('The bank said no');
  await page.getByRole('button', { name: 'Pay 1250.00 RUB' }).dblclick();
  await expect(page.getByRole('status')).toHaveText('Thank you! Paid with the card ending 1030');
  expect(await gateway.ledger()).toMatchObject([{ last4: '1030' }]);
  await expect(page.locator('[class*=onfile-]:not([class*=onfile-theme])')).toHaveCount(0);
});

test('signing somebody else in shows their cards and nobody else’s', async ({ page, gateway }) => {
  await gateway.reset();
  await page.goto('/headless?customer=anna&lang=en');
  await expect(page.getByRole('radio', { name: 'mastercard 1030' })).toBeVisible();
  await page.getByRole('link', { name: 'Your cards' }).click();
  await page.getByLabel('Signed in as').selectOption('boris');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByText('•••• 4128')).toBeVisible();
  await expect(page.getByText('•••• 1030')).toHaveCount(0);
});
