import type { Page } from '@playwright/test';
import { browserLaunch } from '../../../scripts/browser.mjs';
import { expect, type Gateway, openCheckout, sandbox, shop, test } from './shop.ts';

// The browser as shoppers have it: for tests it is started without its back-forward cache.
test.use({ launchOptions: { ...browserLaunch(), ignoreDefaultArgs: ['--disable-back-forward-cache'] } });

const payOnPage = { name: 'Pay ₽1,250.00 on the payment page' };

/** A shop that lets the browser keep its page. The demo's own may not be kept: it holds the shopper's cards. */
async function letKeep(page: Page): Promise<void> {
  await page.route(`${shop}/checkout?*`, async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    await route.fulfill({ response, headers: { ...response.headers(), 'cache-control': 'private, no-cache' } });
  });
  // What follows a redirect comes past no route.
  await page.reload();
}

/** Writes down each time that the page is shown, from the cache or anew; a page that was thrown away has no such list. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const shown: boolean[] = [];
    Object.assign(window, { shown });
    addEventListener('pageshow', ({ persisted }) => shown.push(persisted));
  });

const shown = (page: Page) => page.evaluate(() => ('shown' in window ? window.shown : 'a new page'));

/** Why the browser did not keep the page. */
const reasons = (page: Page) =>
  page.evaluate(() => {
    const [entry] = performance.getEntriesByType('navigation');
    const found: unknown = entry && 'notRestoredReasons' in entry && entry.notRestoredReasons;
    return JSON.stringify(found);
  });

/** To the payment page with a new card. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Another card' }).check();
  await page.getByRole('button', payOnPage).click();
  await expect(page).toHaveURL((url) => url.origin === sandbox);
  await expect(page.getByLabel('Card number')).toBeVisible();
}

/** Back to the checkout from the page after the payment page. Not at once: the answer to this call comes from a page that is there. */
const overThePaymentPage = (page: Page) => page.evaluate(() => void setTimeout(() => history.go(-2)));

/** A page from the cache is there at once, and is not loaded. */
const back = (page: Page) => page.goBack({ waitUntil: 'commit' });

async function payThere(page: Page): Promise<void> {
  await page.getByLabel('Card number').fill('4111 1111 1111 1111');
  await page.getByLabel('Month').fill('12');
  await page.getByLabel('Year').fill('30');
  await page.getByLabel('Security code').fill('123');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByText('Paid with Visa •• 1111')).toBeVisible();
}

/** What was charged for the order of a checkout: a call that a test before left on its way may arrive meanwhile, and is another order's. */
async function chargesOf(page: Page, gateway: Gateway) {
  const order = new URL(page.url()).searchParams.get('order');
  expect(order).toMatch(/^\d+$/);
  return (await gateway.ledger()).filter((entry) => entry.order === order);
}

test('the way back from the payment page, out of the browser’s cache: the order is read, and can be paid once', async ({
  page,
  gateway,
}) => {
  await openCheckout(page, 'anna');
  await letKeep(page);
  await watch(page);
  await leave(page);
  const read = page.waitForResponse(`${shop}/onfile/v1/intents`);
  await back(page);
  await expect.poll(() => shown(page)).toEqual([true]);
  await read;
  await expect(page.getByRole('button', payOnPage)).not.toHaveAttribute('aria-disabled');
  // Also a second time, and with the card on file.
  await leave(page);
  await back(page);
  await expect.poll(() => shown(page)).toEqual([true, true]);
  await page.getByRole('radio', { name: /0 0 2 8/ }).check();
  await page.getByRole('button', { name: /^Pay ₽1,250\.00 with/ }).click();
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await chargesOf(page, gateway)).toMatchObject([{ last4: '0028' }]);
});

test('paid on the payment page and then back, out of the browser’s cache: Paid, and nothing to press', async ({
  page,
  gateway,
}) => {
  await openCheckout(page, 'anna');
  await letKeep(page);
  await watch(page);
  await leave(page);
  await payThere(page);
  await overThePaymentPage(page);
  await expect(page).toHaveURL(/\/checkout/);
  await expect.poll(() => shown(page)).toEqual([true]);
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  expect(await chargesOf(page, gateway)).toMatchObject([{ last4: '1111' }]);
});

test('the demo’s own page is not kept, and the way back is as good', async ({ page, gateway }) => {
  await openCheckout(page, 'anna');
  await watch(page);
  await leave(page);
  await back(page);
  await expect(page.getByRole('button', { name: /^Pay ₽1,250\.00 with/ })).not.toHaveAttribute('aria-disabled');
  expect(await shown(page)).toBe('a new page');
  expect(await reasons(page)).toContain('response-cache-control-no-store');
  await leave(page);
  await payThere(page);
  await overThePaymentPage(page);
  await expect(page).toHaveURL(/\/checkout/);
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  expect(await chargesOf(page, gateway)).toHaveLength(1);
});
