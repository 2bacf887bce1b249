import type { Locator, Page } from '@playwright/test';
import { asAtFirst, expect, type Gateway, openCheckout, test } from './shop.ts';

const words = {
  en: {
    another: 'Another card',
    pay: /^Pay /,
    remove: /^Remove Mir/,
    declined: 'Your bank said no',
    paid: 'Paid',
    rename: /^Rename Visa/,
  },
  ru: {
    another: 'Другая карта',
    pay: /^Оплатить /,
    remove: /^Удалить Mir/,
    declined: 'Банк отклонил оплату',
    paid: 'Оплачено',
    rename: /^Назвать Visa/,
  },
} as const;
type Language = keyof typeof words;

/** Every screen of the shop, one after the other. */
async function walk(page: Page, gateway: Gateway, lang: Language, look: (screen: string) => Promise<void>) {
  const said = words[lang];
  const open = async (customer: string, more = '') => {
    await page.goto(`/checkout?customer=${customer}&lang=${lang}&theme=light${more}`);
    await expect(page.getByRole('radio', { name: said.another })).toBeVisible();
    await page.evaluate(() => document.fonts.ready.then(() => {}));
  };
  await open('vera');
  await look('list');
  await page.getByRole('button', { name: said.remove }).click();
  await look('dialog');
  await page.keyboard.press('Escape');
  await open('new');
  await look('no cards');
  await open('vera', '&layout=wallet');
  await look('wallet');

  await gateway.fault({ service: 'list', kind: 'html', times: 3 });
  await page.goto(`/checkout?customer=anna&lang=${lang}&theme=light`);
  await expect(page.getByRole('alert')).toBeVisible();
  await look('list that failed');

  await gateway.reset();
  await gateway.fault({ service: 'tokenpay', kind: 'decline', code: 'AS102', times: 1 });
  await open('anna');
  await page.getByRole('button', { name: said.pay }).click();
  await expect(page.getByText(said.declined)).toBeVisible();
  await look('declined');
  await page.getByRole('button', { name: said.pay }).click();
  await expect(page.getByRole('heading', { name: said.paid })).toBeVisible();
  await look('result');

  await page.goto(`/account?lang=${lang}&theme=light`);
  await page.getByRole('button', { name: said.rename }).click();
  await look('account');
  await page.goto(`/?lang=${lang}&theme=light`);
  await page.getByRole('listitem').first().getByRole('button').click();
  await look('shelf');
  await page.goto(`/cart?lang=${lang}&theme=light`);
  await expect(page.getByRole('heading')).toBeVisible();
  await look('basket');
  await page.goto(`/headless?customer=anna&lang=${lang}&theme=light`);
  await expect(page.getByRole('radio').first()).toBeVisible();
  await look('headless');
}

/** Text that cannot be read: cut off at an edge, out of the page to the side, or under a control that is not its own. */
const lost = (page: Page) =>
  page.evaluate(() => {
    const isForEars = (element: Element) => element.closest('[class*="onfile-hidden"], .hidden') !== null;
    const isUnseen = (element: Element) => !element.checkVisibility({ visibilityProperty: true }) || isForEars(element);
    // A name of any length stays on one line, so that no row is higher than another; the whole of it is in the radio's name.
    const isWholeElsewhere = (element: Element) =>
      getComputedStyle(element).textOverflow === 'ellipsis' &&
      element.closest('label')?.querySelector('input')?.ariaLabel?.includes(element.textContent) === true;
    const about = (element: Element) => `${element.className}: ${element.textContent}`;
    const all = [...document.querySelectorAll('body *')].filter((element) => !isUnseen(element));
    const aside = all.filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5);
    const cut = all.filter(
      (element) =>
        element.textContent &&
        /hidden|clip/.test(getComputedStyle(element).overflowX) &&
        getComputedStyle(element).position !== 'absolute' &&
        element.scrollWidth > element.clientWidth &&
        !isWholeElsewhere(element),
    );
    // A question stands over everything, and is meant to.
    const buttons = [...document.querySelectorAll('main button')].filter(
      (button) => !isUnseen(button) && !button.closest('dialog'),
    );
    const covered = all
      .filter((element) => element.closest('label') && [...element.childNodes].some(({ nodeType }) => nodeType === 3))
      .filter((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return [...range.getClientRects()].some((text) =>
          buttons.some((button) => {
            const box = button.getBoundingClientRect();
            // The picture in the middle of it: the rest of a target may be near.
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            return text.right > x - 10 && text.left < x + 10 && text.bottom > y - 10 && text.top < y + 10;
          }),
        );
      });
    return [...aside, ...cut, ...covered].map(about);
  });

