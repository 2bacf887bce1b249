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

test('the issuer’s picture stands beside a card, asked for as wide as it is drawn; where none comes a frame stays', async ({
  page,
}) => {
  await page.goto('/headless?customer=anna&lang=en&theme=light');
  const art = page.locator('.plain-art');
  await expect(art.locator('img[data-shown]')).toHaveCount(2);
  await expect(page.locator('[class*=onfile-]:not([class*=onfile-theme])')).toHaveCount(0);
  const asked = await art.locator('img').evaluateAll((all: HTMLImageElement[]) => all.map((img) => img.currentSrc));
  for (const address of asked) expect(address).toContain('/onfile/v1/art/');
  for (const address of asked) expect(address).toMatch(/w=68$/);
  await page.route('**/onfile/v1/art/**', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('radio', { name: 'mastercard 1030' })).toBeVisible();
  await expect(art).toHaveCount(2);
  await expect(art.locator('img')).toHaveCount(0);
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

test('a card that asks for its code is paid through the same frame, under the shop’s own words', async ({
  page,
  gateway,
}) => {
  await gateway.reset();
  await page.goto('/headless?customer=vera&lang=en&theme=light');
  await page.getByRole('radio', { name: 'Alfa-Bank visa 1881' }).check();
  const field = page.frameLocator('iframe[title="The code on the card"]').getByLabel('Security code CVV2');
  await field.fill('98');
  await page.getByRole('button', { name: 'Pay 1250.00 RUB' }).click();
  await expect(page.getByText('Please enter the whole code.')).toBeVisible();
  await expect(field).toBeFocused();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await field.fill('987');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Thank you! Paid with the card ending 1881');
  expect(await gateway.ledger()).toMatchObject([{ last4: '1881' }]);
});
