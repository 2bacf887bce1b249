import { expect, openCheckout, test } from './shop.ts';

test('the whole way under a strict policy: no inline style without a nonce, no text made markup, no complaint', async ({
  page,
  gateway,
}) => {
  await gateway.reset();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/Content.Security.Policy|Trusted ?Type/i.test(message.text())) complaints.push(message.text());
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error('Content-Security-Policy', event.violatedDirective),
    );
  });
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
  expect(complaints).toEqual([]);
});

test('negative control: a style without the nonce and text made markup are stopped and heard', async ({
  page,
  gateway,
}) => {
  await gateway.reset();
  await openCheckout(page, 'anna');
  const stopped = await page.evaluate(async () => {
    const heard: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => heard.push(violatedDirective));
    const told = new Promise((resolve) =>
      document.addEventListener('securitypolicyviolation', resolve, { once: true }),
    );
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(style);
    try {
      document.body.innerHTML = '<p>markup</p>';
    } catch {
      heard.push('thrown');
    }
    await told;
    return heard;
  });
  expect(stopped).toContain('style-src-elem');
  expect(stopped).toContain('thrown');
});
