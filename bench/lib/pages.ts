import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createSandbox } from '@onfile/sandbox';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import { browserLaunch } from '../../scripts/browser.mjs';
import { bundle, cache } from './build.ts';

/** The ways of drawing the screen: each a file in `bench/apps`, and a page of its own while the bench runs. */
export const apps = {
  nothing: 'bench/apps/nothing.ts',
  html: 'bench/apps/html.ts',
  react: 'bench/apps/react.tsx',
  styled: 'bench/apps/styled.tsx',
  floor: 'bench/apps/floor.tsx',
  ours: 'bench/apps/ours.tsx',
  cached: 'bench/apps/ours-cached.tsx',
  leaky: 'bench/apps/leaky.tsx',
} as const;
/** The name of one of them. */
export type AppName = keyof typeof apps;

/** A page that runs one app, and the browser's own counters for it. */
export interface BenchPage {
  page: Page;
  cdp: CDPSession;
  /** CPU time of the page's main thread so far, in milliseconds. Not the clock on the wall: other work on the machine does not count. */
  cpu: () => Promise<Cpu>;
  /** Takes the garbage away, so that it is not charged to what comes next. */
  tidy: () => Promise<void>;
}

/** Milliseconds of one thread: all of its tasks, and of these script, style and layout. */
export interface Cpu {
  task: number;
  script: number;
  style: number;
  layout: number;
}

const html =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><body><script type="module" src="own.js"></script>';

/** Serves the built apps, and the cards' pictures as the sandbox draws them. */
async function serve() {
  const { art } = createSandbox();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://bench.test').pathname;
    const answer = async (): Promise<[string, string | Uint8Array]> => {
      if (path.endsWith('.js')) return ['text/javascript', await readFile(`${cache}apps${path}`)];
      if (!path.endsWith('.png')) return ['text/html', html];
      const picture = await art(new Request(new URL(path, 'http://art.test')));
      return ['image/png', new Uint8Array(await picture.arrayBuffer())];
    };
    answer().then(
      ([type, body]) => {
        response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=3600' });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The server of the bench has no port.');
  return { origin: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
}

async function openPage(browser: Browser, address: string): Promise<BenchPage> {
  // A window of its own: none of the pages stands behind another.
  const context = await browser.newContext({ viewport: { width: 800, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address);
  await page.waitForFunction('window.bench');
  return {
    page,
    cdp,
    cpu: async () => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      const ms = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1000;
      return {
        task: ms('TaskDuration'),
        script: ms('ScriptDuration'),
        style: ms('RecalcStyleDuration'),
        layout: ms('LayoutDuration'),
      };
    },
    tidy: async () => {
      await page.evaluate('gc()');
    },
  };
}

/** The page of an app. */
export type Pages = (name: AppName) => BenchPage;

const built = new Set<AppName>();

async function build(name: AppName): Promise<void> {
  if (built.has(name)) return;
  await bundle(apps[name], `apps/${name}`);
  built.add(name);
}

/** Builds the named apps (once), opens each in a page of its own in one browser, and closes everything after `work`. */
export async function withPages<T>(names: readonly AppName[], work: (pages: Pages) => Promise<T>): Promise<T> {
  // oxlint-disable-next-line no-await-in-loop -- one build at a time
  for (const name of names) await build(name);
  const { origin, stop } = await serve();
  const launch = browserLaunch();
  const browser = await chromium.launch({ ...launch, args: [...launch.args, '--js-flags=--expose-gc'] });
  try {
    const opened = new Map<AppName, BenchPage>();
    // oxlint-disable-next-line no-await-in-loop -- one page at a time
    for (const name of names) opened.set(name, await openPage(browser, `${origin}/${name}/`));
    return await work((name) => {
      const page = opened.get(name);
      if (!page) throw new Error(`No page was opened for "${name}".`);
      return page;
    });
  } finally {
    await browser.close();
    stop();
  }
}
