import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type ArtEvent,
  type ArtFile,
  type ArtOptions,
  type ArtService,
  createArtService,
  createDiskCache,
  createMemoryCache,
} from './index.ts';
import { sayWhatIsMissing } from './create-art-service.ts';
import { guards } from './guards.ts';
import { bars, onePage } from './pdf.case.ts';
import { serveArt } from './serve-art.ts';
import { openWorkshop } from './workshop.ts';

// Each service starts processes of its own.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'onfile-art-'));
const opened: ArtService[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((art) => art.close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const url = (path: string) => new URL(`https://art.test/${path}`);
const file = (path: string, mediaType = 'image/png'): ArtFile => ({
  url: url(path),
  mediaType,
  width: 1536,
  height: 969,
});
const png = async (width: number, height: number, background: string) =>
  new Uint8Array(
    await sharp({ create: { width, height, channels: 4, background } })
      .png()
      .toBuffer(),
  );

/** A card that is dark above and light below: text on it must be dark. */
const twoHalves = async () => {
  const above = await png(300, 120, '#101828');
  const ground = sharp({ create: { width: 300, height: 189, channels: 4, background: '#f4efe2' } });
  return new Uint8Array(
    await ground
      .composite([{ input: Buffer.from(above), gravity: 'north' }])
      .png()
      .toBuffer(),
  );
};

/** Dark, with a bright leaf in the corner where the text goes. */
const brightCorner = async () => {
  const leaf = await png(120, 60, '#e9f5c8');
  const ground = sharp({ create: { width: 300, height: 189, channels: 4, background: '#0d3b22' } });
  return new Uint8Array(
    await ground
      .composite([{ input: Buffer.from(leaf), gravity: 'southeast' }])
      .png()
      .toBuffer(),
  );
};

interface Host {
  files?: Record<string, Uint8Array | string>;
  options?: Partial<ArtOptions>;
}

/** An art host in this process, and the service in front of it. */
function open({ files = {}, options = {} }: Host = {}) {
  const asked: string[] = [];
  const events: ArtEvent[] = [];
  const art = createArtService({
    hosts: ['art.test'],
    fetch: async (request) => {
      const path = new URL(request.url).pathname.slice(1);
      asked.push(path);
      const found = files[path];
      return new Response(typeof found === 'string' ? found : found && Uint8Array.from(found), {
        status: found === undefined ? 404 : 200,
      });
    },
    onEvent: (event) => events.push(event),
    // A busy machine is no stranger's fault.
    jobMs: 20_000,
    ...options,
  });
  opened.push(art);
  return { art, asked, events, files };
}

describe('a picture', () => {
  it.each([
    ['image/avif,image/webp,image/apng,*/*;q=0.8', 'image/avif', 'heif'],
    ['image/webp,*/*', 'image/webp', 'webp'],
    ['image/avif;q=0,image/webp', 'image/webp', 'webp'],
    ['*/*', 'image/png', 'png'],
    ['', 'image/png', 'png'],
  ])('accepted as %s comes as %s', async (accept, type, format) => {
    const { art } = open({ files: { 'a.png': await png(1536, 969, '#204080') } });
    const answer = await art.picture(url('a.png'), { width: 136, accept });
    expect(answer?.type).toBe(type);
    expect(await sharp(answer?.bytes).metadata()).toMatchObject({ format, width: 136, height: 86 });
  });

  it.each([
    [1, 68],
    [100, 68],
    [103, 136],
    [136, 136],
    [500, 340],
    [1021, 1020],
    [99_999, 1020],
    [undefined, 1020],
  ])('wished %s wide comes %s wide', async (wished, width) => {
    const { art } = open({ files: { 'a.png': await png(1536, 969, '#204080') } });
    const answer = await art.picture(url('a.png'), wished === undefined ? {} : { width: wished });
    expect((await sharp(answer?.bytes).metadata()).width).toBe(width);
  });

  it('stays as small as it is', async () => {
    const { art } = open({ files: { 'a.png': await png(100, 100, '#204080') } });
    expect((await sharp((await art.picture(url('a.png')))?.bytes).metadata()).width).toBe(100);
  });

  it('is measured: size, tone where the text goes, the colour there is most of, a placeholder', async () => {
    const { art } = open({
      files: {
        'dark.png': await png(1536, 969, '#14264b'),
        'light.png': await png(1536, 969, '#f4efe2'),
        'halves.png': await twoHalves(),
        'corner.png': await brightCorner(),
      },
    });
    expect(await art.facts(url('dark.png'))).toMatchObject({
      width: 1536,
      height: 969,
      tone: 'light',
      dominantColor: '#14264b',
      placeholder: expect.stringMatching(/^[\w+/]{8,40}=*$/),
    });
    expect(await art.facts(url('light.png'))).toMatchObject({ tone: 'dark', dominantColor: '#f4efe2' });
    expect(await art.facts(url('halves.png'))).toMatchObject({ tone: 'dark', dominantColor: '#101828' });
    expect(await art.facts(url('corner.png'))).toMatchObject({ tone: 'light', dominantColor: '#0d3b22' });
  });

  it.each(['application/pdf', 'image/pdf'])(
    'that is a PDF (%s) is drawn, and what is clear in it stays clear',
    async (mediaType) => {
      const { art } = open({ files: { 'logo.pdf': onePage({ content: bars }) } });
      const answer = await art.picture(url('logo.pdf'), { width: 340 });
      const { data, info } = await sharp(answer?.bytes).raw().toBuffer({ resolveWithObject: true });
      expect([answer?.type, info.width, info.height, info.channels]).toEqual(['image/png', 340, 227, 4]);
      const pixel = (x: number, y: number) => [
        ...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4),
      ];
      expect(pixel(2, 2)[3]).toBe(0);
      expect(pixel(60, 120)).toEqual([230, 51, 26, 255]);
      expect(art.describe(file('logo.pdf', mediaType))).toMatchObject({
        mediaType: 'image/png',
        width: 1020,
        height: 680,
      });
    },
  );

  it('is fetched once, however many ask, and made once in each variant', async () => {
    const { art, asked } = open({ files: { 'a.png': await png(300, 189, '#204080') } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => art.picture(url('a.png'), { width: 136 })));
    expect(new Set(answers.map((answer) => answer?.etag)).size).toBe(1);
    await art.picture(url('a.png'), { width: 68, accept: 'image/webp' });
    expect(asked).toEqual(['a.png']);
  });

  it('that failed is not asked for again until its time is over, and then is', async () => {
    const { art, asked, files, events } = open({ options: { failedForMs: 30 } });
    expect(await art.picture(url('a.png'))).toBeNull();
    expect(await art.picture(url('a.png'), { width: 68 })).toBeNull();
    expect(art.describe(file('a.png'))).toBeNull();
    expect(asked).toEqual(['a.png']);
    expect(events).toEqual([{ type: 'art.failed', host: 'art.test', error: 'The host answers without a file.' }]);
    files['a.png'] = await png(300, 189, '#204080');
    // Made in a process of its own, which a busy machine starts slowly.
    await expect.poll(() => art.picture(url('a.png')), { timeout: 10_000 }).not.toBeNull();
  });

  it('that failed with somebody else’s words is told of by the error’s name and code: they may hold an address', async () => {
    const failing = async ({ url: address }: Request) => {
      throw Object.assign(new TypeError(`request to ${address} failed`), {
        cause: Object.assign(new Error(`no ${address}`), { code: 'ENOTFOUND' }),
      });
    };
    const { art, events } = open({ options: { fetch: failing } });
    expect(await art.picture(url('secret.png'))).toBeNull();
    expect(events).toEqual([{ type: 'art.failed', host: 'art.test', error: 'TypeError ENOTFOUND' }]);
  });

  it('comes, or is none, also where whoever listens to events fails', async () => {
    const onEvent = () => {
      throw new Error('the log is full');
    };
    const { art, files } = open({ options: { onEvent } });
    expect(await art.picture(url('none.png'))).toBeNull();
    files['a.png'] = await png(300, 189, '#204080');
    expect(await art.picture(url('a.png'))).not.toBeNull();
  });

  it('is no reason for more than so many questions at once', async () => {
    let now = 0;
    let most = 0;
    const bytes = await png(10, 10, '#204080');
    const { art } = open({
      options: {
        parallel: 3,
        fetch: async () => {
          most = Math.max(most, ++now);
          await new Promise((done) => setImmediate(done));
          now--;
          return new Response(bytes);
        },
      },
    });
    await Promise.all(Array.from({ length: 20 }, (_, at) => art.picture(url(`${at}.png`))));
    expect(most).toBe(3);
  });

  it('that is too heavy, too slow or without an end is none', async () => {
    const endless = () =>
      new Response(new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(65_536).fill(0x89)) }));
    const never = () => new Promise<never>(() => {});
    for (const fetch of [async () => endless(), never, async () => new Response(new ReadableStream({ pull: never }))]) {
      const { art } = open({ options: { fetch, timeoutMs: 50 } });
      expect(await art.picture(url('a.png'))).toBeNull();
    }
  });
});

