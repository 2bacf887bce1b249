import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openCheckout, test } from './shop.ts';

const words = {
  en: {
    signedInAs: 'Signed in as',
    add: 'Add to basket',
    basket: /^Basket/,
    checkOut: 'Check out',
    removeMir: 'Remove Mir ending in 4 2 4 2',
    removeVisa: 'Remove Visa ending in 0 0 2 8',
    cancel: 'Cancel',
    more: 'Show 6 more',
    pay: /^Pay .* with /,
    paid: 'Paid',
    see: 'See the order',
    thanks: 'Paid. Thank you!',
    declined: 'Your bank said no',
    checking: 'We are checking with the bank',
    noCards: 'You have no saved cards yet.',
    rename: 'Rename Mastercard ending in 1 0 3 0',
    name: 'Your name for this card',
    undo: 'Undo',
  },
  ru: {
    signedInAs: 'Вы вошли как',
    add: 'В корзину',
    basket: /^Корзина/,
    checkOut: 'Оформить заказ',
    removeMir: 'Удалить Mir, последние цифры 4 2 4 2',
    removeVisa: 'Удалить Visa, последние цифры 0 0 2 8',
    cancel: 'Отмена',
    more: 'Показать ещё 6 карт',
    pay: /^Оплатить .* картой /,
    paid: 'Оплачено',
    see: 'Открыть заказ',
    thanks: 'Оплачено. Спасибо!',
    declined: 'Банк отклонил оплату',
    checking: 'Уточняем у банка',
    noCards: 'У вас пока нет сохранённых карт.',
    rename: 'Назвать Mastercard, последние цифры 1 0 3 0',
    name: 'Как вы называете эту карту',
    undo: 'Вернуть',
  },
} as const;

/** Looks at the page with axe, and at nothing but what is wrong. */
async function holds(page: Page, name: string): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

// Every page by day and by night, in each language and in each theme.
for (const [theme, lang] of [
  ['light', 'en'],
  ['dark', 'ru'],
] as const) {
  const said = words[lang];
  const look = `lang=${lang}&theme=${theme}`;

  test(`axe finds nothing on the way from the shelf to the order, ${theme}, ${lang}`, async ({ page, gateway }) => {
    await gateway.reset();
    await page.goto(`/?${look}`);
    await page.getByLabel(said.signedInAs).selectOption('vera');
    await page.getByRole('button', { name: said.add }).first().click();
    await holds(page, 'shelf');
    await page.getByRole('link', { name: said.basket }).click();
    await holds(page, 'basket');
    await page.getByRole('button', { name: said.checkOut }).click();
    await expect(page.getByRole('radio', { name: /4 2 4 2/ })).toBeChecked();
    await page.getByRole('button', { name: said.more }).click();
    await holds(page, 'checkout');
    await page.getByRole('button', { name: said.removeMir }).click();
    await holds(page, 'dialog');
    await page.getByRole('button', { name: said.cancel }).click();
    await page.getByRole('button', { name: said.pay }).click();
    await expect(page.getByRole('heading', { name: said.paid })).toBeVisible();
    await holds(page, 'result');
    await page.getByRole('link', { name: said.see }).click();
    await expect(page.getByText(said.thanks)).toBeVisible();
    await holds(page, 'order');
  });

  test(`axe finds nothing where something goes wrong, ${theme}, ${lang}`, async ({ page, gateway }) => {
    await gateway.fault({ service: 'list', kind: 'html' });
    await page.goto(`/checkout?customer=anna&${look}`);
    await expect(page.getByRole('alert')).toBeVisible();
    await holds(page, 'list that failed');
    await gateway.reset();
    await gateway.fault({ service: 'tokenpay', kind: 'decline', code: 'AS102', times: 1 });
    await page.goto(`/checkout?customer=anna&${look}`);
    await page.getByRole('button', { name: said.pay }).click();
    await expect(page.getByText(said.declined)).toBeVisible();
    await holds(page, 'declined');
    await page.goto(`/checkout?customer=anna&${look}`);
    await gateway.fault({ service: 'tokenpay', kind: 'truncated', times: 1 });
    await gateway.fault({ service: 'orderresult', kind: 'server-error' });
    await page.getByRole('button', { name: said.pay }).click();
    await expect(page.getByRole('heading', { name: said.checking })).toBeVisible();
    await holds(page, 'checking');
    await page.goto(`/nowhere?${look}`);
    await expect(page.getByRole('heading')).toBeVisible();
    await holds(page, 'no such page');
  });

  test(`axe finds nothing on the other pages, ${theme}, ${lang}`, async ({ page, gateway }) => {
    await gateway.reset();
    await page.goto(`/checkout?customer=vera&layout=wallet&${look}`);
    await expect(page.getByRole('radio', { name: /4 2 4 2/ })).toBeChecked();
    await holds(page, 'wallet');
    await page.goto(`/checkout?customer=new&${look}`);
    await expect(page.getByText(said.noCards)).toBeVisible();
    await holds(page, 'no cards');
    await page.goto(`/headless?customer=anna&${look}`);
    await expect(page.getByRole('radio').first()).toBeVisible();
    await holds(page, 'headless');
    await page.goto(`/account?${look}`);
    await page.getByRole('button', { name: said.rename }).click();
    await expect(page.getByLabel(said.name)).toBeFocused();
    await holds(page, 'account');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: said.removeVisa }).click();
    await expect(page.getByRole('button', { name: said.undo })).toBeVisible();
    await holds(page, 'removed, and can be taken back');
  });
}

test('negative control: axe is heard where something is wrong', async ({ page, gateway }) => {
  await gateway.reset();
  await openCheckout(page, 'anna');
  await page.getByRole('button', { name: /^Remove Visa/ }).evaluate((element) => element.removeAttribute('aria-label'));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toContain('button-name');
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
