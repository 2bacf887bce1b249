// How well the text on a face can be read: measured on the pixels that it stands on.
import type { SavedCard } from '@onfile/contract';
import { expect, type Page } from '@playwright/test';
import { PNG } from 'pngjs';

/** WCAG 2.2, 1.4.3, for text of this size. */
export const enough = 4.5;

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

/** Whole pixels of a picture. */
interface Place {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The mean contrast of the worst tenth of a place's pixels. */
function worstTenth(picture: PNG, { left, top, right, bottom }: Place, text: Rgb): number {
  const contrasts: number[] = [];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const [red = 0, green = 0, blue = 0] = picture.data.subarray((y * picture.width + x) * 4);
      contrasts.push(contrast(text, [red, green, blue]));
    }
  const worst = contrasts.toSorted((a, b) => a - b).slice(0, Math.ceil(contrasts.length / 10));
  return worst.reduce((sum, one) => sum + one) / worst.length;
}

/** Waits until a face is whole: it is this card's own, and every picture that it is going to have is there. */
export async function faceIsWhole(page: Page, { last4, assets }: SavedCard): Promise<void> {
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

/** What is taken away before the ground is looked at. */
export type Without = 'text' | 'text and scrim';

/** Takes the text away, and nothing else of what can be seen; or what stands under it for its sake with it. */
function bare(page: Page, without: Without): Promise<void> {
  return page.locator('.onfile-face').evaluate((face, what) => {
    for (const text of face.querySelectorAll<HTMLElement>(':scope > .onfile-face-line, :scope > .onfile-face-issuer')) {
      text.style.color = 'transparent';
      if (what !== 'text') Object.assign(text.style, { background: 'none', textShadow: 'none' });
    }
    // Seen from the next frame on.
    return new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  }, without);
}

/** One text on a face, and how well it can be read. */
export interface Reading {
  text: string;
  contrast: number;
}

/** How well each text of the face that is shown can be read: bank, last four and date, where they are there. */
export async function readFace(page: Page, without: Without = 'text'): Promise<Reading[]> {
  const face = page.locator('.onfile-face');
  const seen = await face.evaluate((element) => {
    const { x, y } = element.getBoundingClientRect();
    return [...element.querySelectorAll('bdi')].map((piece) => {
      const own = piece.getBoundingClientRect();
      // A name that is too long ends where its place does.
      const place = piece.parentElement?.getBoundingClientRect() ?? own;
      const [red = 0, green = 0, blue = 0] = getComputedStyle(piece).color.match(/\d+/g)?.map(Number) ?? [];
      return {
        text: piece.textContent,
        color: [red, green, blue] as const,
        left: Math.max(own.left, place.left) - x,
        top: own.top - y,
        right: Math.min(own.right, place.right) - x,
        bottom: own.bottom - y,
        density: devicePixelRatio,
      };
    });
  });
  await bare(page, without);
  const picture = PNG.sync.read(await face.screenshot());
  await face.evaluate((element) => {
    for (const text of element.querySelectorAll(':scope > span')) text.removeAttribute('style');
  });
  return seen.map(({ text, color, density, left, top, right, bottom }) => {
    const [from, to] = [(at: number) => Math.floor(at * density), (at: number) => Math.ceil(at * density)];
    const place = { left: from(left), top: from(top), right: to(right), bottom: to(bottom) };
    return { text, contrast: Number(worstTenth(picture, place, color).toFixed(2)) };
  });
}
