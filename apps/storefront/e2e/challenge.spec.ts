import type { FrameLocator, Page } from '@playwright/test';
import { expect, openCheckout, sandbox, test } from './shop.ts';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Confirm with your bank' });
const bankOf = (page: Page): FrameLocator => page.frameLocator('iframe[title="Your bank’s page"]');

async function payWith(page: Page, last4: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(last4.split('').join(' ')) }).check();
  await page.getByRole('button', { name: new RegExp(`^Pay .*${last4}$`) }).click();
}

async function ask(page: Page, last4 = '0003'): Promise<FrameLocator> {
  await openCheckout(page, 'dina');
  await payWith(page, last4);
  const bank = bankOf(page);
  await expect(bank.getByLabel('Code from the text message')).toBeVisible();
  return bank;
}

async function answer(bank: FrameLocator, code: string): Promise<void> {
  await bank.getByLabel('Code from the text message').fill(code);
  await bank.getByRole('button', { name: 'Confirm' }).click();
}

const paid = (page: Page) => expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();

// A gateway that starts afresh.
test.beforeEach(({ gateway }) => void gateway);

test('right code: paid once, the dialog is gone, the focus is with the result', async ({ page, gateway }) => {
  const bank = await ask(page);
  expect(await gateway.ledger()).toEqual([]);
  await answer(bank, '1234');
  await paid(page);
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Paid' })).toBeFocused();
  expect(await gateway.ledger()).toMatchObject([{ last4: '0003' }]);
});

test('wrong codes: declined, nothing is charged; another card pays', async ({ page, gateway }) => {
  const bank = await ask(page);
  await answer(bank, '1');
  await expect(bank.getByText('Tries left: 2.')).toBeVisible();
  await answer(bank, '2');
  await expect(bank.getByText('Tries left: 1.')).toBeVisible();
  await answer(bank, '3');
  await expect(page.getByRole('alert')).toContainText('Your bank said no');
  expect(await gateway.ledger()).toEqual([]);
  await expect(page.getByRole('radio', { name: /0 0 0 3/ })).toBeFocused();
  await payWith(page, '0000');
  await paid(page);
  expect(await gateway.ledger()).toMatchObject([{ last4: '0000' }]);
});

test('a second question has the focus and gives it back like the first', async ({ page, gateway }) => {
  const bank = await ask(page);
  await bank.getByRole('button', { name: 'Cancel the payment' }).click();
  await expect(page.getByRole('alert')).toContainText('Your bank said no');
  await payWith(page, '0003');
  await expect(bank.getByLabel('Code from the text message')).toBeVisible();
  await answer(bank, '1234');
  await paid(page);
  await expect(page.getByRole('group', { name: 'Paid' })).toBeFocused();
  expect(await gateway.ledger()).toHaveLength(1);
});

test('canceled at the bank: declined, and the choice is kept', async ({ page, gateway }) => {
  const bank = await ask(page);
  await bank.getByRole('button', { name: 'Cancel the payment' }).click();
  await expect(page.getByRole('alert')).toContainText('Your bank said no');
  await expect(page.getByRole('radio', { name: /0 0 0 3/ })).toBeChecked();
  expect(await gateway.ledger()).toEqual([]);
});

test('closed and gone back: the same question, one payment', async ({ page, gateway }) => {
  await ask(page);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Close anyway' }).click();
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.getByText('Please do not pay again.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Back to the bank' }).click();
  await answer(bankOf(page), '1234');
  await paid(page);
  expect(await gateway.ledger()).toHaveLength(1);
});

test('reload in the middle, and a tab that was closed: it goes on where it stood', async ({
  page,
  context,
  gateway,
}) => {
  await ask(page);
  const address = page.url();
  await page.reload();
  await expect(bankOf(page).getByLabel('Code from the text message')).toBeVisible();
  await page.close();
  const again = await context.newPage();
  await again.goto(address);
  await answer(bankOf(again), '1234');
  await paid(again);
  expect(await gateway.ledger()).toHaveLength(1);
});

