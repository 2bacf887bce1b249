import type { Page, Route } from '@playwright/test';
import { asAtFirst, expect, openCheckout, test } from './shop.ts';
import { hold, holdsStill, shifts, watch } from './still.ts';

/** Half a second after a press the browser no longer takes what moves for the answer to it. */
async function pressIsOver(page: Page): Promise<void> {
  const pressed = await page.evaluate(() => performance.now());
  await page.waitForFunction((then) => performance.now() - then > 600, pressed);
}

const art = '**/onfile/v1/art/**';
const cards = '**/onfile/v1/cards';
const confirm = '**/onfile/v1/intents/*/confirm';
const pay = /^Pay ₽/;
const fonts = (page: Page) => page.evaluate(() => document.fonts.ready.then(() => {}));

const customers = {
  anna: /0 0 2 8/,
  boris: /4 1 2 8/,
  vera: /4 2 4 2/,
  new: 'Another card',
};

// The shop's own book of names and defaults outlives the gateway's reset.
test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ ...(baseURL && { baseURL }) });
  await openCheckout(page, 'anna');
  await asAtFirst(page);
  await page.close();
});

test.beforeEach(async ({ page, gateway }) => {
  await gateway.reset();
  await page.addInitScript(watch);
});

for (const width of [390, 1280])
  test.describe(`nothing moves by itself at ${width} px:`, () => {
    test.use({ viewport: { width, height: 900 } });

    for (const [customer, first] of Object.entries(customers))
      for (const layout of customer === 'anna' ? ['list', 'wallet'] : ['list'])
        test(`${customer}’s cards come, as a ${layout}`, async ({ page }) => {
          await openCheckout(page, customer, `&layout=${layout}`);
          await expect(page.getByRole('radio', { name: first })).toBeChecked();
          await expect(page.getByRole('button', { name: pay })).not.toHaveAttribute('aria-disabled', 'true');
          await expect(page.locator('img:not([data-shown])')).toHaveCount(0);
          await expect(page.getByRole('heading', { name: 'Your order' })).toBeVisible();
          await fonts(page);
          await holdsStill(page, 'all');
        });

    test('in Russian, where words are longer', async ({ page }) => {
      await page.goto('/checkout?customer=vera&lang=ru&theme=light');
      await expect(page.getByRole('button', { name: /^Оплатить/ })).not.toHaveAttribute('aria-disabled', 'true');
      await expect(page.locator('img:not([data-shown])')).toHaveCount(0);
      await fonts(page);
      await holdsStill(page, 'all');
    });

    test('the cards are late', async ({ page, gateway }) => {
      // The page itself does not wait for them: the browser asks again.
      await gateway.fault({ service: 'list', kind: 'server-error', times: 1 });
      const letGo = await hold(page, cards);
      await page.goto('/checkout?customer=anna&lang=en&theme=light');
      await expect(page.getByText('Loading your cards')).toBeAttached();
      await fonts(page);
      letGo();
      await expect(page.getByRole('radio', { name: customers.anna })).toBeChecked();
      await expect(page.locator('img[data-shown]')).toHaveCount(2);
      await holdsStill(page, 'all');
    });

    test('the cards cannot be had', async ({ page, gateway }) => {
      await gateway.fault({ service: 'list', kind: 'malformed-list' });
      const letGo = await hold(page, cards);
      await page.goto('/checkout?customer=anna&lang=en&theme=light');
      await expect(page.getByText('Loading your cards')).toBeAttached();
      letGo();
      await expect(page.getByRole('alert')).toContainText('You can still pay with another card.');
      await holdsStill(page, 'all');
    });

    test('the order cannot be had', async ({ page }) => {
      await page.route('**/onfile/v1/intents', (route) => route.abort());
      await openCheckout(page, 'anna');
      await expect(page.getByText('This order cannot be opened for payment.')).toBeVisible();
      await holdsStill(page, 'all');
    });

    for (const [fate, answer] of Object.entries({
      'are no pictures': (route: Route) => route.fulfill({ contentType: 'image/png', body: 'not a picture' }),
      'never come': () => {},
    }))
      test(`pictures ${fate}, small or large`, async ({ page }) => {
        await page.route(art, answer);
        await openCheckout(page, 'anna', '&layout=wallet');
        await expect(page.locator('[data-face=plate] svg').first()).toBeVisible();
        await expect(page.locator('img')).toHaveCount(0);
        await holdsStill(page, 'all');
      });

    test('pictures come late', async ({ page }) => {
      const letGo = await hold(page, art);
      await openCheckout(page, 'anna', '&layout=wallet');
      await expect(page.locator('img:not([data-shown])').first()).toBeAttached();
      letGo();
      await expect(page.locator('img[data-shown]')).toHaveCount(3);
      await holdsStill(page, 'all');
    });

    test('the bank says no after a while', async ({ page, gateway }) => {
      await gateway.fault({ service: 'tokenpay', kind: 'decline', code: 'AS102', times: 1 });
      const letGo = await hold(page, confirm);
      await openCheckout(page, 'anna');
      await page.getByRole('button', { name: pay }).click();
      await pressIsOver(page);
      letGo();
      await expect(page.getByRole('alert')).toContainText('Your bank said no');
      await holdsStill(page);
    });

    test('nobody knows, and then it is paid', async ({ page, gateway }) => {
      await gateway.fault({ service: 'tokenpay', kind: 'truncated-charged', times: 1 });
      const letGo = await hold(page, confirm);
      await openCheckout(page, 'anna');
      // Of this order alone: the sweeper asks about those of the tests before.
      const order = new URL(page.url()).searchParams.get('order');
      await gateway.fault({ service: 'orderresult', kind: 'server-error', order, times: 1 });
      await page.getByRole('button', { name: pay }).click();
      await pressIsOver(page);
      letGo();
      await expect(page.getByText('Please do not pay again.')).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
      await holdsStill(page);
      await page.reload();
      await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
      await fonts(page);
      await holdsStill(page, 'all');
    });

    test('a removal fails in the question', async ({ page, gateway }) => {
      await gateway.fault({ service: 'remove', kind: 'server-error', times: 1 });
      const letGo = await hold(page, /\/cards\/[^/]+$/);
      await openCheckout(page, 'anna');
      await page.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Remove' }).click();
      await pressIsOver(page);
      letGo();
      await expect(dialog.getByRole('alert')).toContainText('The card was not removed.');
      await holdsStill(page);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(page.getByRole('radio', { name: customers.anna })).toBeChecked();
      await expect(page.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' })).toBeFocused();
      await pressIsOver(page);
      await holdsStill(page);
    });

    test('a removal comes to its end while nobody presses anything', async ({ page }) => {
      const letGo = await hold(page, /\/cards\/[^/]+$/);
      await openCheckout(page, 'anna');
      await page.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await pressIsOver(page);
      letGo();
      await expect(page.getByText('Visa •• 0028 is removed.')).toBeVisible();
      await holdsStill(page);
    });

    test('the account page', async ({ page }) => {
      await openCheckout(page, 'vera');
      await page.goto('/account?lang=en&theme=light');
      await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(12);
      await expect(page.locator('img:not([data-shown])')).toHaveCount(0);
      await fonts(page);
      await holdsStill(page, 'all');
    });

    test('the account page, whose part and cards are late', async ({ page, gateway }) => {
      await openCheckout(page, 'anna');
      await gateway.fault({ service: 'list', kind: 'server-error' });
      const part = await hold(page, /ManageSavedCards-/);
      const list = await hold(page, cards);
      await page.goto('/account?lang=en&theme=light');
      await expect(page.getByRole('main')).toBeVisible();
      part();
      await expect(page.getByText('Loading your cards')).toBeAttached();
      await gateway.reset();
      list();
      await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
      await expect(page.locator('img[data-shown]')).toHaveCount(2);
      await holdsStill(page, 'all');
    });

    test('the account page, when the time to take a removal back is over', async ({ page }) => {
      await openCheckout(page, 'anna');
      await page.goto('/account?lang=en&theme=light');
      await page.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();
      await holdsStill(page);
    });

    test('an order that is paid', async ({ page }) => {
      await openCheckout(page, 'anna');
      await page.getByRole('button', { name: pay }).click();
      await page.getByRole('link', { name: 'See the order' }).click();
      await page.reload();
      await expect(page.getByText('Paid with Visa •• 0028')).toBeVisible();
      await fonts(page);
      await holdsStill(page, 'all');
    });
  });

test('the one exception: a card that was taken out and could not be removed is back, and pushes what is under it', async ({
  page,
  gateway,
}) => {
  await gateway.fault({ service: 'remove', kind: 'server-error', times: 1 });
  await openCheckout(page, 'anna');
  await page.goto('/account?lang=en&theme=light');
  await page.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('The card was not removed.');
  const seen = await shifts(page);
  // It is the list's own last change and no more than one; this is also the control: what moves is seen.
  expect(seen.filter(({ afterInput }) => !afterInput)).toHaveLength(1);
});

test('negative control: a line that comes above the cards is seen', async ({ page }) => {
  await openCheckout(page, 'anna');
  await page.evaluate(() => document.querySelector('main')?.prepend('A word from the shop'));
  expect(await shifts(page)).not.toEqual([]);
});
