import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Merchant } from './merchant.ts';
import type { PageState } from './page-state.ts';

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

/**
 * What the shop's pages may do, and no more: no inline script, no style without this answer's nonce, no form but to the shop, to the
 * payment page and into a bank's frame, no frame but a bank's and the page that it leads back to, no text turned into markup (Trusted
 * Types). Each bank has a host of its own, which nobody knows before: at a real gateway `banks` is `https:`. `codeFrame` is the field for
 * security codes, where there is one.
 */
const policy = (
  nonce: string,
  { gateway, banks, codeFrame = '' }: { gateway: string; banks: string; codeFrame: string | undefined },
) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action 'self' ${gateway} ${banks}`,
    `frame-src 'self' ${banks} ${codeFrame}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** Serves what `vite build` made: a file where there is one, else the page, under a strict Content-Security-Policy. */
export async function builtClient(
  root: string,
  { gatewayUrl, sandboxUrl: banks = 'https:', codeFrame }: Pick<Merchant, 'gatewayUrl' | 'sandboxUrl' | 'codeFrame'>,
  state: PageState,
) {
  const dist = join(root, 'dist');
  const page = await readFile(join(dist, 'index.html'), 'utf8');
  const gateway = new URL(gatewayUrl).origin;

  async function sendPage(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const inside = await state(incoming);
    const nonce = randomBytes(16).toString('base64url');
    outgoing
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        // It holds the shopper's cards.
        'cache-control': 'no-store',
        'content-security-policy': policy(nonce, { gateway, banks, codeFrame }),
        'referrer-policy': 'strict-origin-when-cross-origin',
        'x-content-type-options': 'nosniff',
      })
      // Where the kit's styles find the nonce.
      .end(
        page
          .replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}" />`)
          .replace('</body>', () => `${inside}</body>`),
      );
  }

  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const path = normalize(new URL(incoming.url ?? '/', 'http://shop').pathname);
    if (!path.startsWith('/assets/')) return sendPage(incoming, outgoing);
    const file = await readFile(join(dist, path)).catch(() => undefined);
    const type = types[extname(path)] ?? 'application/octet-stream';
    outgoing.writeHead(file ? 200 : 404, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(file);
  };
}