test('the bank looks and knows; the bank looks and asks', async ({ page, gateway }) => {
  await openCheckout(page, 'dina');
  await payWith(page, '0004');
  await expect(page.getByText('Talking to your bank…')).toBeVisible();
  await paid(page);
  expect(await gateway.ledger()).toHaveLength(1);
  await answer(await ask(page, '0005'), '1234');
  await paid(page);
  expect(await gateway.ledger()).toHaveLength(2);
});

test('the bank asks in its app: said, read, paid', async ({ page, gateway, request }) => {
  await request.patch(`${sandbox}/__sandbox/settings`, { data: { decoupledAfterMs: 3000 } });
  await openCheckout(page, 'dina');
  await payWith(page, '0006');
  await expect(dialogOf(page).getByText(/Your bank asks you elsewhere/)).toBeVisible();
  await paid(page);
  expect(await gateway.ledger()).toHaveLength(1);
});

test('version 1: the bank’s page hands over, the gateway is told, paid', async ({ page, gateway }) => {
  const bank = await ask(page, '0009');
  await answer(bank, '1234');
  await bank.getByRole('button', { name: 'Continue' }).click();
  await paid(page);
  expect(await gateway.ledger()).toHaveLength(1);
});

test('a message that only looks like the bank’s is not heard', async ({ page, gateway }) => {
  await ask(page);
  const name = (await page.locator('iframe[title="Your bank’s page"]').getAttribute('name')) ?? '';
  const looked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/intents')) looked.push(request.url());
  });
  await page.evaluate((frame) => window.postMessage({ type: 'onfile:look-again', frame }, '*'), name);
  const inside = page.frames().find((frame) => frame.url().startsWith(sandbox));
  await inside?.evaluate((frame) => parent.postMessage({ type: 'onfile:look-again', frame }, '*'), name);
  // Whoever hears it closes the dialog at once; the frame would be another after it.
  await bankOf(page).getByLabel('Code from the text message').fill('12');
  await expect(dialogOf(page)).toBeVisible();
  expect(looked.length).toBeLessThan(5);
  expect(await gateway.ledger()).toEqual([]);
});

test('a question that does not load is said, with what brings it; it is never a spinner for ever', async ({
  page,
  gateway,
}) => {
  const question = /BankQuestion-/;
  await page.route(question, (route) => route.abort());
  await openCheckout(page, 'dina');
  await payWith(page, '0003');
  await expect(page.getByText(/Your bank asks you to confirm this payment/)).toBeVisible();
  await page.unroute(question);
  await page.reload();
  await answer(bankOf(page), '1234');
  await paid(page);
  expect(await gateway.ledger()).toHaveLength(1);
});

test('by keyboard alone', async ({ page, gateway }) => {
  await openCheckout(page, 'dina');
  await page.getByRole('radio', { name: /0 0 0 3/ }).focus();
  await page.keyboard.press('Space');
  for (let press = 0; press < 30; press++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await page.keyboard.press('Tab');
    // oxlint-disable-next-line no-await-in-loop
    if (await page.getByRole('button', { name: /^Pay/ }).evaluate((button) => button === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  const code = bankOf(page).getByLabel('Code from the text message');
  await expect(code).toBeVisible();
  // The frame has the focus; its first field is one step in.
  await expect(page.locator('iframe[title="Your bank’s page"]')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(code).toBeFocused();
  await page.keyboard.type('1234');
  await page.keyboard.press('Enter');
  await paid(page);
  expect(await gateway.ledger()).toHaveLength(1);
});

for (const [width, height, size, frame] of [
  [390, 844, '02', [390, 400]],
  [1280, 900, '03', [500, 600]],
  [320, 568, '01', [250, 400]],
  [844, 390, '05', [844, 334]],
] as const)
  test(`at ${width} by ${height} the window is ${size}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await ask(page);
    await expect(dialogOf(page)).toHaveAttribute('data-size', size);
    const box = await page.locator('iframe[title="Your bank’s page"]').boundingBox();
    expect([box?.width, box?.height].map((side) => Math.round(side ?? 0))).toEqual(frame);
    if (process.env['ONFILE_PICTURES'])
      await page.screenshot({ path: `${process.env['ONFILE_PICTURES']}/challenge-${width}.png` });
  });
