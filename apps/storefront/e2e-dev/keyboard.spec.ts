import type { Page } from '@playwright/test';
import { asAtFirst, expect, openCheckout, test } from './shop.ts';

const language = {
  en: {
    order: 'Order',
    signedInAs: 'Signed in as',
    cards: 'Your cards',
    add: 'Add to basket',
    added: 'In the basket: 1',
    basket: 'Basket',
    basketOfOne: 'Basket (1)',
    checkOut: 'Check out',
    visa: /^Visa, ending in 0 0 2 8, expires November 2028/,
    mastercard: /^Mastercard, ending in 1 0 3 0, expires November 2028/,
    another: 'Another card',
    removeVisa: 'Remove Visa ending in 0 0 2 8',
    removeMastercard: 'Remove Mastercard ending in 1 0 3 0',
    removeTitle: 'Remove Mastercard •• 1030?',
    cancel: 'Cancel',
    remove: 'Remove',
    keep: /^Save this card for my next payments/,
    payVisa: /^Pay ₽960\.00 with Visa •• 0028$/,
    payMastercard: /^Pay ₽960\.00 with Mastercard •• 1030$/,
    payNew: /^Pay ₽960\.00 on the payment page$/,
    declined: 'Your bank said no',
    paid: 'Paid',
    see: 'See the order',
    thanks: 'Paid. Thank you!',
    rename: 'Rename Visa ending in 0 0 2 8',
    renameMastercard: 'Rename Mastercard ending in 1 0 3 0',
    makeDefault: 'Make default: Mastercard ending in 1 0 3 0',
    name: 'Your name for this card',
    default: 'Default',
    removed: 'Visa •• 0028 is removed.',
    undo: 'Undo',
  },
  ru: {
    order: 'Заказ',
    signedInAs: 'Вы вошли как',
    cards: 'Ваши карты',
    add: 'В корзину',
    added: 'В корзине: 1',
    basket: 'Корзина',
    basketOfOne: 'Корзина (1)',
    checkOut: 'Оформить заказ',
    visa: /^Visa, последние цифры 0 0 2 8, действует до: ноябрь 2028/,
    mastercard: /^Mastercard, последние цифры 1 0 3 0, действует до: ноябрь 2028/,
    another: 'Другая карта',
    removeVisa: 'Удалить Visa, последние цифры 0 0 2 8',
    removeMastercard: 'Удалить Mastercard, последние цифры 1 0 3 0',
    removeTitle: 'Удалить Mastercard •• 1030?',
    cancel: 'Отмена',
    remove: 'Удалить',
    keep: /^Сохранить карту для следующих оплат/,
    payVisa: /^Оплатить 960,00\s₽ картой Visa •• 0028$/,
    payMastercard: /^Оплатить 960,00\s₽ картой Mastercard •• 1030$/,
    payNew: /^Оплатить 960,00\s₽ на странице оплаты$/,
    declined: 'Банк отклонил оплату',
    paid: 'Оплачено',
    see: 'Открыть заказ',
    thanks: 'Оплачено. Спасибо!',
    rename: 'Назвать Visa, последние цифры 0 0 2 8',
    renameMastercard: 'Назвать Mastercard, последние цифры 1 0 3 0',
    makeDefault: 'Сделать основной: Mastercard, последние цифры 1 0 3 0',
    name: 'Как вы называете эту карту',
    default: 'Основная',
    removed: 'Карта Visa •• 0028 удалена.',
    undo: 'Вернуть',
  },
} as const;

type Role = 'button' | 'link' | 'radio' | 'checkbox' | 'combobox' | 'textbox';

