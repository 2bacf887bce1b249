import { expect, openCheckout, sandbox, shop, test } from './shop.ts';

test('a malformed card among good ones is dropped and counted', async ({ page, gateway }) => {
  await gateway.fault({ service: 'list', kind: 'malformed-card' });
  await openCheckout(page, 'anna');
  await expect(page.getByRole('radio', { name: /1 0 3 0/ })).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(2);
  await expect(page.getByText('1 card could not be shown.')).toBeVisible();
});

for (const kind of ['malformed-list', 'fault', 'html', 'rate-limit', 'refuse'])
  test(`a list that is ${kind} says so, comes back on retry, and never stops a new card`, async ({ page, gateway }) => {
    await gateway.fault({ service: 'list', kind });
    await page.goto('/checkout?customer=anna&lang=en');
    await expect(page.getByRole('alert')).toContainText('You can still pay with another card.');
    await expect(page.getByRole('radio', { name: 'Another card' })).toBeChecked();
    await page.getByRole('button', { name: /on the payment page/ }).click();
    await page.getByLabel('Card number').fill('4111111111111111');
    await page.getByLabel('Month').fill('12');
    await page.getByLabel('Year').fill('30');
    await page.getByLabel('Security code').fill('123');
    await page.getByRole('button', { name: /^Pay/ }).click();
    await expect(page.getByText('Paid with Visa •• 1111')).toBeVisible();
    expect(await gateway.ledger()).toMatchObject([{ last4: '1111' }]);

    await page.goto('/checkout?customer=anna&lang=en');
    await expect(page.getByRole('alert')).toBeVisible();
    await gateway.reset();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('radio', { name: /0 0 2 8/ })).toBeVisible();
  });

test('a gateway that cannot be reached at the moment of paying: nothing is charged, and it is said', async ({
  page,
  gateway,
}) => {
  await gateway.fault({ service: 'tokenpay', kind: 'server-error', times: 1 });
  await openCheckout(page, 'anna');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByText('Please do not pay again.')).toBeVisible();
  expect(await gateway.ledger()).toEqual([]);
});

test('another site cannot read the cards nor remove one', async ({ page, gateway, request }) => {
  await gateway.reset();
  await openCheckout(page, 'anna');
  // A page that has no policy of its own: what refuses is the proxy.
  await page.goto(`${sandbox}/__sandbox/ledger`);
  const seen = await page.evaluate(
    (cards) =>
      fetch(cards, { credentials: 'include' }).then(
        () => 'read',
        () => 'refused',
      ),
    `${shop}/onfile/v1/cards`,
  );
  expect(seen).toBe('refused');
  const forged = await request.delete(`${shop}/onfile/v1/cards/k1_x`, {
    headers: { origin: 'https://evil.example' },
  });
  expect(forged.status()).toBe(403);
});

test('a question before a removal that does not come removes nothing; the next press has it', async ({
  page,
  gateway,
}) => {
  await gateway.reset();
  const question = /RemoveCardDialog-/;
  await page.route(question, (route) => route.abort());
  await openCheckout(page, 'anna');
  const remove = page.getByRole('button', { name: /^Remove Visa/ });
  const asked = page.waitForRequest(question);
  await remove.click();
  await asked;
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('radio', { name: /0 0 2 8/ })).toBeVisible();
  await page.unroute(question);
  await expect(async () => {
    await remove.click();
    await expect(page.getByRole('dialog', { name: 'Remove Visa •• 0028?' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(await gateway.ledger()).toHaveLength(1);
});
