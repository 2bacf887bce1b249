// Everything that is written on a face can be read: bank, last four and date.
import type { SavedCard } from '@onfile/contract';
import type { Page } from '@playwright/test';
import { giveCards, listCards, openOrder } from './card-list.ts';
import { enough, faceIsWhole, readFace, type Reading, type Without } from './face-reading.ts';
import { haveTime } from './look.ts';
import { expect, test } from './shop.ts';

// Two pixels to a CSS pixel on a phone, and nothing fades: a picture is whole or not there.
test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, contextOptions: { reducedMotion: 'reduce' } });

test.beforeEach(async ({ page }) => {
  await page.addInitScript(haveTime);
});

interface CardReading extends Reading {
  card: string;
}

/** Chooses each card that can be paid with, and reads its face. */
async function readAll(page: Page, cards: SavedCard[], without?: Without): Promise<CardReading[]> {
  await page.getByRole('button', { name: /^Show/ }).click();
  const readings: CardReading[] = [];
  for (const card of cards.filter(({ active }) => active)) {
    const { last4, bank } = card;
    await page.getByRole('radio', { name: new RegExp(`ending in ${last4.split('').join(' ')}`) }).check();
    await faceIsWhole(page, card);
    const read = await readFace(page, without);
    const [digits, date] = read.slice(-2);
    expect([digits?.text, date?.text]).toEqual([`•••• ${last4}`, expect.stringMatching(/^\d\d\/\d\d$/)]);
    readings.push(...read.map((reading) => ({ card: `${last4} ${bank}`, ...reading })));
  }
  return readings;
}

const bad = (readings: CardReading[]) => readings.filter(({ contrast }) => contrast < enough);
/** How many faces have the bank's name on them as text. */
const named = (readings: CardReading[]) => readings.filter(({ card, text }) => card.endsWith(` ${text}`)).length;

for (const [customer, faces, names] of [
  ['vera', 10, 6],
  ['gala', 10, 3],
] as const)
  test(`every text on every face of ${customer}’s cards can be read`, async ({ page }, { annotations }) => {
    test.setTimeout(120_000);
    await page.goto(await openOrder(page, customer, '&layout=wallet'));
    const readings = await readAll(page, await listCards(page));
    annotations.push({ type: 'contrast', description: JSON.stringify(readings) });
    expect(bad(readings)).toEqual([]);
    expect(new Set(readings.map(({ card }) => card)).size).toBe(faces);
    expect(named(readings)).toBeGreaterThanOrEqual(names);
  });

test('every text on the plate of every brand can be read', async ({ page }, { annotations }) => {
  test.setTimeout(90_000);
  const address = await openOrder(page, 'vera', '&layout=wallet');
  const cards = (await listCards(page)).map((card) => ({ ...card, active: true, assets: [] }));
  const plain = cards.flatMap((card, at) =>
    at ? [] : [{ ...card, id: 'k1_nobody', last4: '0000', brand: 'unknown' }],
  );
  const all = [...cards, ...plain];
  await giveCards(page, all);
  await page.goto(address);
  const readings = await readAll(page, all);
  annotations.push({ type: 'contrast', description: JSON.stringify(readings) });
  expect(bad(readings)).toEqual([]);
  expect(named(readings)).toBe(13);
});

test('negative control: without scrim and shade it is seen that some cannot, in the corner and on the lower edge', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const address = await openOrder(page, 'vera', '&layout=wallet');
  // Nobody has measured these: light text on whatever there is.
  const cards = (await listCards(page)).map((card) => ({
    ...card,
    assets: card.assets.map((asset) => ({ ...asset, tone: undefined })),
  }));
  await giveCards(page, cards);
  await page.goto(address);
  const readings = bad(await readAll(page, cards, 'text and scrim'));
  expect(named(readings)).toBeGreaterThan(0);
  expect(readings.length).toBeGreaterThan(named(readings));
});