describe('the list', () => {
  it('is told at once what the gateway says, and the next time what was measured', async () => {
    const { art, asked } = open({ files: { 'a.png': await png(800, 500, '#14264b') } });
    expect(art.describe(file('a.png'))).toEqual({ mediaType: 'image/png', width: 1536, height: 969 });
    expect(asked).toEqual([]);
    await expect
      .poll(() => art.describe(file('a.png')), { timeout: 20_000 })
      .toMatchObject({ width: 800, height: 500, facts: { tone: 'light' } });
  });

  it('has no word of drawings, pages and hosts that are not listed', () => {
    const { art } = open();
    expect(art.describe(file('a.svg', 'image/svg+xml'))).toBeNull();
    expect(art.describe(file('a.html', 'text/html'))).toBeNull();
    expect(art.describe({ ...file('a.png'), url: new URL('https://evil.test/a.png') })).toBeNull();
  });
});

describe('terms', () => {
  const text = async (source: string | Uint8Array) => {
    const { art } = open({ files: { t: source } });
    const answer = await art.text(url('t'));
    return answer && `${answer.type}: ${new TextDecoder().decode(answer.bytes)}`;
  };

  it('in text stay text', async () => {
    expect(await text('Be careful.\r\nPay back.  1 < 2\n')).toBe(
      'text/plain; charset=utf-8: Be careful.\nPay back. 1 < 2',
    );
  });

  it('in HTML become text, and what would run in a page is gone', async () => {
    const page = `<!doctype html><html><head><title>no</title><style>p{}</style></head><body onload="evil()"><h1>Terms</h1>
      <p>Pay &amp; be   <b>well</b>.<br>Soon.</p><ul><li>One<li>Two</ul><script>evil()</script><iframe src="//evil.test">no</iframe></body></html>`;
    expect(await text(page)).toBe('text/plain; charset=utf-8: Terms\n\nPay & be well.\nSoon.\n\n• One\n\n• Two');
  });

  it.each([
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"><text>hi</text></svg>'],
    ['a drawing behind a remark', '<!-- hi --><svg><text>hi</text></svg>'],
    ['XML', '<?xml version="1.0"?><a>hi</a>'],
    ['a PDF', '%PDF-1.7\n'],
    ['bytes', new Uint8Array([0xff, 0xfe, 0, 1, 2])],
    ['nothing', ''],
    ['a book', 'word '.repeat(10_000)],
  ])('that are %s are none', async (_, source) => {
    expect(await text(source)).toBeNull();
  });

  it('are no picture, and a picture is no terms', async () => {
    const { art } = open({ files: { t: 'Be careful.', 'a.png': await png(10, 10, '#204080') } });
    expect(await art.picture(url('t'))).toBeNull();
    expect(await art.text(url('a.png'))).toBeNull();
  });
});

