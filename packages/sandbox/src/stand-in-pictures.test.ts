import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { designs } from './art/designs.ts';
import { createSandbox, type StoredCard } from './index.ts';

const customers = ['doc-several', 'anna', 'vera', 'gala'];
/** What an art service takes by default: nobody's art weighs more. */
const most = 2 * 1024 * 1024;

async function cardsOf(customernumber: string): Promise<StoredCard[]> {
  const body = { merchant: { merchant_id: '452739', login: 'LOGIN', password: 'PASSWORD' }, customernumber };
  const answer = await createSandbox()(
    new Request('http://gateway.test/pay/oneclick/v1/token.cfm', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
  return JSON.parse(await answer.text());
}

/** Every file that a customer's cards name, in the gateway's words. */
async function namedFiles() {
  const lists = await Promise.all(customers.map(cardsOf));
  return lists
    .flat()
    .flatMap(({ assets }) =>
      (assets ?? []).flatMap(({ assetType, assetData }) => assetData.map((file) => ({ assetType, ...file }))),
    );
}

/** Asks for a picture; nobody waits for the host that is slow. */
const ask = (url: string) => createSandbox({ later: (run) => run() }).art(new Request(url));
const bytesAt = async (url: string) => new Uint8Array(await (await ask(url)).arrayBuffer());

/** Decodes every pixel; refuses what another reader would only guess at. */
const opened = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: false, failOn: 'warning' }).stats();

const isGood = (url: string) => !/\/(torn|giant)\//.test(url);

/** Milliseconds of this thread's own work. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The most work that this thread did between two turns of the event loop while something went on, in milliseconds. */
async function longestTurn(during: Promise<unknown>): Promise<number> {
  let [isOver, longest, before] = [false, 0, threadMs()];
  const over = during.finally(() => (isOver = true));
  while (!isOver) {
    await setImmediate();
    const now = threadMs();
    longest = Math.max(longest, now - before);
    before = now;
  }
  await over;
  return longest;
}

// First, while none is drawn yet.
it('are drawn in slices: all at once, and others have their turn every few milliseconds', async () => {
  const urls = new Set((await namedFiles()).map(({ url }) => url));
  expect(await longestTurn(Promise.all(Array.from(urls, ask)))).toBeLessThan(50);
}, 60_000);

it('negative control: work that lets nobody else have the thread is seen', async () => {
  const stubborn = setImmediate().then(() => {
    for (const from = threadMs(); threadMs() < from + 60;);
  });
  expect(await longestTurn(stubborn)).toBeGreaterThanOrEqual(50);
});

describe('the card lists', () => {
  it('name every design, and every kind of file that the gateway has', async () => {
    const named = await namedFiles();
    for (const [name, { files }] of Object.entries(designs))
      for (const { id } of files as readonly { id?: string }[])
        expect(named.map(({ url }) => url)).toContainEqual(expect.stringContaining(`/${id ?? name}/`));
    const of = <Name extends 'assetType' | 'mediaType'>(name: Name) => [...new Set(named.map((file) => file[name]))];
    expect(of('mediaType').toSorted()).toEqual(['application/pdf', 'image/pdf', 'image/png']);
    expect(of('assetType').toSorted()).toEqual([
      'BRAND_LOGO',
      'CARD_BACKGROUND',
      'CARD_BACKGROUND_COMBINED',
      'CO_BRAND_LOGO',
      'ICON',
      'ISSUER_LOGO',
    ]);
  });

  it('are explained: the README has a row for each design', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    for (const name of Object.keys(designs)) expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
  });
});

