import type { Page } from '@playwright/test';
import { openOwnShop } from './own-shop.ts';
import { ownPort } from './ports.ts';
import { expect, Gateway, openCheckout, test } from './shop.ts';

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

test('a row that is moved loads its frame anew: the code is typed again, and pays once', async ({ page, gateway }) => {
  await openCheckout(page, 'vera');
  const field = await chooseCodeCard(page);
  await field.fill('111');
  // What React does where the list comes back in another order.
  await page.getByRole('radio', { name: /Visa, ending in 1 8 8 1/ }).evaluate((radio) => {
    const row = radio.closest('fieldset > div');
    row?.parentElement?.prepend(row);
  });
  await expect(field).toHaveValue('');
  await pay(page).click();
  await expect(page.getByText('Enter all 3 digits.').locator('visible=true')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill('987');
  await pay(page).click();
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await gateway.ledger()).toMatchObject([{ last4: '1881' }]);
});

test('Pay without the code sends nothing and leads to the field', async ({ page, gateway }) => {
  await openCheckout(page, 'vera');
  const field = await chooseCodeCard(page);
  await pay(page).click();
  await expect(page.getByText('Enter all 3 digits.').locator('visible=true')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill('12');
  // As a person would who has typed: the page knows by now that its frame has the focus.
  await expect(field).toBeFocused();
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

test('the field takes the looks of the page, and takes them anew when the system goes dark', async ({
  page,
  gateway,
}) => {
  await gateway.reset();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/checkout?customer=vera&lang=en');
  const field = await chooseCodeCard(page);
  const color = (locator: typeof field) => locator.evaluate((element) => getComputedStyle(element).color);
  const label = page.locator('.onfile-code');
  await expect.poll(() => color(field)).toBe(await color(label));
  const light = await color(label);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => color(label)).not.toBe(light);
  await expect.poll(async () => (await color(field)) === (await color(label))).toBe(true);
});

test('after three wrong codes the payment page asks', async ({ page, request }) => {
  const shop = await openOwnShop(ownPort, { ONFILE_LIMITS: 'on' });
  try {
    await page.goto(`${shop.origin}/checkout?customer=vera&lang=en`);
    const field = await chooseCodeCard(page);
    for (let guess = 0; guess < 3; guess++) {
      await field.fill('000');
      const answered = page.waitForResponse(/\/confirm$/);
      await page.keyboard.press('Enter');
      await answered;
      // The answer before this one said the same: what tells that this one was heard is that Pay is there again.
      await expect(pay(page)).toBeVisible();
      await expect(page.getByRole('alert')).toContainText('Your bank said no');
      await expect(field).toHaveValue('');
    }
    await field.fill('987');
    await page.keyboard.press('Enter');
    await expect(page.getByText('There were too many wrong codes.').last()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Pay ₽1,250.00 on the payment page' })).toBeEnabled();
    expect(await new Gateway(request, shop.sandbox).ledger()).toEqual([]);
  } finally {
    await shop.close();
  }
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

test('in a shop that takes no codes the payment page asks, and can be paid with there', async ({ page, request }) => {
  const shop = await openOwnShop(ownPort, { ONFILE_CVC: 'hosted' });
  try {
    await page.goto(`${shop.origin}/checkout?customer=vera&lang=en`);
    await page.getByRole('radio', { name: /Visa, ending in 1 8 8 1/ }).check();
    await expect(page.getByText('The secure payment page will ask for the code')).toBeVisible();
    expect(await page.locator('iframe').count()).toBe(0);
    await page.getByRole('button', { name: 'Pay ₽1,250.00 on the payment page' }).click();
    await expect(page).toHaveURL((url) => url.href.startsWith(`${shop.sandbox}/pay/pay.cfm`));
    await page.getByLabel(/VISA •••• 1881/).check();
    await page.getByRole('button', { name: /^Pay 1,250\.00\sRUB/ }).click();
    await expect(page).toHaveURL((url) => url.href.startsWith(`${shop.origin}/orders/`));
    await expect(page.getByText('Paid. Thank you!')).toBeVisible();
    expect(await new Gateway(request, shop.sandbox).ledger()).toMatchObject([{ last4: '1881' }]);
  } finally {
    await shop.close();
  }
});

test('nothing moves while the field comes, also for a card that is chosen from the start', async ({ page }) => {
  const shop = await openOwnShop(ownPort);
  const open = () => page.goto(`${shop.origin}/checkout?customer=vera&lang=en`);
  await page.addInitScript(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { shifts: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  try {
    await open();
    const { cards } = await (await page.request.get(`${shop.origin}/onfile/v1/cards`)).json();
    const { id } = cards.find(({ last4 }: { last4: string }) => last4 === '1881');
    const changed = await page.request.patch(`${shop.origin}/onfile/v1/cards/${id}`, {
      headers: { origin: shop.origin },
      data: { isDefault: true },
    });
    expect(changed.ok()).toBe(true);
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await open();
      await expect(page.frameLocator('iframe[title="Security code"]').getByLabel('Security code CVV2')).toBeVisible();
      await expect(pay(page)).toBeVisible();
      const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
      expect(shifts, `at ${width} px`).toEqual([]);
    }
  } finally {
    await shop.close();
  }
});
