import { expect, openCheckout, sandbox, test } from './shop.ts';

const pay = /^Pay ₽1,250\.00 with/;

test('anna pays with the card ending 0028: one payment in the ledger', async ({ page, gateway }) => {
  await openCheckout(page, 'anna');
  await expect(page.getByRole('radio')).toHaveCount(3);
  await page.getByRole('radio', { name: /Visa, ending in 0 0 2 8/ }).check();
  await page.getByRole('button', { name: 'Pay ₽1,250.00 with Visa •• 0028' }).click();
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await gateway.ledger()).toMatchObject([{ amount: '1250.00', last4: '0028', customer: 'anna' }]);
  await page.getByRole('link', { name: 'See the order' }).click();
  await expect(page.getByText('Paid with Visa •• 0028')).toBeVisible();
});

test('both of anna’s cards show the issuer’s art', async ({ page, gateway }) => {
  await gateway.reset();
  await openCheckout(page, 'anna');
  for (const name of [/0 0 2 8/, /1 0 3 0/]) {
    const art = page.getByRole('radio', { name }).locator('xpath=..').locator('img');
    await expect(art).toHaveAttribute('data-shown');
    expect(await art.evaluate((img) => (img instanceof HTMLImageElement ? img.naturalWidth : 0))).toBe(68);
  }
});

test('the card ending 1030 is removed and stays removed after a reload', async ({ page, gateway }) => {
  await openCheckout(page, 'anna');
  await page.getByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Mastercard •• 1030?' });
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('radio', { name: /1 0 3 0/ })).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Mastercard •• 1030 is removed.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('radio', { name: /0 0 2 8/ })).toBeVisible();
  await expect(page.getByRole('radio', { name: /1 0 3 0/ })).toHaveCount(0);
  expect(await gateway.ledger()).toEqual([]);
});

test('a removal that is called off, by button or Escape, removes nothing', async ({ page, gateway }) => {
  await gateway.reset();
  await openCheckout(page, 'anna');
  const remove = page.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' });
  await remove.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await remove.click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(remove).toBeFocused();
  await expect(page.getByRole('radio')).toHaveCount(3);
});

test('a removal that fails says so and keeps the card', async ({ page, gateway }) => {
  await gateway.fault({ service: 'remove', kind: 'server-error', times: 1 });
  await openCheckout(page, 'anna');
  await page.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The card was not removed.');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('radio', { name: /0 0 2 8/ })).toHaveCount(0);
});

test('boris’s card, which has no art, shows a drawn face', async ({ page, gateway }) => {
  await gateway.reset();
  await openCheckout(page, 'boris');
  const option = page.getByRole('radio', { name: /Bank USA, Mastercard, ending in 4 1 2 8/ }).locator('xpath=..');
  await expect(option.locator('[data-face=plate] svg').first()).toBeVisible();
  await expect(option.locator('img')).toHaveCount(0);
});

test('vera’s expired and inactive cards cannot be chosen and say why', async ({ page, gateway }) => {
  await gateway.reset();
  await openCheckout(page, 'vera');
  const expired = page.getByRole('radio', { name: /Maestro, ending in 6 7 5 9/ });
  const inactive = page.getByRole('radio', { name: /UnionPay, ending in 6 2 0 0/ });
  for (const card of [expired, inactive]) {
    await expect(card).toBeDisabled();
    await expect(card).toHaveAccessibleDescription('This card can no longer be charged.');
  }
  await expect(page.getByText('Expired', { exact: true })).toBeVisible();
  await expect(page.getByText('Not active', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Show 6 more' }).click();
  await expect(page.getByRole('radio')).toHaveCount(13);
});

test('new goes to the payment page, keeps a card there and sees it on return', async ({ page, gateway }) => {
  await openCheckout(page, 'new');
  await expect(page.getByText('You have no saved cards yet.')).toBeVisible();
  const keep = page.getByRole('checkbox', { name: /^Save this card for my next payments/ });
  await expect(keep).not.toBeChecked();
  await keep.check();
  await page.getByRole('button', { name: 'Pay ₽1,250.00 on the payment page' }).click();
  await expect(page).toHaveURL((url) => url.origin === sandbox);
  await page.getByLabel('Card number').fill('4111 1111 1111 1111');
  await page.getByLabel('Month').fill('12');
  await page.getByLabel('Year').fill('30');
  await page.getByLabel('Security code').fill('123');
  await expect(page.getByLabel('Keep this card for next time')).toBeChecked();
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByText('Paid with Visa •• 1111')).toBeVisible();
  expect(await gateway.ledger()).toHaveLength(1);
  await page.goto('/checkout?customer=new&lang=en');
  await expect(page.getByRole('radio', { name: /Visa, ending in 1 1 1 1/ })).toBeChecked();
});

test('without the shopper’s wish the payment page does not know who they are, and keeps nothing', async ({
  page,
  gateway,
}) => {
  await openCheckout(page, 'new');
  await page.getByRole('button', { name: 'Pay ₽1,250.00 on the payment page' }).click();
  await page.getByLabel('Card number').fill('4111 1111 1111 1111');
  await page.getByLabel('Month').fill('12');
  await page.getByLabel('Year').fill('30');
  await page.getByLabel('Security code').fill('123');
  await expect(page.getByLabel('Keep this card for next time')).toHaveCount(0);
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByText('Paid with Visa •• 1111')).toBeVisible();
  expect(await gateway.ledger()).toHaveLength(1);
  await page.goto('/checkout?customer=new&lang=en');
  await expect(page.getByText('You have no saved cards yet.')).toBeVisible();
});

