// One kind of picture fails at a time, in one place, while all others come: every way to fail × every kind × small and large.
import type { AssetType, SavedCard } from '@onfile/contract';
import type { Page } from '@playwright/test';
import { giveCards, listCards, openOrder } from './card-list.ts';
import { broken, fates, patience, silent, test } from './picture-fates.ts';
import { expect } from './shop.ts';
import { holdsStill, watch } from './still.ts';

/** What stands where a picture does not: the brand's plate, the bank's name, or nothing: its place is the art's own. */
type Instead = 'plate' | 'name' | 'nothing';

/** A place that a kind of picture is drawn in. */
interface Place {
  type: AssetType;
  size: 'small' | 'large';
  instead: Instead;
  /** Whose card: all are vera's. */
  last4: string;
  /** No card of the sandbox has this kind alone; all others are taken from it. */
  alone?: true;
}

/** Every place there is. Logos of a payment system or a partner are drawn on a face only: a test below holds that. */
const places: readonly Place[] = [
  { type: 'CARD_BACKGROUND_COMBINED', size: 'small', last4: '1130', instead: 'plate' },
  { type: 'CARD_BACKGROUND_COMBINED', size: 'large', last4: '1130', instead: 'plate' },
  { type: 'CARD_BACKGROUND', size: 'small', last4: '4242', instead: 'plate' },
  { type: 'CARD_BACKGROUND', size: 'large', last4: '4242', instead: 'plate' },
  { type: 'ISSUER_LOGO', size: 'small', last4: '4242', instead: 'plate', alone: true },
  { type: 'ISSUER_LOGO', size: 'large', last4: '4242', instead: 'name' },
  { type: 'BRAND_LOGO', size: 'large', last4: '4242', instead: 'nothing' },
  { type: 'CO_BRAND_LOGO', size: 'large', last4: '4242', instead: 'nothing' },
  { type: 'ICON', size: 'small', last4: '8600', instead: 'plate' },
  { type: 'ICON', size: 'large', last4: '8600', instead: 'plate' },
];

type FateName = keyof typeof fates;
const fateNames = Object.keys(fates) as FateName[];
const seed = Number(process.env['ONFILE_SEED'] ?? 20_261_124);

/** All pairs, or a sample: each way to fail once, each in another place. */
const pairs: [FateName, Place][] = fateNames.flatMap((fate, at) =>
  places
    .filter((_, place) => process.env['ONFILE_PROVE'] || place === (seed + at * 3) % places.length)
    .map((place): [FateName, Place] => [fate, place]),
);

/** As the pixels of a row are asked for at one pixel to a CSS pixel, which is what these tests run at. */
const smallWidth = '68';
/** Stands beside the card that is looked at, with art of its own. */
const other = '7781';

const refOf = (address: string) => address.split('?')[0]?.split('/').at(-1) ?? '';
const refsOf = (cards: SavedCard[], type: AssetType) =>
  cards
    .flatMap(({ assets }) => assets)
    .filter(({ assetType }) => assetType === type)
    .flatMap(({ assetData }) => assetData.map(({ url }) => refOf(url)));

/** The card that is looked at, and one beside it. */
const kept = ({ last4, alone, type }: Place, cards: SavedCard[]) =>
  [last4, other].flatMap((digits) =>
    cards
      .filter((card) => card.last4 === digits)
      .map((card) => ({
        ...card,
        ...(alone && digits === last4 && { assets: card.assets.filter(({ assetType }) => assetType === type) }),
      })),
  );

declare global {
  interface Window {
    /** When the picture that fails was put into the page, and when something else stood in its place, in milliseconds. */
    apart: { asked?: number; settled?: number; by?: 'picture' | Instead };
  }
}

interface Looked {
  ref: string;
  isSmall: boolean;
  instead: Instead;
  bank: string;
}

