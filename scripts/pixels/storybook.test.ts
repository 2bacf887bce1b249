import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildStorybook } from './build-storybook.ts';
import { differenceOf, fingerprint } from './fingerprint.ts';
import { type ServedFolder, serveFolder } from './serve-folder.ts';
import { launchBrowser, openStorybook, showStory, takePicture } from './take-pictures.ts';

const folder = 'node_modules/.cache/pixels/test-storybook';
const patience = 180_000;

let server: ServedFolder;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  buildStorybook(folder);
  server = await serveFolder(folder, '/some/where/');
  browser = await launchBrowser();
  page = await openStorybook(browser, server.url);
}, patience);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

it('a built Storybook shows the pictures of cards wherever it is put', { timeout: patience }, async () => {
  expect(await showStory(page, 'parts-savedcardlist--two')).toBe('success');
  const widths = await page
    .locator('img[data-shown=true]')
    .evaluateAll((images: HTMLImageElement[]) => images.map(({ naturalWidth }) => naturalWidth > 0));
  expect(widths).toEqual([true, true]);
});

it('and the payment page, there and back', { timeout: patience }, async () => {
  expect(await showStory(page, 'checkout-savedcardcheckout--first-card')).toBe('success');
  await expect(page.getByRole('heading', { name: 'Paid' }).count()).resolves.toBe(1);
});

it('a picture minds the colour of a button, and not how its letters are smoothed', { timeout: patience }, async () => {
  expect(await showStory(page, 'parts-paybutton--ready')).toBe('success');
  const before = await takePicture(page);
  const differs = (png: Buffer) => differenceOf(fingerprint(before), fingerprint(png));
  await page.addStyleTag({ content: '.onfile-pay { transform: translate(0.3px, 0.2px) }' });
  const noisy = await takePicture(page);
  expect(noisy.equals(before)).toBe(false);
  expect(differs(noisy)).toBeUndefined();
  await page.addStyleTag({ content: '.onfile-pay { background: #3460f0 }' });
  expect(differs(await takePicture(page))).toMatch(/places, most at/);
});