describe('every picture', () => {
  it('is a whole PNG of the type and size that is named, and light enough to be taken', async () => {
    const pictures = (await namedFiles()).filter(({ mediaType, url }) => mediaType === 'image/png' && isGood(url));
    expect(pictures.length).toBeGreaterThan(25);
    for (const { url, width, height } of pictures) {
      const answer = await ask(url);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const found = await sharp(bytes).metadata();
      expect([url, answer.status, answer.headers.get('content-type')]).toEqual([url, 200, 'image/png']);
      expect([url, found.format, found.width, found.height]).toEqual([url, 'png', width, height]);
      expect(bytes.length).toBeLessThan(most);
      await opened(bytes);
    }
  }, 60_000);

  it('is no blank: something is to be seen, and no two faces look alike', async () => {
    const faces = new Map<string, number[]>();
    for (const { url, assetType, mediaType } of await namedFiles()) {
      if (mediaType !== 'image/png' || !isGood(url)) continue;
      const { channels } = await opened(await bytesAt(url));
      expect([url, Math.max(...channels.map(({ stdev }) => stdev)) > 3]).toEqual([url, true]);
      // The slow one is anna's card over again.
      if (assetType.startsWith('CARD_') && !url.includes('/slow/'))
        faces.set(
          new URL(url).pathname,
          channels.map(({ mean }) => Math.round(mean)),
        );
    }
    expect(faces.size).toBeGreaterThanOrEqual(14);
    expect(new Set([...faces.values()].map(String)).size).toBe(faces.size);
  }, 60_000);

  it('is the same from whichever sandbox', async () => {
    const url = 'https://art.sandbox.test/B5/MIR/aurora/w1015_h283.png';
    expect(await bytesAt(url)).toEqual(await bytesAt(url));
  });
});

describe('every PDF', () => {
  it('is named with either media type and no size, and its table finds each of its parts', async () => {
    const logos = (await namedFiles()).filter(({ mediaType }) => mediaType !== 'image/png');
    expect(logos.length).toBeGreaterThan(4);
    for (const { url, mediaType, width, height } of logos) {
      const answer = await ask(url);
      expect([answer.status, answer.headers.get('content-type'), width, height]).toEqual([200, mediaType, null, null]);
      const text = await answer.text();
      const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
      expect(text.slice(table, table + 4)).toBe('xref');
      const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
      expect(offsets).toHaveLength(4);
      for (const [index, offset] of offsets.entries())
        expect(text.slice(offset, offset + 7)).toBe(`${index + 1} 0 obj`);
      const [, length, drawing = ''] = /<< \/Length (\d+) >>\nstream\n([^]*)endstream/.exec(text) ?? [];
      expect(drawing).toHaveLength(Number(length));
      expect(drawing).toMatch(/ rg\n.+ m\n/);
      expect(drawing).not.toMatch(/NaN|undefined/);
    }
  });
});

describe('what something is wrong with', () => {
  it('a torn picture says its size and breaks off', async () => {
    const bytes = await bytesAt('https://art.sandbox.test/B5/VISA/torn/w1536_h969.png');
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1536, height: 969 });
    await expect(opened(bytes)).rejects.toThrow(/pngload|truncated|libspng|read error|IDAT/i);
    // Negative control: the whole one can be opened.
    await opened(await bytesAt('https://art.sandbox.test/B5/VISA/graphite/w1536_h969.png'));
  });

  it('thirty megapixels weigh next to nothing, and are all there', async () => {
    const bytes = await bytesAt('https://art.sandbox.test/B5/VISA/giant/w6898_h4352.png');
    expect(bytes.length).toBeLessThan(50_000);
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    expect(width * height).toBeGreaterThan(30_000_000);
    await opened(bytes);
  }, 30_000);

  it('a slow host answers after a plate is shown and before it is given up', async () => {
    const waiting: { run: () => void; milliseconds: number }[] = [];
    const sandbox = createSandbox({ later: (run, milliseconds) => waiting.push({ run, milliseconds }) });
    let answered = false;
    const answer = sandbox.art(new Request('https://art.sandbox.test/B5/MC/slow/w1536_h969.png'));
    const watched = answer.then(() => (answered = true));
    for (let turn = 0; turn < 20; turn++) await setImmediate();
    expect(answered).toBe(false);
    const [rest, ...others] = waiting;
    expect(others).toEqual([]);
    expect(rest?.milliseconds).toBeGreaterThan(3000);
    expect(rest?.milliseconds).toBeLessThan(5000);
    rest?.run();
    await watched;
    expect((await answer).status).toBe(200);
  });

  it.each([
    'MIR/../../etc/passwd',
    'MIR/nobody/w1536_h969.png',
    'VISA/aurora/w1536_h969.png',
    'MIR/aurora/w1537_h969.png',
    'MIR/aurora/w1536_h969.pdf',
    'MIR/constructor/w100_h100.png',
  ])('nothing stands at %s', async (path) => {
    expect((await ask(`https://art.sandbox.test/B5/${path}`)).status).toBe(404);
  });
});