const screens = 11;

/** WCAG 2.2, success criterion 1.4.12. */
const spaced = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;

test.describe('1280 px at 400 %', () => {
  test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4, bypassCSP: true });

  for (const lang of ['en', 'ru'] as const)
    test(`nothing scrolls sideways, is cut off or covered, also with more space in the text, ${lang}`, async ({
      page,
      gateway,
    }) => {
      const seen: string[] = [];
      await walk(page, gateway, lang, async (screen) => {
        seen.push(screen);
        expect([screen, await lost(page)]).toEqual([screen, []]);
        const style = await page.addStyleTag({ content: spaced });
        expect([`${screen}, spaced`, await lost(page)]).toEqual([`${screen}, spaced`, []]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
        if (screen === 'dialog') {
          await page.keyboard.press('Tab');
          await expect(page.getByRole('dialog').getByRole('button').last()).toBeFocused();
          await expect(page.getByRole('dialog').getByRole('button').last()).toBeInViewport({ ratio: 1 });
        }
        await style.evaluate((element) => element instanceof Element && element.remove());
      });
      expect(seen).toHaveLength(screens);
    });

  test('negative control: what sticks out, is cut off or covered is found', async ({ page }) => {
    await page.goto('/checkout?customer=vera&lang=ru&theme=light');
    await expect(page.getByRole('radio').first()).toBeVisible();
    expect(await lost(page)).toEqual([]);
    for (const fault of [
      'h2 { white-space: nowrap; inline-size: 400px; }',
      '[class*="onfile-badge"] { white-space: nowrap !important; }',
      '[class*="onfile-panel"] p { overflow: hidden; white-space: nowrap; }',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one fault after the other
      const style = await page.addStyleTag({ content: fault });
      // oxlint-disable-next-line no-await-in-loop -- one fault after the other
      await expect.poll(async () => (await lost(page)).length, fault).toBeGreaterThan(0);
      // oxlint-disable-next-line no-await-in-loop -- one fault after the other
      await style.evaluate((element) => element instanceof Element && element.remove());
    }
  });
});

test.describe('under a finger', () => {
  test.use({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true, bypassCSP: true });

  /** Controls that a finger 44 px wide does not hit at every point. */
  const small = (page: Page) =>
    page.evaluate(() => {
      const controls = [...document.querySelectorAll<HTMLElement>('a, button, input, select')].filter((element) => {
        const dialog = document.querySelector('dialog[open]');
        return element.checkVisibility({ visibilityProperty: true }) && (!dialog || dialog.contains(element));
      });
      return controls.flatMap((control) => {
        control.scrollIntoView({ block: 'center' });
        const target = control.closest('label') ?? control;
        const { width, height } = target.getBoundingClientRect();
        const name = control.ariaLabel ?? control.textContent;
        return width < 44 || height < 44 ? [`${name}: ${width} × ${height}`] : [];
      });
    });

  test('every target is 44 px high and wide', async ({ page, gateway }) => {
    const seen: string[] = [];
    await walk(page, gateway, 'en', async (screen) => {
      seen.push(screen);
      expect([screen, await small(page)]).toEqual([screen, []]);
    });
    expect(seen).toHaveLength(screens);
  });

  test('negative control: as they are for a mouse, some are too small', async ({ page }) => {
    await page.goto('/checkout?customer=vera&lang=en&theme=light');
    await expect(page.getByRole('radio').first()).toBeVisible();
    await page.addStyleTag({ content: '[class*="onfile-text-button"] { min-block-size: 0 !important; }' });
    expect((await small(page)).join()).toMatch(/^Replace it: /);
  });
});

