// What a list of cards and a face look like once they are whole.
import type { SavedCard } from '@onfile/contract';
import { expect, type Page } from '@playwright/test';
import { faceIsWhole } from './face-reading.ts';

/** Runs in the page, before anything of the page does: a picture may take its time. A busy machine is no other look. */
export function haveTime() {
  const real = window.setTimeout.bind(window);
  const later = (work: TimerHandler, ms?: number, ...more: unknown[]) => real(work, ms === 3000 ? 60_000 : ms, ...more);
  window.setTimeout = Object.assign(later, window.setTimeout);
}

/** What stands on a card relative to this month is another text next month. It looks like one of its kind. */
function oneDate() {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    if (/\d\d\/\d\d/.test(text.nodeValue ?? '')) text.nodeValue = text.nodeValue?.replace(/\d\d\/\d\d/, '08/28') ?? '';
}

/** Waits until every place of a picture has its plate or its picture. */
async function isWhole(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[data-face]:not([data-face=new])')].every((place) =>
      place.querySelector('svg[data-brand], img[data-shown]'),
    ),
  );
  await expect(page.locator('img:not([data-shown])')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => {}));
}

const still = { animations: 'disabled' } as const;

/** A part of a picture, in its pixels. */
export interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the art of a row stands in the picture of its list, and whether its colour is one that the list names. */
export interface RowArt {
  place: Part;
  isTinted: boolean;
}

/** The list, all of it. */
export async function lookAtList(page: Page): Promise<{ png: Buffer; arts: RowArt[] }> {
  await expect(page.getByRole('radio', { name: 'Another card' })).toBeVisible();
  const more = page.getByRole('button', { name: /^Show/ });
  if (await more.isVisible()) await more.click();
  await isWhole(page);
  await page.mouse.move(0, 0);
  await page.evaluate(oneDate);
  const list = page.locator('fieldset.onfile-list');
  const arts = await list.evaluate((element) => {
    const { x, y } = element.getBoundingClientRect();
    return [...element.querySelectorAll('.onfile-art')].map((art) => {
      const box = art.getBoundingClientRect();
      return {
        place: {
          x: Math.round((box.x - x) * devicePixelRatio),
          y: Math.round((box.y - y) * devicePixelRatio),
          width: Math.floor(box.width * devicePixelRatio),
          height: Math.floor(box.height * devicePixelRatio),
        },
        isTinted: Boolean(art.querySelector('.onfile-signs')),
      };
    });
  });
  return { png: await list.screenshot(still), arts };
}

/** The face of a card, which is chosen first. */
export async function lookAtFace(page: Page, card: SavedCard): Promise<{ png: Buffer; tone: string }> {
  const more = page.getByRole('button', { name: /^Show/ });
  // Before the cards are there, nothing says whether there are more.
  await page
    .getByRole('radio', { name: /ending in/ })
    .first()
    .waitFor();
  if (await more.isVisible()) await more.click();
  await page.getByRole('radio', { name: new RegExp(`ending in ${card.last4.split('').join(' ')}`) }).check();
  await faceIsWhole(page, card);
  await isWhole(page);
  await page.mouse.move(0, 0);
  await page.evaluate(oneDate);
  const face = page.locator('.onfile-face');
  return { png: await face.screenshot(still), tone: (await face.getAttribute('data-tone')) ?? '' };
}

/** How many pixels of the screen each pixel of the pictures that were asked for is drawn on, in width. More than one is a blur. */
export const blurs = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [...document.images].map((picture) => {
      const asked = Number(new URL(picture.currentSrc).searchParams.get('w'));
      const once = Number(/w=(\d+) 1x/.exec(picture.srcset)?.[1]);
      return (once * devicePixelRatio) / asked;
    }),
  );