describe('the cache on disk', () => {
  const wish = { width: 136, accept: 'image/webp' };
  const folderOf = (name: string) => join(folder, name);
  const weight = (path: string) => readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);

  it('outlives the service: nothing is fetched again, not even for another width or the list', async () => {
    const cache = () => createDiskCache({ folder: folderOf('kept') });
    const first = open({ files: { 'a.png': await png(800, 500, '#14264b') }, options: { cache: cache() } });
    const before = await first.art.picture(url('a.png'), wish);
    await first.art.close();
    const second = open({ options: { cache: cache() } });
    expect((await second.art.picture(url('a.png'), wish))?.etag).toBe(before?.etag);
    expect(await second.art.picture(url('a.png'), { width: 340 })).not.toBeNull();
    expect(await second.art.facts(url('a.png'))).toMatchObject({ tone: 'light' });
    expect(second.asked).toEqual([]);
  });

  it('stays under its size, forgets the longest unused first, and knows its size after a restart', async () => {
    const path = folderOf('small');
    const bytes = (fill: number) => new Uint8Array(1000).fill(fill);
    const cache = createDiskCache({ folder: path, maxBytes: 5500 });
    for (let at = 0; at < 5; at++) await cache.set(`${at}`, bytes(at));
    await cache.get('0');
    await cache.set('5', bytes(5));
    await expect.poll(() => weight(path)).toBeLessThanOrEqual(5500);
    expect(await cache.get('0')).toEqual(bytes(0));
    expect(await cache.get('1')).toBeUndefined();
    const again = createDiskCache({ folder: path, maxBytes: 2100 });
    await again.get('0');
    await expect.poll(() => weight(path)).toBeLessThanOrEqual(2100);
    await again.set('large', new Uint8Array(3000));
    expect(await again.get('large')).toBeUndefined();
    expect(weight(path)).toBeLessThanOrEqual(2100);
  });

  it('never hands out what was damaged, and clears away what was half written', async () => {
    const path = folderOf('damaged');
    const cache = createDiskCache({ folder: path });
    await cache.set('a', new Uint8Array([1, 2, 3]));
    const [name = ''] = readdirSync(path);
    const whole = readFileSync(join(path, name));
    const part = join(path, `${name}.x.part`);
    writeFileSync(part, 'half');
    utimesSync(part, 1_700_000_000, 1_700_000_000);
    for (const damaged of [whole.subarray(0, 10), whole.subarray(0, -1), Buffer.alloc(whole.length), Buffer.alloc(0)]) {
      writeFileSync(join(path, name), damaged);
      expect(await createDiskCache({ folder: path }).get('a')).toBeUndefined();
      expect(readdirSync(path)).toEqual([]);
    }
  });

  it('leaves no half behind where a file cannot be kept', async () => {
    const path = folderOf('in the way');
    const cache = createDiskCache({ folder: path });
    await cache.set('a', new Uint8Array([1, 2, 3]));
    const [name = ''] = readdirSync(path);
    rmSync(join(path, name));
    mkdirSync(join(path, name));
    await expect(cache.set('a', new Uint8Array([1, 2, 3]))).rejects.toThrow('rename');
    expect(readdirSync(path)).toEqual([name]);
  });

  it('goes on where what is to make room cannot be removed', async () => {
    const path = folderOf('stuck');
    const cache = createDiskCache({ folder: path, maxBytes: 2100 });
    const unheard = vi.fn<(reason: unknown) => void>();
    process.on('unhandledRejection', unheard);
    onTestFinished(() => void process.off('unhandledRejection', unheard));
    await cache.set('a', new Uint8Array(1000));
    const [first = ''] = readdirSync(path);
    rmSync(join(path, first));
    mkdirSync(join(path, first));
    await cache.set('b', new Uint8Array(1000));
    const second = readdirSync(path).find((name) => name !== first) ?? '';
    await cache.set('c', new Uint8Array(1000));
    await cache.set('d', new Uint8Array(1000));
    await expect.poll(() => readdirSync(path)).not.toContain(second);
    expect(readdirSync(path)).toContain(first);
    expect(unheard).not.toHaveBeenCalled();
  });

  it('that cannot be written is said, and the picture is served', async () => {
    const path = folderOf('a file');
    writeFileSync(path, '');
    const { art, events } = open({
      files: { 'a.png': await png(10, 10, '#204080') },
      options: { cache: createDiskCache({ folder: path }) },
    });
    expect(await art.picture(url('a.png'))).not.toBeNull();
    expect(events.map(({ type }) => type)).toContain('art.cache-failed');
  });
});

