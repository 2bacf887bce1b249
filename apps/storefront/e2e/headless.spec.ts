import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, sandbox, test } from './shop.ts';

test('the same checkout in the shop’s own markup: declined, then paid, once', async ({ page, gateway }) => {
  await gateway.fault({ service: 'tokenpay', kind: 'decline', code: 'AS100', times: 1 });
  await page.goto('/headless?customer=anna&lang=en&theme=light');
  await page.getByRole('radio', { name: 'mastercard 1030' }).check();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Pay 1250.00 RUB' }).click();
  await expect(page.getByRole('alert')).toContainText('The bank said no');
  await expect(page.getByRole('button', { name: 'Pay 1250.00 RUB' })).toBeFocused();
  await page.getByRole('button', { name: 'Pay 1250.00 RUB' }).dblclick();
  await expect(newsOf(page)).toHaveText('Thank you! Paid with the card ending 1030');
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
  await expect(newsOf(page)).toHaveText('Thank you! Paid with the card ending 1881');
  expect(await gateway.ledger()).toMatchObject([{ last4: '1881' }]);
});

/** Where what becomes of a payment is said. */
const newsOf = (page: Page) => page.getByRole('status').first();

const bankAsks = (page: Page) => page.getByRole('dialog', { name: 'Your bank asks you' });

async function askedOf(page: Page, card: RegExp) {
  await page.goto('/headless?customer=dina&lang=en&theme=light');
  await page.getByRole('radio', { name: card }).check();
  await page.getByRole('button', { name: 'Pay 1250.00 RUB' }).click();
  return page.frameLocator('iframe[title="The page of your bank"]').getByLabel('Code from the text message');
}

test('the bank’s question stands in a dialog of the shop’s own: left, gone back to, reloaded, answered, paid once', async ({
  page,
  gateway,
}) => {
  await gateway.reset();
  const code = await askedOf(page, /0003$/);
  await expect(code).toBeVisible();
  expect((await new AxeBuilder({ page }).exclude('iframe').analyze()).violations).toEqual([]);
  await bankAsks(page).getByRole('button', { name: 'Leave the question' }).click();
  await expect(bankAsks(page)).toHaveCount(0);
  await expect(newsOf(page)).toHaveText('We are asking the bank. Please do not pay again.');
  await expect(newsOf(page)).toBeFocused();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Back to the question' }).click();
  await expect(code).toBeVisible();
  await bankAsks(page).getByRole('button', { name: 'Leave the question' }).press('Escape');
  await expect(newsOf(page)).toBeFocused();
  await page.reload();
  await code.fill('1234');
  await code.press('Enter');
  const paid = page.getByText('Thank you! Paid with the card ending 0003');
  await expect(paid).toBeVisible();
  await expect(paid).toBeFocused();
  expect(await gateway.ledger()).toMatchObject([{ last4: '0003' }]);
});

test('the bank looks and asks: the question takes the place of the look; Escape leaves it, and charges nothing', async ({
  page,
  gateway,
}) => {
  await gateway.reset();
  const code = await askedOf(page, /0005$/);
  await expect(code).toBeVisible();
  await bankAsks(page).getByRole('button', { name: 'Leave the question' }).press('Escape');
  await expect(page.getByRole('button', { name: 'Back to the question' })).toBeVisible();
  expect(await gateway.ledger()).toEqual([]);
});

test('the bank asks elsewhere: said in the dialog, read, paid', async ({ page, gateway, request }) => {
  await gateway.reset();
  await request.patch(`${sandbox}/__sandbox/settings`, { data: { decoupledAfterMs: 3000 } });
  await askedOf(page, /0006$/);
  await expect(bankAsks(page).getByRole('status')).toHaveText('Your bank asks you elsewhere: look into its app.');
  await expect(page.getByText('Thank you! Paid with the card ending 0006')).toBeVisible();
  expect(await gateway.ledger()).toHaveLength(1);
});