/** Presses keys and nothing else, and knows where the focus has to be after each. */
function keyboard(page: Page) {
  const at = async (role: Role, name: string | RegExp) => {
    const here = page.getByRole(role, { name, exact: true });
    await expect(here).toBeFocused();
    // What has the focus is in sight, and can be seen to have it.
    await expect(here).toBeInViewport();
    expect(await here.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
  };
  return {
    at,
    press: (key: string) => page.keyboard.press(key),
    tab: async (role: Role, name: string | RegExp) => {
      await page.keyboard.press('Tab');
      await at(role, name);
    },
    back: async (role: Role, name: string | RegExp) => {
      await page.keyboard.press('Shift+Tab');
      await at(role, name);
    },
  };
}

/** A new page of the shop begins at its beginning. */
const atNewPage = (page: Page) => expect(page.getByRole('main')).toBeFocused();

for (const lang of ['en', 'ru'] as const) {
  const words = language[lang];

  test(`from the shelf to the order by keyboard alone, ${lang}`, async ({ page, gateway }) => {
    await openCheckout(page, 'anna');
    await asAtFirst(page);
    await page.goto(`/?lang=${lang}&theme=light`);
    await expect(page.getByRole('combobox')).toHaveValue('anna');
    const { at, tab, back, press } = keyboard(page);
    await gateway.fault({ service: 'tokenpay', kind: 'decline', code: 'AS102', times: 1 });

    await tab('link', 'Northwind Coffee');
    await tab('button', lang === 'en' ? 'Русский' : 'English');
    await tab('link', words.cards);
    await tab('link', words.basket);
    await tab('combobox', words.signedInAs);
    await press('Tab');
    await expect(page.getByRole('button', { name: words.add }).first()).toBeFocused();
    await press('Enter');
    await at('button', words.added);
    await back('combobox', words.signedInAs);
    await back('link', words.basketOfOne);
    await press('Enter');
    await expect(page).toHaveURL(/\/cart/);
    await atNewPage(page);

    for (const _ of ['less', 'more']) await press('Tab');
    await tab('button', words.checkOut);
    await press('Enter');
    await expect(page).toHaveURL(/\/checkout/);
    await atNewPage(page);
    await expect(page.getByRole('radio', { name: words.visa })).toBeChecked();

    await tab('radio', words.visa);
    await press('ArrowDown');
    await at('radio', words.mastercard);
    await expect(page.getByRole('radio', { name: words.mastercard })).toBeChecked();

    // Asked about, and called off: the focus is back where it was.
    await tab('button', words.removeMastercard);
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: words.removeTitle });
    await expect(dialog).toBeVisible();
    await at('button', words.cancel);
    await tab('button', words.remove);
    for (let step = 0; step < 4; step++) {
      await press('Tab');
      // Past the last there is the browser's own bar, and nothing of the page under the question.
      expect(await page.evaluate(() => document.activeElement?.matches('body, dialog *'))).toBe(true);
    }
    await press('Escape');
    await expect(dialog).toHaveCount(0);
    await at('button', words.removeMastercard);

    // A new card, and the wish to keep it.
    await back('radio', words.mastercard);
    await press('ArrowDown');
    await at('radio', words.another);
    const keep = page.getByRole('checkbox', { name: words.keep });
    await expect(keep).not.toBeChecked();
    await tab('checkbox', words.keep);
    await press('Space');
    await expect(keep).toBeChecked();
    await tab('button', words.payNew);

    // Back to a card on file, which the bank declines.
    await back('checkbox', words.keep);
    await back('radio', words.another);
    await press('ArrowUp');
    await at('radio', words.mastercard);
    await tab('button', words.removeMastercard);
    await tab('button', words.payMastercard);
    await press('Enter');
    await expect(page.getByRole('alert')).toContainText(words.declined);
    await at('button', words.payMastercard);
    expect(await gateway.ledger()).toEqual([]);

    // Another one pays.
    await back('button', words.removeMastercard);
    await back('radio', words.mastercard);
    await press('ArrowUp');
    await at('radio', words.visa);
    await tab('button', words.removeVisa);
    await tab('button', words.removeMastercard);
    await tab('button', words.payVisa);
    await press('Enter');
    await expect(page.getByRole('heading', { name: words.paid })).toBeVisible();
    expect(
      await page.evaluate(() => document.activeElement?.contains(document.querySelector('[data-status=paid] h2'))),
    ).toBe(true);
    expect(await gateway.ledger()).toMatchObject([{ amount: '960.00', last4: '0028' }]);
    await tab('link', words.see);
    await press('Enter');
    await expect(page.getByText(words.thanks)).toBeVisible();
    await atNewPage(page);
  });

  test(`the account page by keyboard alone, ${lang}`, async ({ page }) => {
    await openCheckout(page, 'anna');
    await asAtFirst(page);
    await page.goto(`/account?lang=${lang}&theme=light`);
    await expect(page.getByRole('button', { name: words.makeDefault })).toBeVisible();
    const { at, tab, press } = keyboard(page);
    await page.getByRole('combobox').focus();

    // Named, and named no more.
    await tab('button', words.removeVisa);
    await tab('button', words.rename);
    await press('Enter');
    await at('textbox', words.name);
    await page.keyboard.type('Bread and milk');
    await press('Enter');
    await at('button', words.rename);
    await expect(page.getByText('Bread and milk', { exact: true })).toBeVisible();
    await press('Space');
    await at('textbox', words.name);
    await page.keyboard.type(' and more');
    await press('Escape');
    await at('button', words.rename);
    await expect(page.getByText('Bread and milk and more', { exact: true })).toHaveCount(0);

    // Another default. The button that did it is gone, and the focus is still with its card.
    await tab('button', words.removeMastercard);
    await tab('button', words.renameMastercard);
    await tab('button', words.makeDefault);
    await press('Enter');
    await expect(page.getByRole('listitem').filter({ hasText: '1030' })).toContainText(words.default);
    await expect(page.getByRole('listitem').filter({ hasText: '0028' })).not.toContainText(words.default);
    await at('button', words.renameMastercard);

    // Removed, and taken back before its time is over.
    await press('Shift+Tab');
    await at('button', words.removeMastercard);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await at('button', words.removeVisa);
    await press('Enter');
    await expect(page.getByRole('status').filter({ hasText: words.removed })).toBeVisible();
    await at('button', words.removeMastercard);
    await tab('button', words.renameMastercard);
    await tab('button', words.undo);
    await press('Enter');
    await at('button', words.removeVisa);
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
    await expect(page.getByText(words.removed)).toHaveCount(0);
  });
}
