import { backToToday, enterCard, expectSound, openOffice } from './office-tools.ts';
import { expect, test } from './shop.ts';

test.afterEach(async ({ page }) => backToToday(page));

test('a subscription: agreed to, charged a month later once, shown on its card, ended', async ({ page, gateway }) => {
  test.setTimeout(90_000);
  await gateway.reset();
  await page.request.post('/api/sign-in', { data: { customer: 'new' } });

  // The card that it will charge is on file.
  await page.goto('/account?lang=en&theme=light');
  await page.getByRole('checkbox', { name: /^Save this card/ }).check();
  await page.getByRole('button', { name: 'Add a card' }).click();
  await enterCard(page);
  await page.getByRole('button', { name: 'Save the card' }).click();
  await expect(page.getByRole('button', { name: 'Remove Visa ending in 1 1 1 1' })).toBeVisible();

  // What is agreed to stands there before anything is pressed.
  await page.goto('/?lang=en&theme=light');
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(page.getByText('After this payment the shop charges your card by itself:')).toBeVisible();
  await expect(page.getByText('every month (30 days)')).toBeVisible();
  // It is no saved card that pays here.
  await expect(page.getByRole('heading', { name: 'Payment', exact: true })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Pay ₽990.00 on the payment page' }).click();
  await enterCard(page);
  await page.getByRole('checkbox', { name: /charged without me/ }).check();
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByText('Paid. Thank you!')).toBeVisible();
  expect(await gateway.ledger()).toMatchObject([{ type: 'charge', amount: '990.00', last4: '1111' }]);

  // The account page shows it, and on the card that it charges; removing that card asks.
  await page.goto('/account?lang=en&theme=light');
  await expect(page.getByRole('heading', { name: 'Coffee every month' })).toBeVisible();
  await expect(page.getByText('Charged by: Coffee every month')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Visa ending in 1 1 1 1' }).click();
  await expect(page.getByRole('dialog')).toContainText('Coffee every month is charged to this card.');
  await page.keyboard.press('Escape');
  await expectSound(page);

  // A month later the merchant charges it, once.
  await openOffice(page);
  const due = page.getByRole('region', { name: 'Subscriptions due' });
  await expect(due).toContainText('No subscription is due.');
  await page.getByRole('button', { name: 'Let 31 days pass' }).click();
  await due.getByRole('button', { name: 'Charge the next period: Coffee every month, new' }).dblclick();
  await expect(page.getByRole('status').filter({ hasText: 'Charged.' })).toBeVisible();
  await expect(due).toContainText('No subscription is due.');
  const ledger = await gateway.ledger();
  expect(ledger).toMatchObject([{ amount: '990.00' }, { amount: '990.00', initiator: 'merchant-cof' }]);
  expect(ledger[1]?.order).toBe(`${ledger[0]?.order}-1`);

  // What was declined says so, and is tried again under the same order.
  await page.getByRole('button', { name: 'Let 31 days pass' }).click();
  await gateway.fault({ service: 'recurrent', kind: 'decline', code: 'AS102', times: 1 });
  await due.getByRole('button', { name: /^Charge the next period/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The bank said no.' })).toBeVisible();
  await expect(due).toContainText('Declined');
  await expectSound(page);
  await due.getByRole('button', { name: 'Try this period again: Coffee every month, new' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Charged.' })).toBeVisible();
  expect(await gateway.ledger()).toHaveLength(3);

  // Ended by the shopper, it is never due again.
  await page.goto('/account?lang=en&theme=light');
  await page.getByRole('button', { name: 'End: Coffee every month' }).click();
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await expect(page.getByText('Ended. Nothing more is charged.')).toBeVisible();
  await expect(page.getByText('Charged by:')).toHaveCount(0);
  await openOffice(page);
  await page.getByRole('button', { name: 'Let 31 days pass' }).click();
  await expect(page.getByText('93 days ahead')).toBeVisible();
  await expect(due).toContainText('No subscription is due.');
});
