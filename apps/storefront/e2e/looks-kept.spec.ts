// What anna's and vera's cards look like in the shop, held against what was looked at and kept: `pnpm prove looks`, and
// `pnpm prove looks --update` to keep it anew. Every view is opened twice: by a shop that knows nothing of any picture yet, and by the
// same browser once it does.
import { mkdirSync, writeFileSync } from 'node:fs';
import { env, platform } from 'node:process';
import type { AssetType, CardList, SavedCard } from '@onfile/contract';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { baselineFile, readBaseline, writeBaseline } from '../../../scripts/pixels/baseline.ts';
import { differenceOf, fingerprint } from '../../../scripts/pixels/fingerprint.ts';
import { launchBrowser } from '../../../scripts/pixels/take-pictures.ts';
import { giveCards, listCards, openOrder } from './card-list.ts';
import { enough, readFace } from './face-reading.ts';
import { blurs, haveTime, lookAtFace, lookAtList, type Part, type RowArt } from './look.ts';
import { openOwnShop, type OwnShop } from './own-shop.ts';
import { expect, test as base } from './shop.ts';

const seen = 'node_modules/.cache/shop-looks';
const seed = Number(env['ONFILE_SEED'] ?? 20_261_124);

interface Screen {
  width: 390 | 1280;
  density: 1 | 2 | 3;
  theme: 'light' | 'dark';
}

interface View extends Screen {
  layout: 'list' | 'wallet';
}

const screens = ([390, 1280] as const).flatMap((width) =>
  ([1, 2, 3] as const).flatMap((density) =>
    (['light', 'dark'] as const).map((theme): Screen => ({ width, density, theme })),
  ),
);

/** All, or a sample: the lists on one screen. */
const views = screens
  .filter((_, at) => env['ONFILE_PROVE'] || at === seed % screens.length)
  .flatMap((screen): View[] => [
    { layout: 'list', ...screen },
    ...(env['ONFILE_PROVE'] ? [{ layout: 'wallet', ...screen } as const] : []),
  ]);

const customers = ['vera', 'anna'];

const nameOf = ({ theme, width, density }: View, what: string) => `${what} ${theme} ${width} @${density}`;

