import AxeBuilder from '@axe-core/playwright';
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
    nothing: 'There is no such page.',
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
    nothing: 'There is no such page.',
  },
} as const;

for (const [theme, lang] of [
  ['light', 'en'],
  ['dark', 'en'],
  ['light', 'ru'],
  ['dark', 'ru'],
] as const)
  test(`axe finds nothing on any page, ${theme}, ${lang}`, async ({ page, gateway }) => {
    const said = words[lang];
    const look = `lang=${lang}&theme=${theme}`;
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const holds = async (name: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
    };
    await page.goto(`/?${look}`);
    await page.getByLabel(said.signedInAs).selectOption('vera');
    await button(said.add).first().click();
    await holds('shelf');
    await page.getByRole('link', { name: said.basket }).click();
    await holds('basket');
    await button(said.checkOut).click();
    await expect(page.getByRole('radio', { name: /4 2 4 2/ })).toBeChecked();
    await holds('checkout');
    await button(said.more).click();
    await holds('all cards');
    await button(said.removeMir).click();
    await holds('dialog');
    await button(said.cancel).click();
    await button(said.pay).click();
    await expect(page.getByRole('heading', { name: said.paid })).toBeVisible();
    await holds('result');
    await page.getByRole('link', { name: said.see }).click();
    await expect(page.getByText(said.thanks)).toBeVisible();
    await holds('order');

    await page.goto(`/checkout?customer=vera&layout=wallet&${look}`);
    await expect(page.getByRole('radio', { name: /4 2 4 2/ })).toBeChecked();
    await holds('wallet');
    await page.goto(`/checkout?customer=new&${look}`);
    await expect(page.getByText(said.noCards)).toBeVisible();
    await holds('no cards');
    await gateway.fault({ service: 'list', kind: 'html', times: 3 });
    await page.goto(`/checkout?customer=anna&${look}`);
    await expect(page.getByRole('alert')).toBeVisible();
    await holds('list that failed');

    await gateway.reset();
    await gateway.fault({ service: 'tokenpay', kind: 'decline', code: 'AS102', times: 1 });
    await page.goto(`/checkout?customer=anna&${look}`);
    await button(said.pay).click();
    await expect(page.getByText(said.declined)).toBeVisible();
    await holds('declined');
    await gateway.fault({ service: 'tokenpay', kind: 'truncated', times: 1 });
    await gateway.fault({ service: 'orderresult', kind: 'server-error' });
    await button(said.pay).click();
    await expect(page.getByRole('heading', { name: said.checking })).toBeVisible();
    await holds('checking');

    await gateway.reset();
    await page.goto(`/account?${look}`);
    await button(said.rename).click();
    await expect(page.getByLabel(said.name)).toBeFocused();
    await holds('account');
    await page.keyboard.press('Escape');
    await button(said.removeVisa).click();
    await expect(button(said.undo)).toBeVisible();
    await holds('undo');
    await button(said.undo).click();
    await page.goto(`/headless?customer=anna&${look}`);
    await expect(page.getByRole('radio').first()).toBeVisible();
    await holds('headless');
    await page.goto(`/nowhere?${look}`);
    await expect(page.getByText(said.nothing)).toBeVisible();
    await holds('no such page');
  });

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