describe('a service whose tools are not installed', () => {
  /** The same program where no package can be found from. */
  function openBare() {
    const copy = join(folder, 'bare');
    cpSync(import.meta.dirname, copy, { recursive: true });
    const events: ArtEvent[] = [];
    const files: Record<string, Uint8Array<ArrayBuffer>> = {};
    const art = serveArt({
      hosts: ['art.test'],
      guards,
      fetch: async (request) => new Response(files[new URL(request.url).pathname.slice(1)] ?? null),
      cache: createMemoryCache(),
      onEvent: (event) => events.push(event),
      limits: { maxBytes: 1_000_000, timeoutMs: 1000 },
      parallel: 4,
      workshop: openWorkshop({
        processes: 1,
        jobMs: 10_000,
        maxMemory: 256 * 1024 * 1024,
        file: join(copy, 'worker.ts'),
      }),
      failedForMs: 60_000,
      disconnect: async () => {},
    });
    opened.push(art);
    return { art, events, files };
  }

  it('says so at its start, before anything is asked of it, in words that name what to install', async () => {
    const { events } = openBare();
    await expect.poll(() => events.length, { timeout: 10_000 }).toBe(2);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    for (const event of events) sayWhatIsMissing(event);
    expect(warn.mock.calls.flat()).toEqual([
      expect.stringMatching(/^@onfile\/art: sharp does not load.*Install it/),
      expect.stringMatching(/^@onfile\/art: pdfjs-dist or @napi-rs\/canvas does not load.*Install both/),
    ]);
  });

  it('says so, passes PNG of fair size as it is, and leaves PDF to the plate', async () => {
    const { art, events, files } = openBare();
    files['a.png'] = await png(100, 60, '#204080');
    files['wide.png'] = await png(4097, 2, '#204080');
    files['logo.pdf'] = Uint8Array.from(onePage({ content: bars }));
    const answer = await art.picture(url('a.png'), { width: 68, accept: 'image/avif' });
    expect([answer?.type, answer?.bytes]).toEqual(['image/png', files['a.png']]);
    expect(await art.picture(url('wide.png'))).toBeNull();
    expect(await art.picture(url('logo.pdf'))).toBeNull();
    expect(art.describe(file('other.pdf', 'application/pdf'))).toBeNull();
    expect(await art.facts(url('a.png'))).toEqual({ width: 100, height: 60 });
    expect(events.filter(({ type }) => type === 'art.without')).toEqual([
      { type: 'art.without', tool: 'sharp' },
      { type: 'art.without', tool: 'pdf' },
    ]);
  });
});
