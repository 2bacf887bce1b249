import { enterCard, expectSound, lineOf, openOffice, order } from './office-tools.ts';
import { expect, test } from './shop.ts';

const amounts = (entries: { type: string; order: string; amount: string }[], number: string) =>
  entries.filter((entry) => entry.order === number).map(({ type, amount }) => `${type} ${amount}`);

test('what was set aside is taken in two parts, and a part of it is given back', async ({ page, gateway }) => {
  const number = await order(page, 'boris', 'roast');
  await page.getByRole('button', { name: /^Pay ₽2,680\.00 with/ }).click();
  await expect(page.getByRole('heading', { name: 'Payment authorised' })).toBeVisible();
  await openOffice(page);
  const line = lineOf(page, number);
  await expect(line).toContainText('Set aside');
  await line.getByRole('button', { name: `Capture: order ${number}` }).click();
  const sum = line.getByLabel('Sum');
  await expect(sum).toBeFocused();
  await expect(sum).toHaveValue('2680.00');
  await sum.fill('2680.01');
  await page.keyboard.press('Enter');
  await expect(line.getByRole('alert')).toHaveText('A sum such as 250.00, and no more than is left.');
  await sum.fill('1000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: `Capture: order ${number}. Done.` })).toBeVisible();
  await expect(line).toContainText('taken ₽1,000.00');
  await line.getByRole('button', { name: `Capture: order ${number}` }).click();
  await expect(line.getByLabel('Sum')).toHaveValue('1680.00');
  await line.getByRole('button', { name: 'Take the money' }).click();
  await expect(line).toContainText('Paid');
  await line.getByRole('button', { name: `Refund: order ${number}` }).click();
  await line.getByLabel('Sum').fill('400');
  await line.getByRole('button', { name: 'Give the money back' }).click();
  await expect(line).toContainText('given back ₽400.00');
  expect(amounts(await gateway.ledger(), number)).toEqual([
    'authorise 2680.00',
    'capture 1000.00',
    'capture 1680.00',
    'refund 400.00',
  ]);
  await page.goto(`/orders/${number}?lang=en&theme=light`);
  await expect(page.getByText('Given back')).toBeVisible();
  await expect(page.getByText('₽400.00')).toBeVisible();
});

test('what was set aside is let go, whole', async ({ page, gateway }) => {
  const number = await order(page, 'boris', 'roast');
  await page.getByRole('button', { name: /^Pay ₽2,680\.00 with/ }).click();
  await expect(page.getByRole('heading', { name: 'Payment authorised' })).toBeVisible();
  await openOffice(page);
  const line = lineOf(page, number);
  await line.getByRole('button', { name: `Cancel: order ${number}` }).click();
  await expect(line.getByLabel('Sum')).not.toBeEditable();
  await line.getByRole('button', { name: 'Let the money go' }).click();
  await expect(line).toContainText('Canceled');
  expect(amounts(await gateway.ledger(), number)).toEqual(['authorise 2680.00', 'void 2680.00']);
});

test('a capture whose answer is lost is said not to be known, and cannot be asked for again', async ({
  page,
  gateway,
}) => {
  const number = await order(page, 'boris', 'roast');
  await page.getByRole('button', { name: /^Pay ₽2,680\.00 with/ }).click();
  await expect(page.getByRole('heading', { name: 'Payment authorised' })).toBeVisible();
  await gateway.fault({ service: 'charge', kind: 'server-error', times: 1 });
  await openOffice(page);
  const line = lineOf(page, number);
  await line.getByRole('button', { name: `Capture: order ${number}` }).click();
  await line.getByRole('button', { name: 'Take the money' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Not known yet' })).toBeVisible();
  await expect(line).toContainText('nothing can be done twice');
  await expect(line.getByRole('button')).toHaveCount(0);
  expect(amounts(await gateway.ledger(), number)).toEqual(['authorise 2680.00']);
});

test('a payment that does not fit is settled by a person, with the evidence in sight', async ({ page, gateway }) => {
  const number = await order(page, 'boris', 'guji');
  await gateway.fault({ service: 'orderresult', kind: 'wrong-amount', order: number, times: 1 });
  await page.getByRole('button', { name: /^Pay ₽960\.00 with/ }).click();
  await expect(page.getByRole('heading', { name: 'The shop is looking into it' })).toBeVisible();
  await openOffice(page);
  const review = page.getByRole('region', { name: 'Waiting for a person' }).locator(`[data-order="${number}"]`);
  await expect(review).toContainText('A bill holds another sum than the order’s.');
  await expect(review).toContainText('Approved');
  await expectSound(page);
  await review.getByRole('radio', { name: 'Nothing was charged' }).check();
  await review.getByLabel('How you know (kept on the record)').fill('The bank says so, 28 November');
  await review.getByRole('button', { name: 'Settle' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The gateway still shows money there.' })).toBeVisible();
  await review.getByRole('radio', { name: 'It is paid' }).check();
  await review.getByRole('button', { name: 'Settle' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Settled.' })).toBeVisible();
  await expect(lineOf(page, number)).toContainText('Paid');
  expect(amounts(await gateway.ledger(), number)).toEqual(['charge 960.00']);
});

test('is for the staff: a shopper finds no way to it, and no answer', async ({ page, gateway }) => {
  await gateway.reset();
  await page.goto('/checkout?customer=boris&lang=en&theme=light');
  await expect(page.getByRole('link', { name: /office/i })).toHaveCount(0);
  expect((await page.request.get('/api/office')).status()).toBe(401);
  const data = { order: '1', amount: '1.00', id: 'not-signed-in' };
  expect((await page.request.post('/api/office/capture', { data })).status()).toBe(401);
  await page.goto('/office?lang=en&theme=light');
  await expect(page.getByRole('heading', { name: 'For the shop’s staff' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Sign in as staff' }).click();
  await expect(page.getByRole('heading', { name: 'Back office' })).toBeVisible();
});

for (const theme of ['light', 'dark'])
  test(`is sound on a phone and on a desk, ${theme}`, async ({ page, gateway }) => {
    await gateway.reset();
    const number = await order(page, 'boris', 'roast');
    await page.getByRole('button', { name: /^Pay ₽2,680\.00 with/ }).click();
    await expect(page.getByRole('heading', { name: 'Payment authorised' })).toBeVisible();
    await openOffice(page, `lang=en&theme=${theme}`);
    await lineOf(page, number)
      .getByRole('button', { name: `Capture: order ${number}` })
      .click();
    await expectSound(page);
  });

test('a card is added from the account page, with consent, and nothing is charged', async ({ page, gateway }) => {
  await gateway.reset();
  await page.request.post('/api/sign-in', { data: { customer: 'new' } });
  await page.goto('/account?lang=en&theme=light');
  const add = page.getByRole('button', { name: 'Add a card' });
  await add.click();
  await expect(page.getByText('Tick this box to save the card.')).toBeVisible();
  await page.getByRole('checkbox', { name: /^Save this card/ }).check();
  await expectSound(page);
  await add.click();
  await enterCard(page);
  await page.getByRole('button', { name: 'Save the card' }).click();
  await expect(page.getByRole('button', { name: 'Remove Visa ending in 1 1 1 1' })).toBeVisible();
  expect(await gateway.ledger()).toEqual([]);
});
