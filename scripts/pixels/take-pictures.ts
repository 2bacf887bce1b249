import { type Browser, chromium, type Page } from 'playwright';
import { browserLaunch } from '../browser.mjs';
import { plainText } from '../looks/plain-text.ts';

/** A way to look at a story. */
export interface View {
  theme: string;
  direction: string;
  width: number;
}

const heights: Record<number, number> = { 390: 844, 1280: 900 };

/** Every theme × direction × width. */
export const views: readonly View[] = Object.keys(heights)
  .map(Number)
  .toSorted((one, other) => other - one)
  .flatMap((width) =>
    ['ltr', 'rtl'].flatMap((direction) => ['light', 'dark', 'contrast'].map((theme) => ({ theme, direction, width }))),
  );

/** What a story's picture is called. */
export const nameOf = (story: string, { theme, direction, width }: View): string =>
  `${story} ${theme} ${direction} ${width}`;

/** One picture of a story. */
export interface Picture {
  name: string;
  png: Buffer;
}

interface Channel {
  on(event: string, listener: (said: { storyId: string; status?: string }) => void): void;
  off(event: string, listener: (said: { storyId: string; status?: string }) => void): void;
  emit(event: string, said: unknown): void;
}

declare global {
  var __STORYBOOK_ADDONS_CHANNEL__: Channel;
  var __STORYBOOK_PREVIEW__: { currentRender?: { story?: { storyGlobals?: Record<string, unknown> } } };
}

/** Shows a story and lets it play. Answers what it came to: `success` or `error`. */
export const showStory = (page: Page, story: string): Promise<string> =>
  tell(page, 'setCurrentStory', { storyId: story, viewMode: 'story' }, story);

/** The whole page, as it stands still. */
export const takePicture = (page: Page): Promise<Buffer> =>
  page.screenshot({ fullPage: true, animations: 'disabled', scale: 'css' });

/** Tells Storybook something and waits until the story has been shown, played and come to rest. Answers what it came to. */
const tell = (page: Page, event: string, said: object, storyId: string): Promise<string> =>
  page.evaluate(
    ([name, what, id]) =>
      new Promise<string>((resolve) => {
        const channel = globalThis.__STORYBOOK_ADDONS_CHANNEL__;
        const listener = (heard: { storyId: string; status?: string }) => {
          if (heard.storyId !== id) return;
          channel.off('storyFinished', listener);
          resolve(heard.status ?? 'success');
        };
        channel.on('storyFinished', listener);
        channel.emit(name, what);
      }),
    [event, said, storyId] as const,
  );

/** A browser that draws the same glyphs on every machine, as far as flags can make it. */
export function launchBrowser(): Promise<Browser> {
  const launch = browserLaunch();
  const args = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];
  return chromium.launch({ ...launch, args: [...launch.args, ...args] });
}

/** Opens a page on a Storybook, ready to be told which story to show. */
export async function openStorybook(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    // Storybook holds animations still for whoever tests, and waits for their end for everybody else.
    userAgent: 'StorybookTestRunner',
  });
  const page = await context.newPage();
  // Axe has its own place, and would look at every view here.
  await page.goto(`${url}iframe.html?viewMode=story&id=none&globals=a11y.manual:!true`);
  await page.waitForFunction(
    () => '__STORYBOOK_ADDONS_CHANNEL__' in globalThis && '__STORYBOOK_PREVIEW__' in globalThis,
  );
  return page;
}

/**
 * Shows a story, lets it play once, and takes a picture of each view. A view that the story itself does not leave open (a story
 * in the dark is dark) is taken once.
 *
 * @throws where the story's play fails.
 */
export async function takePictures(page: Page, story: string): Promise<Picture[]> {
  const pictures: Picture[] = [];
  let isOpen = false;
  for (const view of views) {
    const { theme, direction, width } = view;
    await page.setViewportSize({ width, height: heights[width] ?? 900 });
    if (!isOpen && (await showStory(page, story)) !== 'success')
      throw new Error(`${story} fails before it can be looked at.`);
    isOpen = true;
    const fixed = await page.evaluate(() => globalThis.__STORYBOOK_PREVIEW__.currentRender?.story?.storyGlobals ?? {});
    if (theme !== 'light' && fixed['theme']) continue;
    if (direction !== 'ltr' && fixed['direction']) continue;
    await tell(page, 'updateGlobals', { globals: { theme, direction, a11y: { manual: true } } }, story);
    await page.evaluate(plainText);
    pictures.push({ name: nameOf(story, view), png: await takePicture(page) });
  }
  return pictures;
}