/** The browser that stories are drawn by, and a shop of each test's own. */
const test = base.extend<{ shop: OwnShop }, { painter: Browser }>({
  painter: [
    async ({ policyWatch }, run) => {
      const browser = await launchBrowser();
      policyWatch.watch(browser);
      await run(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture leans on from here
  shop: async ({}, run) => {
    const shop = await openOwnShop(4190);
    await run(shop);
    await shop.close();
  },
});

const contextOf = (painter: Browser, baseURL: string, { width, density, theme }: Screen): Promise<BrowserContext> =>
  painter.newContext({
    baseURL,
    locale: 'en-US',
    // Rows are drawn, and their pictures asked for, when they are in view.
    viewport: { width, height: 1800 },
    deviceScaleFactor: density,
    colorScheme: theme,
    reducedMotion: 'reduce',
  });

// On a machine that is very busy a picture is not made in its two seconds, and the service gives it up for a minute. That is no look:
// it is tried again, by another shop.
test.describe.configure({ retries: 2 });

const pictureFiles = ({ assets }: SavedCard) => assets.filter(({ assetType }) => assetType !== 'TERMS_AND_CONDITIONS');
const isKnown = (card: SavedCard) => pictureFiles(card).every(({ placeholder }) => placeholder);

/** What pictures there are. */
const namesOf = (cards: SavedCard[]) =>
  cards.flatMap((card) => pictureFiles(card).map(({ assetType }) => `${card.last4} ${assetType}`));

/** The cards as they stand inside a page that was just answered. */
function cardsIn(html: string): SavedCard[] {
  const [, json = ''] = /id="onfile-state">(.*?)<\/script>/.exec(html) ?? [];
  const { queries }: { queries: { state: { data: CardList } }[] } = JSON.parse(json);
  return queries.flatMap(({ state }) => state.data.cards);
}

/**
 * Until the service has looked for its tools it names no PDF. They are known once it has answered for a picture: for one of somebody
 * else's, which is nowhere.
 */
async function toolsAreKnown({ request }: BrowserContext, { sandbox }: OwnShop): Promise<void> {
  const address = `${sandbox}/__sandbox/customers/boris`;
  const { cards }: { cards: object[] } = await (await request.get(address)).json();
  const assetData = [{ url: 'https://art.sandbox.test/nowhere.png', mediaType: 'image/png', width: 100, height: 100 }];
  const assets = [{ assetType: 'ICON', altText: null, paymentType: 'MC', assetData }];
  const given = await request.put(address, { data: { cards: cards.map((card) => ({ ...card, assets })) } });
  expect(given.ok()).toBe(true);
  const page = await request.get('/checkout?customer=boris');
  const [url = ''] = cardsIn(await page.text())
    .flatMap(pictureFiles)
    .flatMap((asset) => asset.assetData.map((file) => file.url));
  expect(url).toContain('/art/');
  expect((await request.get(`${url}?w=68`)).status()).toBe(404);
}

/** Opens the checkout. @returns the cards as the page's own answer names them */
async function open(page: Page, address: string): Promise<SavedCard[]> {
  const answer = await page.goto(address);
  return cardsIn((await answer?.text()) ?? '');
}

type Looks = Map<string, Buffer>;

/** What is to be kept of a page, by name. */
async function look(page: Page, view: View, customer: string, cards: SavedCard[], cache: 'cold' | 'warm') {
  const looks: Looks = new Map();
  const tones: Record<string, string> = {};
  let arts: RowArt[] = [];
  if (view.layout === 'list') {
    const { png, arts: places } = await lookAtList(page);
    arts = places;
    looks.set(nameOf(view, `${customer} list ${cache}`), png);
  } else
    for (const card of cards.filter(({ active }) => active)) {
      const { png, tone } = await lookAtFace(page, card);
      const name = nameOf(view, `${customer} ${card.last4} ${cache}`);
      looks.set(name, png);
      tones[card.last4] = tone;
      // Whatever the screen, it is the same ink on the same ground.
      const readings = view.density === 1 ? await readFace(page) : [];
      expect(
        readings.filter(({ contrast }) => contrast < enough),
        `${name} cannot be read`,
      ).toEqual([]);
    }
  expect((await blurs(page)).filter((blur) => blur > 1)).toEqual([]);
  return { looks, tones, arts, cache };
}

/** Holds looks against what was kept, or keeps them. @returns what is different */
function hold(version: string, looks: Looks, density: number): string[] {
  const file = baselineFile(version, platform, 'apps/storefront/e2e/looks');
  const held = readBaseline(file);
  if (!held && !env['ONFILE_UPDATE']) {
    const description = `There is no ${file}. Run pnpm prove looks --update, look, and commit it.`;
    test.info().annotations.push({ type: 'nothing to hold against', description });
    return [];
  }
  const kept = held ?? new Map();
  const problems: string[] = [];
  mkdirSync(seen, { recursive: true });
  for (const [name, png] of looks) {
    const print = fingerprint(png, density);
    const before = kept.get(name);
    const difference = before ? differenceOf(before, print) : 'nothing was kept of it';
    const picture = `${seen}/${name.replaceAll(' ', '.')}.png`;
    if (difference || env['ONFILE_PROVE'] || env['ONFILE_UPDATE']) writeFileSync(picture, png);
    if (difference) problems.push(`${name}: ${difference}\n  ${picture}`);
    kept.set(name, print);
  }
  if (!env['ONFILE_UPDATE']) return problems;
  writeBaseline(file, kept);
  return [];
}

/** Parts of a picture. */
function cut(png: Buffer, places: Part[]): Buffer[] {
  const whole = PNG.sync.read(png);
  return places.map(({ x, y, width, height }) => {
    const part = new PNG({ width, height });
    PNG.bitblt(whole, part, x, y, width, height, 0, 0);
    return PNG.sync.write(part);
  });
}

/** How two pictures are different, if they are. */
const apart = (before: Buffer, after: Buffer) => differenceOf(fingerprint(before), fingerprint(after));

const one = (looks: Looks) => [...looks.values()][0] ?? Buffer.alloc(0);

const list = '**/onfile/v1/cards';

/** Opens a shopper's checkout twice and looks both times. @returns what it looks like */
async function lookTwice(context: BrowserContext, view: View, customer: string): Promise<Looks> {
  const { layout, theme } = view;
  const page = await context.newPage();
  const strange = await open(page, `/checkout?customer=${customer}&lang=en&theme=${theme}&layout=${layout}`);
  expect(strange.flatMap(pictureFiles).filter(({ tone, placeholder }) => tone ?? placeholder)).toEqual([]);
  // Asked for again while the look takes its time, the list would know what is still to be strange.
  await page.route(list, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), cards: strange } });
  });
  const cold = await look(page, view, customer, strange, 'cold');
  await page.unroute(list);
  expect(Object.values(cold.tones).filter((tone) => tone === 'light' || tone === 'dark')).toEqual([]);

  await expect.poll(async () => (await listCards(page)).every(isKnown), { timeout: 30_000 }).toBe(true);
  const known = await open(page, page.url());
  expect(known.every(isKnown)).toBe(true);
  expect(namesOf(known), 'given up').toEqual(namesOf(strange));
  const warm = await look(page, view, customer, known, 'warm');
  await page.close();

  expect(warm.looks.size).toBe(layout === 'list' ? 1 : known.filter(({ active }) => active).length);
  expect(warm.arts).toHaveLength(layout === 'list' ? known.length : 0);
  // A picture that has come is the same, whatever was known of it before.
  expect(warm.arts.map(({ place }) => place)).toEqual(cold.arts.map(({ place }) => place));
  const untinted = warm.arts.filter(({ isTinted }) => !isTinted).map(({ place }) => place);
  const [before = [], after = []] = layout === 'list' ? [cold, warm].map(({ looks }) => cut(one(looks), untinted)) : [];
  expect(before.map((art, at) => apart(art, after[at] ?? art)).filter(Boolean)).toEqual([]);
  for (const last4 of Object.keys(warm.tones)) {
    const [first, second] = [cold, warm].map(({ looks, cache }) =>
      looks.get(nameOf(view, `${customer} ${last4} ${cache}`)),
    );
    // Light text on a dark scrim is also what stands on art that nothing is known of.
    const isSame = warm.tones[last4] === 'light' && cold.tones[last4] === 'unknown';
    if (isSame && first && second) expect(apart(first, second), last4).toBeUndefined();
  }
  return new Map([...cold.looks, ...warm.looks]);
}

