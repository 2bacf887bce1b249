// The frame on a stage of real origins: its own, a shop's, a stranger's. Each a server on loopback that counts what it is asked for.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright';
import { afterAll } from 'vitest';
import { browserLaunch } from '../../../scripts/browser.mjs';
import { scriptHash, scriptText, styleHash, styleText } from './generated.ts';
import { frameHeaders, framePage, type FramePageOptions } from './page.ts';

/** What the proxy's place was asked for: a confirm, with its body as it came. */
export interface Confirmed {
  path: string;
  body: string;
  headers: IncomingMessage['headers'];
}

/** How a stage differs from the real thing. */
export interface StageOptions {
  /** A build that is broken on purpose: the script, changed. Its hash goes with it. */
  mutate?: (script: string) => string;
  /** The same with the document round it. */
  mutatePage?: (html: string) => string;
  /** Which headers are left out or changed. */
  headers?: (headers: Record<string, string>) => Record<string, string>;
  placement?: 'own-origin' | 'one-host';
  page?: Partial<FramePageOptions>;
  /** Switches of the browser, beside the usual ones: such a stage has a browser of its own. */
  switches?: readonly string[];
}

/** Where everything stands, and what was seen. */
export interface Stage {
  /** A profile of its own, until the stage stops. */
  newContext: () => Promise<BrowserContext>;
  /** `http://127.0.0.1:…`: the shop, which may hold the frame. */
  shop: string;
  /** Not on the list. */
  stranger: string;
  frameUrl: string;
  confirmed: Confirmed[];
  /** Every request that reached any of the servers, but for the pages themselves. */
  strays: string[];
  /** What a confirm is answered with. */
  answer: { status: number; body: string };
  stop: () => Promise<void>;
}

/** The nonce of every stage: 22 signs, as a page would draw them. */
export const nonce = 'AAAAAAAAAAAAAAAAAAAAAA';

const listen = async (handle: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('A server of the stage has no port.');
  return { server, origin: `http://127.0.0.1:${address.port}` };
};

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const bodyOf = async (request: IncomingMessage) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

const hashOf = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

function framed(parents: readonly string[], origin: string, options: StageOptions) {
  const {
    mutate = (script: string) => script,
    mutatePage = (html: string) => html,
    placement = 'own-origin',
    headers = (same) => same,
    page,
  } = options;
  const html = framePage({ parents, language: 'en', digits: 3, name: 'CVV2', ...page });
  const script = mutate(scriptText);
  const where = placement === 'own-origin' ? ({ placement } as const) : ({ placement, origin } as const);
  const policy = JSON.stringify(frameHeaders(parents, where)).replace(scriptHash, hashOf(script));
  return { html: mutatePage(html.replace(scriptText, () => script)), headers: headers(JSON.parse(policy)) };
}

const launchBrowser = (switches: readonly string[] = []) => {
  const { args, ...launch } = browserLaunch();
  return chromium.launch({ ...launch, args: [...args, ...switches] });
};

/** The browser of all stages of a file but those with switches: starting one costs more than most tests. */
let usual: Promise<Browser> | undefined;
afterAll(async () => (await usual)?.close());

/** Builds the stage. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  if (styleHash !== hashOf(styleText)) throw new Error('The style is not what its hash says.');
  const confirmed: Confirmed[] = [];
  const strays: string[] = [];
  const answer = { status: 200, body: JSON.stringify({ status: 'paid' }) };
  const empty = (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    if (!/^\/(\?.*)?$/.test(path)) strays.push(path);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>page</title><body>');
  };
  const shop = await listen(empty);
  const stranger = await listen(empty);
  let origin = '';
  const proxy = await listen((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/onfile/v1/frame')) {
      const { html, headers } = framed([shop.origin], origin, options);
      return response.writeHead(200, headers).end(html);
    }
    if (request.method === 'OPTIONS' && path.endsWith('/confirm'))
      return response
        .writeHead(204, {
          'access-control-allow-origin': 'null',
          'access-control-allow-headers': 'authorization, content-type, idempotency-key',
          'access-control-allow-methods': 'POST',
        })
        .end();
    if (request.method === 'POST' && path.endsWith('/confirm'))
      return void bodyOf(request).then((body) => {
        confirmed.push({ path, body, headers: request.headers });
        response
          .writeHead(answer.status, { 'content-type': 'application/json', 'access-control-allow-origin': 'null' })
          .end(answer.body);
      });
    strays.push(path);
    return response.writeHead(404).end();
  });
  origin = proxy.origin;
  const browser = options.switches ? await launchBrowser(options.switches) : await (usual ??= launchBrowser());
  const contexts: BrowserContext[] = [];
  return {
    newContext: async () => {
      const context = await browser.newContext();
      contexts.push(context);
      return context;
    },
    shop: shop.origin,
    stranger: stranger.origin,
    frameUrl: `${proxy.origin}/onfile/v1/frame`,
    confirmed,
    strays,
    answer,
    stop: async () => {
      await (options.switches ? browser.close() : Promise.all(contexts.map((context) => context.close())));
      await Promise.all([shop, stranger, proxy].map(({ server }) => close(server)));
    },
  };
}

/** The frame's document in a page, once its field is there. */
export async function frameOf(page: Page): Promise<Frame> {
  await page.locator('iframe').first().contentFrame().locator('#code').waitFor();
  const frame = page.frames().find((one) => one.url().includes('/onfile/v1/frame'));
  if (!frame) throw new Error('The frame is not there.');
  return frame;
}

/** Opens the shop's page with the frame in it, and greets it as the kit does. What the frame says lies in `window.heard`. */
export async function greet(
  stage: Stage,
  { sandbox = 'allow-scripts allow-same-origin', allow = '' } = {},
): Promise<Page> {
  const context = await stage.newContext();
  const page = await context.newPage();
  await page.goto(stage.shop);
  await page.evaluate(
    async ({ url, word, flags, granted }) => {
      const heard: unknown[] = [];
      const element = document.createElement('iframe');
      element.setAttribute('sandbox', flags);
      element.setAttribute('allow', granted);
      element.src = `${url}#${word}`;
      const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
      const heading = document.createElement('h1');
      heading.textContent = 'Pay';
      const main = document.createElement('main');
      main.append(heading, element);
      document.body.append(main);
      await loaded;
      const { port1, port2 } = new MessageChannel();
      const ready = new Promise<void>((resolve) =>
        port1.addEventListener('message', ({ data }) => {
          heard.push(data);
          if (data.t === 'ready') resolve();
        }),
      );
      port1.start();
      element.contentWindow?.postMessage({ v: 1, t: 'hello', n: word }, '*', [port2]);
      await ready;
      Object.assign(window, { heard, port: port1 });
    },
    { url: stage.frameUrl, word: nonce, flags: sandbox, granted: allow },
  );
  return page;
}

declare global {
  interface Window {
    heard: { t: string; status?: string; empty?: boolean; complete?: boolean; focused?: boolean }[];
    port: MessagePort;
  }
}
