// A shop's server: the chain as its merchant proxy, pages as a string (`/string`) and as a stream (`/stream`), files of the client.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { PassThrough } from 'node:stream';
import { createArtService } from '@onfile/art';
import { createAssistClient } from '@onfile/assist';
import { nodeTransport } from '@onfile/assist/node';
import { prefetchSavedCards } from '@onfile/hooks';
import { createMerchantProxy } from '@onfile/proxy';
import { toNodeHandler } from '@onfile/proxy/node';
import { createChain } from '@onfile/testing';
import { createMerchantClient } from '@onfile/ui';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { ServerStyleSheet } from 'styled-components';
import { Shop } from './Shop.tsx';

for (const part of [createArtService, createAssistClient, nodeTransport, createMerchantProxy])
  if (typeof part !== 'function') throw new Error('A part of the server side is missing.');

const port = Number(process.env['PORT']);
const origin = `http://127.0.0.1:${port}`;
let chain = createChain({ origin });

const head = (styles: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">${styles}</head><body><div id="root">`;
const foot = (state: object) =>
  `</div><script type="application/json" id="state">${JSON.stringify(state).replaceAll('<', '\\u003c')}</script><script type="module" src="/hydrate.js"></script></body></html>`;

async function page(kind: 'string' | 'stream', outgoing: ServerResponse): Promise<void> {
  chain = createChain({ origin });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const state = await prefetchSavedCards({ client, subject: 'anna' });
  const sheet = new ServerStyleSheet();
  outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  if (kind === 'string') {
    const body = renderToString(sheet.collectStyles(<Shop client={client} state={state} />));
    outgoing.end(head(sheet.getStyleTags()) + body + foot(state));
    return;
  }
  outgoing.write(head(''));
  const { pipe } = renderToPipeableStream(sheet.collectStyles(<Shop client={client} state={state} />), {
    onShellReady: () => {
      const styled = sheet.interleaveWithNodeStream(pipe(new PassThrough()));
      styled.on('data', (chunk) => outgoing.write(chunk));
      styled.on('end', () => outgoing.end(foot(state)));
    },
  });
}

async function file(path: string, outgoing: ServerResponse): Promise<void> {
  const type = extname(path) === '.html' ? 'text/html' : 'text/javascript';
  const body = await readFile(`dist/client${path}`).catch(() => undefined);
  outgoing.writeHead(body ? 200 : 404, { 'content-type': type }).end(body);
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const path = incoming.url ?? '/';
  if (path.startsWith('/onfile/v1/')) {
    const proxy = Object.assign((request: Request) => chain.handle(request), {
      sweep: async () => ({ read: 0, resolved: 0, delivered: 0 }),
    });
    return toNodeHandler(proxy, { origin })(incoming, outgoing);
  }
  if (path === '/string' || path === '/stream') return page(path === '/string' ? 'string' : 'stream', outgoing);
  if (path === '/ledger') return void outgoing.end(JSON.stringify(chain.ledger));
  return file(path, outgoing);
}

createServer((incoming, outgoing) => {
  answer(incoming, outgoing).catch((error) => {
    console.error(error);
    outgoing.destroy();
  });
}).listen(port, '127.0.0.1', () => console.log(`ready at ${origin}`));
