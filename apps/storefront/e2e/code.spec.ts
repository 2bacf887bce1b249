import type { Page } from '@playwright/test';
import { expect, openCheckout, test } from './shop.ts';

/** vera's Visa that asks for its code, chosen; the field is there. */
async function chooseCodeCard(page: Page) {
  await page.getByRole('radio', { name: /Visa, ending in 1 8 8 1/ }).check();
  const field = page.frameLocator('iframe[title="Security code"]').getByLabel('Security code CVV2');
  await expect(field).toBeVisible();
  return field;
}

const pay = (page: Page) => page.getByRole('button', { name: /^Pay ₽1,250.00 with Visa/ });

test('a card that asks for its code is paid where it stands, and the page never has the code', async ({
  page,
  gateway,
}) => {
  await openCheckout(page, 'vera');
  const field = await chooseCodeCard(page);
  await field.fill('987');
  await pay(page).click();
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await gateway.ledger()).toMatchObject([{ last4: '1881', amount: '1250.00' }]);
});

test('Enter in the field pays; Tab goes in and out again', async ({ page, gateway }) => {
  await openCheckout(page, 'vera');
  const field = await chooseCodeCard(page);
  await page.getByRole('radio', { name: /Visa, ending in 1 8 8 1/ }).focus();
  await page.keyboard.press('Tab');
  await expect(field).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('radio', { name: /Visa, ending in 1 8 8 1/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('987');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await gateway.ledger()).toHaveLength(1);
});

test('Pay without the code sends nothing and leads to the field', async ({ page, gateway }) => {
  await openCheckout(page, 'vera');
  const field = await chooseCodeCard(page);
  await pay(page).click();
  await expect(page.getByText('Enter all 3 digits.').locator('visible=true')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill('12');
  await pay(page).click();
  await expect(field).toBeFocused();
  expect(await gateway.ledger()).toEqual([]);
  await field.fill('987');
  await pay(page).click();
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
});

test('a wrong code: the card stays chosen, the field is empty and has the focus, and the next code pays', async ({
  page,
  gateway,
}) => {
  await openCheckout(page, 'vera');
  const field = await chooseCodeCard(page);
  await field.fill('000');
  await pay(page).click();
  await expect(page.getByRole('alert')).toContainText('Nothing was charged');
  await expect(page.getByText('The bank did not accept this code. Enter it again.').last()).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
  await page.keyboard.type('987');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await gateway.ledger()).toHaveLength(1);
});

test('another card has another field, and no code of the one before', async ({ page }) => {
  await openCheckout(page, 'vera');
  const field = await chooseCodeCard(page);
  await field.fill('98');
  await page.getByRole('radio', { name: /ending in 4 2 4 2/ }).check();
  await expect(page.locator('iframe')).toHaveCount(0);
  await expect(await chooseCodeCard(page)).toHaveValue('');
});

test('where the field does not come the payment page asks, and says so', async ({ page, gateway }) => {
  await page.route('**/onfile/v1/frame**', (route) => route.abort());
  await openCheckout(page, 'vera');
  await page.getByRole('radio', { name: /Visa, ending in 1 8 8 1/ }).check();
  await expect(page.getByText('The field did not load.').last()).toBeVisible();
  await page.getByRole('button', { name: 'Pay ₽1,250.00 on the payment page' }).click();
  await page.getByLabel(/VISA •••• 1881/).check();
  await page.getByRole('button', { name: /^Pay 1,250\.00\sRUB/ }).click();
  await expect(page.getByText('Paid. Thank you!')).toBeVisible();
  expect(await gateway.ledger()).toMatchObject([{ last4: '1881' }]);
});