test('coming back from the payment page without paying, a saved card still pays', async ({ page, gateway }) => {
  await openCheckout(page, 'anna');
  await page.getByRole('radio', { name: 'Another card' }).check();
  await page.getByRole('button', { name: /on the payment page/ }).click();
  await page.getByRole('button', { name: 'Back to the shop' }).click();
  await page.getByRole('radio', { name: /0 0 2 8/ }).check();
  await page.getByRole('button', { name: pay }).click();
  await expect(page.getByText('Paid. Thank you!')).toBeVisible();
  expect(await gateway.ledger()).toHaveLength(1);
});

test('who presses Stop on the way to the payment page chooses again', async ({ page, gateway }) => {
  await openCheckout(page, 'anna');
  let isAsked = false;
  await page.route(`${sandbox}/**`, () => {
    // Nothing is ever answered.
    isAsked = true;
  });
  await page.getByRole('radio', { name: 'Another card' }).check();
  await page.getByRole('button', { name: /on the payment page/ }).click({ noWaitAfter: true });
  await expect.poll(() => isAsked).toBe(true);
  // What the browser's own button does.
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.stopLoading');
  await expect(page.getByRole('button', { name: /on the payment page/ })).not.toHaveAttribute('aria-disabled');
  await page.getByRole('radio', { name: /0 0 2 8/ }).check();
  await page.getByRole('button', { name: pay }).click();
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await gateway.ledger()).toHaveLength(1);
});

test('a decline keeps the choice and says what to do; the next press pays', async ({ page, gateway }) => {
  await gateway.fault({ service: 'tokenpay', kind: 'decline', code: 'AS102', times: 1 });
  await openCheckout(page, 'anna');
  await page.getByRole('radio', { name: /1 0 3 0/ }).check();
  await page.getByRole('button', { name: pay }).click();
  await expect(page.getByRole('alert')).toContainText('Your bank said no');
  await expect(page.getByRole('alert')).toContainText('not enough money');
  await expect(page.getByRole('radio', { name: /1 0 3 0/ })).toBeChecked();
  expect(await gateway.ledger()).toEqual([]);
  await page.getByRole('button', { name: pay }).click();
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await gateway.ledger()).toMatchObject([{ last4: '1030' }]);
});

test('a double click on Pay is one charge', async ({ page, gateway }) => {
  await openCheckout(page, 'anna');
  await page.getByRole('button', { name: pay }).dblclick();
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await gateway.ledger()).toHaveLength(1);
});

test('an answer that never comes is checked, and then is what the ledger says', async ({ page, gateway }) => {
  await gateway.fault({ service: 'tokenpay', kind: 'late-charged', afterMs: 6000, times: 1 });
  await openCheckout(page, 'anna');
  await page.getByRole('button', { name: pay }).click();
  await expect(page.getByRole('heading', { name: 'We are checking with the bank' })).toBeVisible();
  await expect(page.getByText('Please do not pay again.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  await expect(page.getByText(/^Paid/).first()).toBeVisible({ timeout: 30_000 });
  expect(await gateway.ledger()).toHaveLength(1);
});

test('the whole way by keyboard: choose with the arrows, pay with Enter', async ({ page, gateway }) => {
  await openCheckout(page, 'anna');
  await page.getByRole('radio', { name: /0 0 2 8/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /1 0 3 0/ })).toBeChecked();
  const button = page.getByRole('button', { name: pay });
  for (let step = 0; step < 4 && !(await button.evaluate((element) => element === document.activeElement)); step++)
    await page.keyboard.press('Tab');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await gateway.ledger()).toMatchObject([{ last4: '1030' }]);
});

test('from the shelf to a paid order, in Russian', async ({ page, gateway }) => {
  await gateway.reset();
  await page.goto('/?lang=ru');
  await page.getByLabel('Вы вошли как').selectOption('boris');
  await page.getByRole('button', { name: 'В корзину' }).first().click();
  await page.getByRole('link', { name: 'Корзина (1)' }).click();
  await page.getByRole('button', { name: 'Оформить заказ' }).click();
  await expect(page.getByRole('radio', { name: /Bank USA, Mastercard, последние цифры 4 1 2 8/ })).toBeChecked();
  await page.getByRole('button', { name: /^Оплатить 960,00\s₽ картой Mastercard/ }).click();
  await expect(page.getByRole('heading', { name: 'Оплачено' })).toBeVisible();
  expect(await gateway.ledger()).toMatchObject([{ amount: '960.00', customer: 'boris' }]);
});
