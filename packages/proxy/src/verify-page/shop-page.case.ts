// A payment page on loopback, with a frame on another host, that a test changes as somebody else might.
import { createServer, type RequestListener } from 'node:http';

/** What the page is made of. */
export interface PageParts {
  html: string;
  headers: Record<string, string>;
  script: Buffer | string;
  frameHtml: string;
  frameHeaders: Record<string, string>;
  status: number;
}

/** A page that runs. */
export interface ShopPage {
  url: string;
  frameUrl: string;
  /** What is served from now on. */
  parts: PageParts;
  stop: () => Promise<void>;
}

const policy = [
  "default-src 'none'",
  "script-src 'self' 'nonce-NONCE' blob:",
  "connect-src 'self'",
  'frame-src http:',
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

async function listen(handle: RequestListener, host: string) {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('A server without a port.');
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://${host}:${address.port}`, stop };
}

/** Opens the page on 127.0.0.1, and its frame on localhost: another site, so another process of the browser. */
export async function openShopPage(): Promise<ShopPage> {
  let visits = 0;
  const frame = await listen((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...parts.frameHeaders }).end(parts.frameHtml);
  }, 'localhost');
  const page = await listen((request, response) => {
    const path = new URL(request.url ?? '', 'http://x').pathname;
    if (path.endsWith('.js')) {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      return response.end(path === '/app.js' ? parts.script : `window.more = ${JSON.stringify(path)};`);
    }
    if (path === '/moved') return response.writeHead(302, { location: '/sign-in' }).end();
    if (path === '/favicon.ico') return response.writeHead(404).end();
    const nonce = `n${++visits}`;
    const fill = (text: string) =>
      text.replaceAll('NONCE', nonce).replaceAll('FRAME', `${frame.origin}/frame#${nonce}`);
    const headers = Object.entries(parts.headers).map(([name, value]) => [name, fill(value)]);
    return response.writeHead(parts.status, Object.fromEntries(headers)).end(fill(parts.html));
  }, '127.0.0.1');
  const parts: PageParts = {
    html: `<!doctype html><title>Pay</title>
<script nonce="NONCE">window.shop = 1; document.currentScript.remove();</script>
<script type="application/json">{"order":"NONCE"}</script>
<script src="/app.js"></script>
<iframe src="FRAME"></iframe>`,
    headers: {
      'content-type': 'text/html',
      'content-security-policy': policy,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    },
    script: 'window.app = 1;',
    frameHtml: '<!doctype html><title>Field</title><script>window.field = 1;</script>',
    frameHeaders: { 'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'" },
    status: 200,
  };
  return {
    url: `${page.origin}/checkout`,
    frameUrl: `${frame.origin}/frame`,
    parts,
    stop: async () => {
      await page.stop();
      await frame.stop();
    },
  };
}
