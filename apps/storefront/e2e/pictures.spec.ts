import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Page } from '@playwright/test';
import { broken, fates, good, patience, png, silent, test } from './picture-fates.ts';
import { expect, openCheckout } from './shop.ts';
import { holdsStill, watch } from './still.ts';

declare global {
  interface Window {
    /** When the first picture was asked for, and when the last place of one was settled, in milliseconds. */
    pictures: { asked?: number; settled?: number };
  }
}

/** Runs in the page: notes when pictures are asked for and when every place has its plate or its picture. */
function watchPictures() {
  window.pictures = {};
  const look = () => {
    const { pictures } = window;
    if (document.querySelector('[data-face] > img')) pictures.asked ??= performance.now();
    const waiting = [...document.querySelectorAll('[data-face]:not([data-face=new])')].filter(
      (place) => !place.querySelector('svg, img[data-shown]'),
    );
    if (pictures.asked !== undefined && !waiting.length) pictures.settled ??= performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

test.beforeEach(async ({ page, gateway }) => {
  await gateway.reset();
  await page.addInitScript(watch);
  await page.addInitScript(watchPictures);
});

for (const [name, fate] of Object.entries(fates))
  test(`a card whose picture is ${name}, small or large, is itself within three seconds`, async ({
    page,
    gateway,
    pictures,
  }) => {
    await pictures.become(fate);
    await openCheckout(page, 'anna', '&layout=wallet');
    await page.waitForFunction(() => window.pictures.settled !== undefined);
    const { asked = 0, settled = Infinity } = await page.evaluate(() => window.pictures);
    expect(settled - asked).toBeLessThan(patience);
    expect(settled - asked > 2900).toBe(silent.includes(name));
    expect(pictures.wereMet()).toBe(true);
    if (name === 'thirty megapixels') await expect(page.locator('img:not([data-shown])')).toHaveCount(0);
    else await expect(page.locator('[data-face=plate] > svg')).toHaveCount(3);
    expect(await broken(page)).toBe(0);
    await holdsStill(page, 'all');
    await page.getByRole('button', { name: /^Pay/ }).click();
    await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
    expect(await gateway.ledger()).toHaveLength(1);
  });

test('a picture that comes after its plate stays away', async ({ page, pictures }) => {
  const late: ServerResponse[] = [];
  await pictures.become((answer) => late.push(answer));
  await openCheckout(page, 'anna', '&layout=wallet');
  await expect(page.locator('[data-face=plate] > svg')).toHaveCount(3);
  expect(late.length).toBeGreaterThan(0);
  await Promise.all(
    late.map(async (answer) => {
      answer.writeHead(200, png).end(good);
      if (!answer.closed) await once(answer, 'close');
    }),
  );
  await holdsStill(page, 'all');
  await expect(page.locator('img')).toHaveCount(0);
  await expect(page.locator('[data-face=plate] > svg')).toHaveCount(3);
});

for (const [name, fate] of [
  ['never comes', () => {}],
  ['cannot be had', (route) => route.abort()],
] satisfies [string, Parameters<Page['route']>[1]][])
  test(`where the part that draws plates ${name}, everything else is there and a card pays`, async ({
    page,
    gateway,
  }) => {
    await page.route(/DrawnPlate-/, fate);
    await openCheckout(page, 'boris', '&layout=wallet');
    const card = page.getByRole('radio', { name: /Bank USA, Mastercard, ending in 4 1 2 8/ });
    await expect(card).toBeChecked();
    await expect(page.getByText('•••• 4128')).toHaveCount(2);
    await expect(page.locator('[data-face=plate] > svg')).toHaveCount(0);
    await page.getByRole('button', { name: /^Pay/ }).click();
    await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
    expect(await gateway.ledger()).toHaveLength(1);
    await holdsStill(page);
  });

test('negative control: a picture with nobody to look after it is seen to stay broken', async ({ page, pictures }) => {
  await pictures.become(fates['broken bytes']);
  await openCheckout(page, 'boris');
  await page.evaluate(() => {
    window.pictures = {};
    const place = document.createElement('span');
    place.dataset['face'] = 'combined';
    const picture = document.createElement('img');
    picture.src = '/onfile/v1/art/any';
    place.append(picture);
    document.querySelector('main')?.append(place);
  });
  await expect.poll(() => broken(page)).toBe(1);
  const { asked, settled } = await page.evaluate(() => window.pictures);
  expect(asked).toBeDefined();
  expect(settled).toBeUndefined();
  expect(pictures.wereMet()).toBe(true);
});
