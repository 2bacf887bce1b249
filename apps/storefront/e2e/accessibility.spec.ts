import AxeBuilder from '@axe-core/playwright';
import { expect, openCheckout, test } from './shop.ts';

for (const theme of ['light', 'dark'])
  test(`axe finds nothing on any page, ${theme}`, async ({ page, gateway }) => {
    await gateway.reset();
    const holds = async (name: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
    };
    await page.goto(`/?lang=en&theme=${theme}`);
    await page.getByLabel('Signed in as').selectOption('vera');
    await page.getByRole('button', { name: 'Add to basket' }).first().click();
    await holds('shelf');
    await page.getByRole('link', { name: /Basket/ }).click();
    await holds('basket');
    await page.getByRole('button', { name: 'Check out' }).click();
    await expect(page.getByRole('radio', { name: /4 2 4 2/ })).toBeChecked();
    await holds('checkout');
    await page.getByRole('button', { name: /Remove Mir/ }).click();
    await holds('dialog');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: /^Pay/ }).click();
    await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
    await holds('result');
    await page.getByRole('link', { name: 'See the order' }).click();
    await expect(page.getByText('Paid. Thank you!')).toBeVisible();
    await holds('order');
  });

for (const width of [320, 390, 768, 1280])
  test(`nothing sticks out and choosing moves nothing at ${width} px`, async ({ page, gateway }) => {
    await gateway.reset();
    await page.setViewportSize({ width, height: 900 });
    await openCheckout(page, 'vera');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await expect(page.getByRole('radio', { name: /1 1 3 0/ })).toBeVisible();
    const button = page.getByRole('button', { name: /^Pay/ });
    const place = () =>
      button.evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x, y: y + scrollY, width, height };
      });
    // The shop's font comes when it comes; words may take another line with it.
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    const before = await place();
    await page.getByRole('radio', { name: /1 1 3 0/ }).check();
    expect(await place()).toEqual(before);
  });
