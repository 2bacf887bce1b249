import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { env, pid, platform } from 'node:process';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { draw } from './draw.ts';
import { type Hostile, hostileFiles, marker } from './hostile.case.ts';
import { type ArtAnswer, type ArtOptions, createArtService, createMemoryCache } from './index.ts';
import { serveArt } from './serve-art.ts';
import { guards } from './guards.ts';
import { bars, onePage, packed } from './pdf.case.ts';
import { png } from './png.case.ts';

const full = env['ONFILE_PROVE'] !== undefined;
const megabyte = 1024 * 1024;
const bar = { memory: 256 * megabyte, ms: 2000, loop: 50 };
const wishes = ['image/avif', 'image/webp', 'image/png'];

let all: Hostile[] = [];
let files: Hostile[] = [];
beforeAll(async () => {
  all = await hostileFiles();
  // Spread over all kinds, and always the same.
  files = full ? all : all.filter((_, at) => at % 7 === 3);
}, 60_000);

function serve(served: readonly Hostile[], limits: Partial<ArtOptions> = {}) {
  const fetch = async ({ url }: Request) => {
    const file = served[Number(new URL(url).pathname.slice(1))];
    return new Response(file ? Uint8Array.from(file.bytes) : null, { status: file ? 200 : 404 });
  };
  return createArtService({ hosts: ['art.test'], fetch, onEvent: () => {}, ...limits });
}

/** What is wrong with an answer; `undefined` where nothing is. It is opened by another decoder's call than made it. */
async function fault(
  answer: ArtAnswer | null,
  { name, must }: Pick<Hostile, 'name' | 'must'>,
): Promise<string | undefined> {
  if (!answer) return must === 'good' ? `${name}: not drawn` : undefined;
  if (must === 'plate') return `${name}: drawn`;
  if (Buffer.from(answer.bytes).includes(marker)) return `${name}: carries on what was in it`;
  const { width, exif, icc, xmp, iptc, comments, pages = 1 } = await sharp(answer.bytes).metadata();
  if (width > 340 || exif || icc || xmp || iptc || comments || pages > 1) return `${name}: carries more than pixels`;
  const { channels, isOpaque } = await sharp(answer.bytes).stats();
  const seen = (isOpaque || (channels.at(-1)?.max ?? 0) > 0) && channels.some(({ stdev }) => stdev > 1);
  return must === 'good' && !seen ? `${name}: nothing is to be seen` : undefined;
}

const read = (file: string) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** The most memory that any child of this process has had, as the kernel counts it, in bytes. Linux alone tells. */
function watchChildren() {
  let peak = 0;
  const seen = new Set<string>();
  const children = new Set<string>();
  const look = () => {
    for (const entry of platform === 'linux' ? readdirSync('/proc') : []) {
      if (!/^\d+$/.test(entry) || seen.has(entry)) continue;
      seen.add(entry);
      const [, parent] = /\) \S (\d+)/.exec(read(`/proc/${entry}/stat`)) ?? [];
      if (Number(parent) === pid) children.add(entry);
    }
    for (const child of children) {
      const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(read(`/proc/${child}/status`)) ?? [];
      if (kilobytes) peak = Math.max(peak, Number(kilobytes) * 1024);
      else children.delete(child);
    }
  };
  const timer = setInterval(look, 4);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

async function timed<T>(work: Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  return [await work, performance.now() - started];
}

describe('a stranger’s file', () => {
  it('becomes a picture that is redrawn, or the plate, within its limits', { timeout: 400_000 }, async () => {
    const art = serve(files, full ? {} : { jobMs: 10_000 });
    const faults: string[] = [];
    const slow: string[] = [];
    // The first brings the tools in, and says how long a process takes to start here.
    const warm = serve([{ name: 'logo', bytes: onePage({ content: bars }) }], { jobMs: 20_000 });
    await warm.picture(new URL('https://art.test/0'), { width: 68 });
    const [, start] = await timed(warm.picture(new URL('https://art.test/0'), { width: 136 }));
    await warm.close();
    await art.facts(new URL('https://art.test/0'));

    const peak = watchChildren();
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    let drawn = 0;
    for (const [at, file] of files.entries()) {
      const wish = { width: 340, accept: wishes[at % 3] ?? '' };
      const [answer, ms] = await timed(art.picture(new URL(`https://art.test/${at}`), wish));
      drawn += answer ? 1 : 0;
      const wrong = await fault(answer, file);
      if (wrong) faults.push(wrong);
      if (ms > bar.ms + start + 1000) slow.push(`${file.name}: ${Math.round(ms)} ms`);
    }
    loop.disable();
    const memory = peak();
    const p99 = loop.percentile(99) / 1e6;
    await art.close();
    console.log(
      `${files.length} files: ${drawn} drawn, ${files.length - drawn} plates; processes at most ${Math.round(memory / megabyte)} MB; loop delay p99 ${p99.toFixed(1)} ms`,
    );

    expect(faults).toEqual([]);
    expect(memory).toBeLessThanOrEqual(bar.memory);
    expect(memory > 50 * megabyte).toBe(platform === 'linux');
    expect(files.length).toBeGreaterThanOrEqual(full ? 120 : 25);
    // A sample among other tests on a busy machine says nothing of time.
    expect(full ? slow : []).toEqual([]);
    expect(full ? p99 : 0).toBeLessThan(bar.loop);
  });
});

describe('the checks above can fail', () => {
  const polyglot: Hostile = {
    name: 'polyglot',
    bytes: Buffer.concat([png({ width: 300, height: 189 }), Buffer.from(marker)]),
    must: 'good',
  };
  const url = new URL('https://art.test/0');

  it('what passes through without being redrawn carries its passenger', async () => {
    const art = serveArt({
      hosts: ['art.test'],
      fetch: async () => new Response(Uint8Array.from(polyglot.bytes)),
      guards,
      cache: createMemoryCache(),
      onEvent: () => {},
      limits: { maxBytes: megabyte, timeoutMs: 1000 },
      parallel: 1,
      workshop: {
        tools: async () => ({ sharp: false, pdf: false }),
        paint: () => Promise.reject(new Error('not here')),
        draw: () => Promise.reject(new Error('not here')),
        close: () => {},
      },
      failedForMs: 0,
      disconnect: async () => {},
    });
    expect(await fault(await art.picture(url), polyglot)).toBe('polyglot: carries on what was in it');
  });

  it('a blank picture is not a good one', async () => {
    const blank = await sharp({ create: { width: 30, height: 20, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    const answer = { type: 'image/png', bytes: Uint8Array.from(blank), etag: '' };
    expect(await fault(answer, { name: 'blank', must: 'good' })).toBe('blank: nothing is to be seen');
  });

  it.runIf(platform === 'linux')('a process without limits is seen to take more', { timeout: 60_000 }, async () => {
    const bomb = all.filter(({ name }) => name === 'PDF with 400 MB of operators, packed');
    const art = serve(bomb, { maxMemory: 4096 * megabyte, jobMs: 8000 });
    const peak = watchChildren();
    await art.picture(url);
    const memory = peak();
    await art.close();
    expect(memory).toBeGreaterThan(bar.memory);
  });

  it('a page that is drawn in this process holds its loop', { timeout: 60_000 }, async () => {
    const loop = monitorEventLoopDelay({ resolution: 1 });
    const busy = onePage({ content: packed(' ', 60), filter: '/Filter/FlateDecode' });
    loop.enable();
    await draw(busy);
    loop.disable();
    expect(loop.max / 1e6).toBeGreaterThan(bar.loop);
  });
});