test.describe('without motion', () => {
  /** What moves by itself or would. */
  const moving = (page: Page) =>
    page.evaluate(() => {
      const seconds = (times: string) => Math.max(...times.split(',').map(parseFloat));
      const styles = [...document.querySelectorAll('*')].flatMap((element) =>
        [undefined, '::before', '::after'].map((pseudo) => ({ element, style: getComputedStyle(element, pseudo) })),
      );
      return styles
        .filter(
          ({ style }) =>
            (style.transitionProperty !== 'none' && seconds(style.transitionDuration) > 0) ||
            (style.animationName !== 'none' && seconds(style.animationDuration) > 0),
        )
        .map(({ element }) => element.getAttribute('class') ?? element.tagName);
    });

  test('nothing moves, not even while a payment is on its way', async ({ page, gateway }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await walk(page, gateway, 'en', async (screen) => expect([screen, await moving(page)]).toEqual([screen, []]));
    await gateway.fault({ service: 'tokenpay', kind: 'late-charged', afterMs: 6000, times: 1 });
    await openCheckout(page, 'anna');
    await page.getByRole('button', { name: /^Pay/ }).click();
    await expect(page.getByRole('button', { name: 'Paying…' })).toBeVisible();
    expect(await moving(page)).toEqual([]);
    // Negative control: for everybody else the wheel turns.
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect((await moving(page)).join()).toContain('onfile-spinner');
  });
});

test.describe('in the system’s own colours', () => {
  /** Whether a line is drawn round something, and not only a shadow or a ground that these colours take away. */
  const isRinged = (locator: Locator) =>
    locator.evaluate((element) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/rgba\(.*, 0\)/.test(outlineColor);
    });
  const isBordered = (locator: Locator) =>
    locator.evaluate((element) => {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
      return borderTopStyle === 'solid' && parseFloat(borderTopWidth) >= 1;
    });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`choice and focus are lines, and not the same one, ${colorScheme}`, async ({ page, gateway }) => {
      await gateway.reset();
      await page.emulateMedia({ forcedColors: 'active', colorScheme });
      await openCheckout(page, 'anna');
      await asAtFirst(page);
      await page.reload();
      const radio = page.getByRole('radio', { name: /0 0 2 8/ });
      const other = page.getByRole('radio', { name: /1 0 3 0/ });
      const rowOf = (one: Locator) => one.locator('xpath=../..');
      await expect(radio).toBeChecked();
      expect([await isRinged(rowOf(radio)), await isRinged(radio)]).toEqual([true, false]);
      expect(await isRinged(rowOf(other))).toBe(false);

      await page.getByRole('combobox').focus();
      await page.keyboard.press('Tab');
      await expect(radio).toBeFocused();
      expect([await isRinged(rowOf(radio)), await isRinged(radio)]).toEqual([true, true]);
      for (const name of [/^Remove Visa/, /^Remove Mastercard/, /^Pay/]) {
        await page.keyboard.press('Tab');
        await expect(page.getByRole('button', { name })).toBeFocused();
        expect([name, await isRinged(page.getByRole('button', { name }))]).toEqual([name, true]);
      }
      expect(await isBordered(page.getByRole('button', { name: /^Pay/ }))).toBe(true);

      await page.getByRole('button', { name: /^Remove Visa/ }).press('Enter');
      const dialog = page.getByRole('dialog');
      for (const part of [dialog, ...(await dialog.getByRole('button').all())])
        expect(await isBordered(part)).toBe(true);
      expect(await isRinged(dialog.getByRole('button', { name: 'Cancel' }))).toBe(true);
    });
});
