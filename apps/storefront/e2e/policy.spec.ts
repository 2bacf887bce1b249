// That nothing complains is what every test of this folder says (policy-watch.ts). Here: that the policy is there, and that it is heard.
import type { Page } from '@playwright/test';
import { codeFrame, expect, openCheckout, shop, test } from './shop.ts';

test('the whole way under a strict policy: styles are there, and nothing but them', async ({ page, gateway }) => {
  await gateway.reset();
  await openCheckout(page, 'vera', '&layout=wallet');
  const answer = await page.request.get('/checkout');
  expect(answer.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'");
  await page.getByRole('radio', { name: /1 1 3 0/ }).check();
  await page.getByRole('button', { name: 'Remove Visa ending in 1 8 8 1' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(
    await page.getByRole('heading', { name: 'Paid' }).evaluate((heading) => getComputedStyle(heading).fontSize),
  ).toBe('20px');
});

/** The frame of a card that asks for its code. */
async function openFrame(page: Page) {
  await openCheckout(page, 'vera');
  await page.getByRole('radio', { name: /Visa, ending in 1 8 8 1/ }).check();
  await page.frameLocator('iframe').getByRole('textbox').waitFor();
  const frame = page.frames().find((one) => one.url().startsWith(codeFrame));
  if (!frame) throw new Error('The frame is not there.');
  return frame;
}

/** Puts a style into a document, and text that is made markup. What became of them. */
const provoke = async (document_: Pick<Page, 'evaluate'>) =>
  document_.evaluate(async () => {
    const told = new Promise((resolve) =>
      document.addEventListener('securitypolicyviolation', resolve, { once: true }),
    );
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(style);
    await told;
    try {
      document.body.innerHTML = '<p>markup</p>';
    } catch {
      return 'thrown';
    }
    return 'made';
  });

test.describe('negative control: a style without the nonce and text made markup are stopped and heard', () => {
  test.describe('by what a document says itself', () => {
    test.use({ complaintsExpected: /^securitypolicyviolation in|violates the following Content Security|Trusted/ });
    test('in the page', async ({ page }) => {
      await openCheckout(page, 'anna');
      expect(await provoke(page)).toBe('thrown');
    });
    test('in the frame', async ({ page }) => {
      expect(await provoke(await openFrame(page))).toBe('thrown');
    });
  });

  // What is not expected fails the test: these two are to fail.
  test('a test that hears of it fails: in the page', async ({ page }) => {
    test.fail();
    await openCheckout(page, 'anna');
    await provoke(page);
  });
  test('a test that hears of it fails: in the frame', async ({ page }) => {
    test.fail();
    await provoke(await openFrame(page));
  });
  test('a test whose page comes without the policy fails', async ({ page }) => {
    test.fail();
    await page.route(`${shop}/checkout**`, async (route) => {
      const response = await route.fetch();
      const { 'content-security-policy': _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await openCheckout(page, 'anna');
  });
});
