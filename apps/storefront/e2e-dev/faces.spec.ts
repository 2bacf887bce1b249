// The last four and the expiry can be read on every face: measured on the pixels that they stand on.
import type { SavedCard } from '@onfile/contract';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { listCards, openOrder } from './card-list.ts';
import { expect, test } from './shop.ts';

/** WCAG 2.2, 1.4.3, for text of this size. */
const enough = 4.5;

// Two pixels to a CSS pixel on a phone, and nothing fades: a picture is whole or not there.
test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, contextOptions: { reducedMotion: 'reduce' } });

type Rgb = readonly [red: number, green: number, blue: number];

/** Relative luminance as WCAG 2.2 reckons it. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The mean contrast of the worst tenth of a picture's pixels. */
function worstTenth(picture: PNG, text: Rgb): number {
  const contrasts = Array.from({ length: picture.width * picture.height }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = picture.data.subarray(at * 4, at * 4 + 3);
    return contrast(text, [red, green, blue]);
  }).toSorted((a, b) => a - b);
  const worst = contrasts.slice(0, Math.ceil(contrasts.length / 10));
  return worst.reduce((sum, one) => sum + one) / worst.length;
}

/** Waits until a face is whole: it is this card's own, and every picture that it is going to have is there. */
async function faceIsWhole(page: Page, { last4, assets }: SavedCard): Promise<void> {
  const face = page.locator('.onfile-face');
  await expect(face.locator('.onfile-face-line')).toContainText(last4);
  await expect(face.locator('img:not([data-shown])')).toHaveCount(0);
  await expect(face.locator('img[data-shown], svg[data-brand]').first()).toBeVisible();
  const own = assets.flatMap(({ assetData }) => assetData.map(({ url }) => url));
  const strange = await face
    .locator('img')
    .evaluateAll(
      (pictures, urls) =>
        pictures.filter(
          (picture) =>
            !(
              picture instanceof HTMLImageElement &&
              picture.complete &&
              urls.some((url) => picture.currentSrc.includes(url))
            ),
        ).length,
      own,
    );
  expect(strange, 'pictures of another card, or not there').toBe(0);
}

/** Takes the text away, and nothing else of what can be seen; or the scrim with it. */
async function bare(page: Page, without: 'text' | 'text and scrim'): Promise<void> {
  await page.locator('.onfile-face-line').evaluate((line, what) => {
    line.style.color = 'transparent';
    if (what !== 'text') line.style.background = 'none';
    // Seen from the next frame on.
    return new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  }, without);
}

interface Reading {
  card: string;
  text: string;
  contrast: number;
}

/** How well the text of the face that is shown can be read, each piece apart. */
async function read(page: Page, card: string, without: 'text' | 'text and scrim'): Promise<Reading[]> {
  const pieces = await page.locator('.onfile-face-line > bdi').all();
  const seen = await Promise.all(
    pieces.map((piece) =>
      piece.evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const [red = 0, green = 0, blue = 0] = getComputedStyle(element).color.match(/\d+/g)?.map(Number) ?? [];
        return {
          text: element.textContent,
          color: [red, green, blue] as const,
          // Of the page, as a screenshot wants it.
          clip: { x: x + scrollX, y: y + scrollY, width, height },
        };
      }),
    ),
  );
  await bare(page, without);
  const readings: Reading[] = [];
  for (const { text, color, clip } of seen) {
    const picture = PNG.sync.read(await page.screenshot({ clip, fullPage: true }));
    readings.push({ card, text, contrast: Number(worstTenth(picture, color).toFixed(2)) });
  }
  await page.locator('.onfile-face-line').evaluate((line) => line.removeAttribute('style'));
  return readings;
}

/** Chooses each card that can be paid with, and reads its face. */
async function readAll(page: Page, customer: string, without: 'text' | 'text and scrim'): Promise<Reading[]> {
  await page.goto(await openOrder(page, customer, '&layout=wallet'));
  const cards = (await listCards(page)).filter(({ active }) => active);
  await page.getByRole('button', { name: /^Show/ }).click();
  const readings: Reading[] = [];
  for (const card of cards) {
    const { last4, bank } = card;
    await page.getByRole('radio', { name: new RegExp(`ending in ${last4.split('').join(' ')}`) }).check();
    await faceIsWhole(page, card);
    readings.push(...(await read(page, `${customer} ${last4} ${bank}`, without)));
  }
  expect(readings).toHaveLength(cards.length * 2);
  return readings;
}

for (const [customer, least] of [
  ['vera', 8],
  ['gala', 10],
] as const)
  test(`every face of ${customer}’s cards can be read`, async ({ page }, { annotations }) => {
    test.setTimeout(90_000);
    const readings = await readAll(page, customer, 'text');
    expect(readings.length).toBeGreaterThanOrEqual(least * 2);
    annotations.push({ type: 'contrast', description: JSON.stringify(readings) });
    expect(readings.filter(({ contrast: measured }) => measured < enough)).toEqual([]);
  });

test('negative control: without the scrim it is seen that some cannot', async ({ page }) => {
  test.setTimeout(90_000);
  const readings = await readAll(page, 'gala', 'text and scrim');
  expect(readings.filter(({ contrast: measured }) => measured < enough)).not.toEqual([]);
});