for (const view of views) {
  const { layout, width, density, theme } = view;
  test(`cards as a ${layout}, ${theme}, ${width} px, density ${density}`, async ({ painter, shop }) => {
    test.setTimeout(180_000);
    const context = await contextOf(painter, shop.origin, view);
    await context.addInitScript(haveTime);
    await toolsAreKnown(context, shop);
    const looks: Looks = new Map();
    for (const customer of customers)
      for (const [name, png] of await lookTwice(context, view, customer)) looks.set(name, png);
    expect(hold(painter.version(), looks, density).join('\n')).toBe('');
    await context.close();
  });
}

const artOf = (cards: SavedCard[], last4: string, type: AssetType): string =>
  cards
    .filter((card) => card.last4 === last4)
    .flatMap(({ assets }) => assets.filter(({ assetType }) => assetType === type))
    .flatMap(({ assetData }) => assetData.map(({ url }) => url))[0] ?? '';

test('negative control: another card’s picture, none at all and text of another tone are each another look', async ({
  painter,
  shop,
}) => {
  test.setTimeout(120_000);
  const screen: Screen = { width: 390, density: 2, theme: 'light' };
  const context = await contextOf(painter, shop.origin, screen);
  await context.addInitScript(haveTime);
  const page = await context.newPage();
  const openList = await openOrder(page, 'vera');
  await expect.poll(async () => (await listCards(page)).every(isKnown), { timeout: 30_000 }).toBe(true);
  const cards = await listCards(page);
  const lookAgain = async () => {
    await page.goto(openList);
    return (await lookAtList(page)).png;
  };
  const before = await lookAgain();
  expect(apart(before, await lookAgain())).toBeUndefined();

  const [mosaic, aurora] = [artOf(cards, '1130', 'CARD_BACKGROUND_COMBINED'), artOf(cards, '4242', 'CARD_BACKGROUND')];
  const isMosaic = (address: URL) => address.href.includes(mosaic);
  await page.route(isMosaic, (route) => route.continue({ url: route.request().url().replace(mosaic, aurora) }));
  expect(apart(before, await lookAgain())).toContain('places, most at');
  await page.unroute(isMosaic);
  await page.route(isMosaic, (route) => route.abort());
  expect(apart(before, await lookAgain())).toContain('places, most at');
  await page.unroute(isMosaic);
  expect(apart(before, await lookAgain())).toBeUndefined();

  const paper = cards.find(({ last4 }) => last4 === '3530');
  if (!paper) throw new Error('The light card is gone.');
  await page.goto(`${openList}&layout=wallet`);
  const face = await lookAtFace(page, paper);
  expect(face.tone).toBe('dark');
  const toLight = ({ assets, ...card }: SavedCard): SavedCard => ({
    ...card,
    assets: assets.map((asset) => ({ ...asset, tone: 'light' })),
  });
  await giveCards(page, cards.map(toLight));
  await page.reload();
  const wrong = await lookAtFace(page, paper);
  expect(wrong.tone).toBe('light');
  expect(apart(face.png, wrong.png)).toContain('places, most at');
  await context.close();
});