/** Runs in the page: follows the one picture that fails. */
function follow({ ref, isSmall, instead, bank }: Looked) {
  window.apart = {};
  let place: Element | null = null;
  const isMeant = (img: HTMLImageElement) => img.src.includes(ref) && img.srcset.includes('w=68 1x') === isSmall;
  const stands = () =>
    instead === 'nothing' ||
    (instead === 'plate' ? place?.querySelector('svg[data-brand]') : place?.textContent?.includes(bank));
  const look = () => {
    const { apart } = window;
    const picture = [...document.images].find(isMeant);
    if (picture && apart.asked === undefined) {
      place = picture.closest('[data-face]');
      apart.asked = performance.now();
    }
    if (apart.asked === undefined || apart.settled !== undefined) return;
    const by = picture ? picture.dataset['shown'] && 'picture' : stands() && instead;
    if (by) Object.assign(apart, { by, settled: performance.now() });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

/** As Chromium asks for pictures. */
const accept = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';

/** Draws beforehand what is to come: a test of failures is none of how fast art is drawn. */
async function warm(page: Page, cards: SavedCard[]): Promise<void> {
  const urls = cards.flatMap(({ assets }) => assets.flatMap(({ assetData }) => assetData.map(({ url }) => url)));
  for (const url of urls)
    for (const width of ['68', '136', '204', '340'])
      await page.request.get(`${url}?w=${width}`, { headers: { accept } });
}

/** Opens the checkout with one picture failing, and waits until its place is settled or its time is over. */
async function fail(
  page: Page,
  place: Place,
  become: (isMeant: (address: URL) => boolean) => Promise<void>,
): Promise<void> {
  const isSmall = place.size === 'small';
  const address = await openOrder(page, 'vera', isSmall ? '' : '&layout=wallet');
  const cards = kept(place, await listCards(page));
  const [card] = cards;
  const [ref = ''] = refsOf(cards.slice(0, 1), place.type);
  if (!card?.bank || !ref) throw new Error(`No card has ${place.type}.`);
  await warm(page, cards);
  await giveCards(page, cards);
  await become(
    ({ pathname, searchParams }) => refOf(pathname) === ref && (searchParams.get('w') === smallWidth) === isSmall,
  );
  await page.addInitScript(follow, { ref, isSmall, instead: place.instead, bank: card.bank });
  await page.goto(address);
  await page.waitForFunction((limit) => {
    const { asked, settled } = window.apart;
    return settled !== undefined || (asked !== undefined && performance.now() - asked > limit);
  }, patience);
}

/** What stands, in words that a failed test shows. */
async function outcome(page: Page) {
  const { asked = 0, settled = Infinity, by = 'not settled' } = await page.evaluate(() => window.apart);
  const took = settled - asked;
  return { by, inTime: took < patience, waited: took > 2900, broken: await broken(page) };
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(watch);
});

for (const [fate, place] of pairs)
  test(`${place.type}, ${place.size}: ${fate} (seed ${seed})`, async ({ page, pictures }) => {
    await fail(page, place, (isMeant) => pictures.become(fates[fate], isMeant));
    const { by, ...rest } = await outcome(page);
    // A browser may well draw thirty megapixels: then it is a picture, and whole.
    expect(fate === 'thirty megapixels' ? [place.instead, 'picture'] : [place.instead]).toContain(by);
    expect(rest).toEqual({ inTime: true, waited: silent.includes(fate), broken: 0 });
    expect(pictures.wereMet()).toBe(true);
    // The others came, and nothing is left that waits.
    await expect(page.locator('img:not([data-shown])')).toHaveCount(0);
    await expect(page.locator('span[data-face] > img[data-shown]').last()).toBeVisible();
    if (place.size === 'large') await expect(page.locator('.onfile-face')).toHaveCount(1);
    await holdsStill(page, 'all');
  });

test('a row draws no logo of a payment system or a partner: there is nothing to fail', async ({ page }) => {
  const address = await openOrder(page, 'vera');
  const cards = await listCards(page);
  const logos = new Set([...refsOf(cards, 'BRAND_LOGO'), ...refsOf(cards, 'CO_BRAND_LOGO')]);
  expect(logos.size).toBeGreaterThan(1);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/onfile/v1/art/')) asked.push(refOf(request.url()));
  });
  await page.goto(address);
  await expect(page.locator('img[data-shown]').first()).toBeVisible();
  await expect(page.locator('img:not([data-shown])')).toHaveCount(0);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((ref) => logos.has(ref))).toEqual([]);
});

for (const fate of ['broken bytes', 'an answer that never comes'] satisfies FateName[])
  test(`a card that is chosen next never wears the art of the one before: ${fate}`, async ({ page, pictures }) => {
    const address = await openOrder(page, 'vera', '&layout=wallet');
    const cards = (await listCards(page)).filter(({ last4 }) => last4 === '4242' || last4 === other);
    await warm(page, cards);
    await giveCards(page, cards);
    const [ref = ''] = refsOf(cards.slice(1), 'CARD_BACKGROUND');
    await pictures.become(
      fates[fate],
      ({ pathname, searchParams }) => refOf(pathname) === ref && searchParams.get('w') !== smallWidth,
    );
    await page.goto(address);
    const face = page.locator('.onfile-face');
    await expect(face.locator('img[data-shown]')).toHaveCount(4);
    await page.getByRole('radio', { name: new RegExp(`ending in ${other.split('').join(' ')}`) }).check();
    const chosen = await page.evaluate(() => performance.now());
    await expect(face).toContainText(other);
    // Not for one moment: what fails is not shown, so an element that has its address shows no other card's.
    expect(await face.locator(`img[data-shown][src$="${ref}"]`).count()).toBe(0);
    // At every frame: the browser says when.
    const there = await page.waitForFunction(
      () => document.querySelector('.onfile-face > svg[data-brand=belkart]') && performance.now(),
    );
    expect(Number(await there.jsonValue()) - chosen).toBeLessThan(patience);
    expect(pictures.wereMet()).toBe(true);
  });

/** Runs in the page: no picture's failing is heard of, and three seconds are never over. */
function takePatience() {
  addEventListener('error', (event) => event.target instanceof HTMLImageElement && event.stopImmediatePropagation(), {
    capture: true,
  });
  const real = window.setTimeout.bind(window);
  const later = (work: TimerHandler, ms?: number, ...more: unknown[]) =>
    real(ms === 3000 ? () => {} : work, ms, ...more);
  window.setTimeout = Object.assign(later, window.setTimeout);
}

for (const fate of ['broken bytes', 'an answer that never comes'] satisfies FateName[])
  for (const place of places)
    if (process.env['ONFILE_PROVE'] || (place.type === 'CARD_BACKGROUND' && place.size === 'large'))
      test(`negative control: without the kit's patience ${place.type}, ${place.size}, is caught at ${fate}`, async ({
        page,
        pictures,
      }) => {
        await page.addInitScript(takePatience);
        await fail(page, place, (isMeant) => pictures.become(fates[fate], isMeant));
        expect(await outcome(page)).toEqual({
          by: 'not settled',
          inTime: false,
          waited: true,
          broken: fate === 'broken bytes' ? 1 : 0,
        });
        expect(pictures.wereMet()).toBe(true);
      });
