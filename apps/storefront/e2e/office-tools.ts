import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './shop.ts';

/** Orders one product as somebody, without a page, and opens its checkout. */
export async function order(page: Page, customer: string, product: string): Promise<string> {
  await page.request.post('/api/sign-in', { data: { customer } });
  const data = { language: 'en', lines: [{ id: product, count: 1 }] };
  const { number }: { number: string } = await (await page.request.post('/api/orders', { data })).json();
  await page.goto(`/checkout?order=${number}&lang=en&theme=light`);
  return number;
}

/** Enters a card on the payment page, as it asks for one. */
export async function enterCard(page: Page, number = '4111 1111 1111 1111'): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Month').fill('12');
  await page.getByLabel('Year').fill('30');
  await page.getByLabel('Security code').fill('123');
}

/** Opens the back office, and signs in where it asks. */
export async function openOffice(page: Page, more = 'lang=en&theme=light'): Promise<void> {
  await page.request.post('/api/office/sign-in', { data: {} });
  await page.goto(`/office?${more}`);
  await expect(page.getByRole('heading', { name: 'Back office' })).toBeVisible();
}

/** An order's line in the back office. */
export const lineOf = (page: Page, number: string) =>
  page.getByRole('region', { name: 'Orders' }).locator(`[data-order="${number}"]`);

/** Sets the demo's time back to the real one. */
export async function backToToday(page: Page): Promise<void> {
  await page.request.post('/api/office/sign-in', { data: {} });
  expect((await page.request.post('/api/office/clock', { data: { days: 0 } })).ok()).toBe(true);
}

/** Nothing for axe to say, and nothing that is wider than the page, on a phone and on a desk. */
export async function expectSound(page: Page): Promise<void> {
  for (const size of [
    { width: 390, height: 844 },
    { width: 1280, height: 900 },
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- one size after the other
    await page.setViewportSize(size);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    // oxlint-disable-next-line no-await-in-loop -- as above
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
}
