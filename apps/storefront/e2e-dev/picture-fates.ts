import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { test as base } from './shop.ts';

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

export const png = { 'content-type': 'image/png' };
/** A picture that nothing is wrong with. */
export const good = greyPng(1536, 969);

/** What can become of a picture that a card names, on a real socket. */
export const fates = {
  'broken bytes': (answer) => answer.writeHead(200, png).end(good.map((byte, at) => (at % 7 ? byte : byte ^ 0x55))),
  'not found': (answer) => answer.writeHead(404).end('Not found'),
  'an answer that never comes': () => {},
  'another type': (answer) => answer.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4\n%%EOF'),
  'nothing at all': (answer) => answer.writeHead(200, { ...png, 'content-length': 0 }).end(),
  'a body that breaks off': (answer) => {
    answer.writeHead(200, { ...png, 'content-length': good.length });
    // Late enough that the browser has seen it begin.
    answer.write(good.subarray(0, 400), () => setTimeout(() => answer.destroy(), 200));
  },
  'a body that stops': (answer) => {
    answer.writeHead(200, { ...png, 'content-length': good.length });
    answer.write(good.subarray(0, 400));
  },
  'thirty megapixels': (answer) => answer.writeHead(200, png).end(greyPng(6000, 5000)),
} satisfies Record<string, (answer: ServerResponse) => unknown>;

export type Fate = (answer: ServerResponse) => unknown;

interface Pictures {
  /** Decides what becomes of pictures from now on: of those whose address is meant, else of all. The others come as they are. */
  become: (fate: Fate, isMeant?: (address: URL) => boolean) => Promise<void>;
  /** Whether what the page asked for came to the socket, and nothing was refused on the way: else all fates are one. */
  wereMet: () => boolean;
}

/** A test in which pictures fail on a real socket. */
export const test = base.extend<{ pictures: Pictures }>({
  pictures: async ({ page }, run) => {
    let fate: Fate = () => {};
    let met = 0;
    let refused = 0;
    const server = createServer((_, answer) => {
      met++;
      fate(answer);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    // Chromium may take the other port for somebody's own network, and let nothing through to it.
    page.on('console', (message) => {
      if (message.text().includes('blocked by CORS policy')) refused++;
    });
    await run({
      become: async (next, isMeant = () => true) => {
        fate = next;
        await page.route('**/onfile/v1/art/**', (route) =>
          route.continue(isMeant(new URL(route.request().url())) ? { url: `http://127.0.0.1:${port}/` } : {}),
        );
      },
      wereMet: () => met > 0 && refused === 0,
    });
    server.closeAllConnections();
    server.close();
  },
});

/** Fates that the browser says nothing of: only the kit's own patience ends them. */
export const silent: readonly string[] = ['an answer that never comes', 'a body that stops'];

/** Pictures that the browser draws as broken. */
export const broken = (page: Page) =>
  page.evaluate(() => [...document.images].filter(({ complete, naturalWidth }) => complete && !naturalWidth).length);

/** Three seconds, and what a busy machine takes to draw; in milliseconds. */
export const patience = 3000 + 500;
