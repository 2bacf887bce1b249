import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, openCheckout, test as base } from './shop.ts';
import { holdsStill, watch } from './still.ts';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const sized = Buffer.alloc(body.length + 8);
  sized.writeUInt32BE(data.length);
  body.copy(sized, 4);
  sized.writeUInt32BE(crc32(body), body.length + 4);
  return sized;
}

/** A grey PNG of any size; thirty megapixels are about thirty kilobytes. */
function greyPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const rows = deflateSync(Buffer.alloc((width + 1) * height, 0));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

const png = { 'content-type': 'image/png' };
const good = greyPng(1536, 969);

/** What can become of a picture that a card names, on a real socket. */
const fates = {
  'broken bytes': (answer) => answer.writeHead(200, png).end(good.map((byte, at) => (at % 7 ? byte : byte ^ 0x55))),
  'not found': (answer) => answer.writeHead(404).end('Not found'),
  'an answer that never comes': () => {},
  'another type': (answer) => answer.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4\n%%EOF'),
  'nothing at all': (answer) => answer.writeHead(200, { ...png, 'content-length': 0 }).end(),
  'a body that breaks off': (answer) => {
    answer.writeHead(200, { ...png, 'content-length': good.length });
    answer.write(good.subarray(0, 400), () => answer.destroy());
  },
  'a body that stops': (answer) => {
    answer.writeHead(200, { ...png, 'content-length': good.length });
    answer.write(good.subarray(0, 400));
  },
  'thirty megapixels': (answer) => answer.writeHead(200, png).end(greyPng(6000, 5000)),
} satisfies Record<string, (answer: ServerResponse) => unknown>;

type Fate = (answer: ServerResponse) => unknown;

interface Pictures {
  /** Decides what becomes of every picture from now on. */
  become: (fate: Fate) => Promise<void>;
}

const test = base.extend<{ pictures: Pictures }>({
  pictures: async ({ page }, run) => {
    let fate: Fate = () => {};
    const server = createServer((_, answer) => void fate(answer)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await run({
      become: async (next) => {
        fate = next;
        await page.route('**/onfile/v1/art/**', (route) => route.continue({ url: `http://127.0.0.1:${port}/` }));
      },
    });
    server.closeAllConnections();
    server.close();
  },
});

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
      (place) => !place.querySelector('svg, img[data-shown=true]'),
    );
    if (pictures.asked !== undefined && !waiting.length) pictures.settled ??= performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

/** Pictures that the browser draws as broken. */
const broken = (page: Page) =>
  page.evaluate(() => [...document.images].filter(({ complete, naturalWidth }) => complete && !naturalWidth).length);

/** Three seconds, and what a busy machine takes to draw. */
const patience = 3000 + 500;

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
});
