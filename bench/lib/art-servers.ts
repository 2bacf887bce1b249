import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import type { SavedCard } from '@onfile/contract';
import { createNodeServer, toNodeHandler } from '@onfile/proxy/node';
import { accept, openShop, phoneWidth, rowPictures } from './art-shop.ts';

/** A server of one picture, in a process of its own. */
export interface ArtServer {
  child: ChildProcess;
  port: number;
}

/** Starts `GET /art` of a shop, or a static file server of a folder. */
export async function start(kind: 'static' | 'art', folder: string): Promise<ArtServer> {
  const child = fork(import.meta.filename, [kind, folder], { execArgv: ['--conditions=@onfile/source'] });
  const [port] = await once(child, 'message');
  return { child, port: Number(port) };
}

/** Answers a second, with 16 questions under way. */
export async function rate(port: number, milliseconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const until = performance.now() + milliseconds;
  let answers = 0;
  const question = () =>
    new Promise<void>((done, fail) => {
      get({ port, host: '127.0.0.1', path: '/picture.avif', agent, headers: { accept } }, (answer) => {
        if (answer.statusCode !== 200) fail(new Error(`status ${answer.statusCode}`));
        answer.resume().once('end', done);
      }).once('error', fail);
    });
  const asker = async () => {
    while (performance.now() < until) {
      await question();
      answers++;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: 16 }, asker));
  agent.destroy();
  return (answers / (performance.now() - started)) * 1000;
}

/** Answers in a process of their own, so that asking costs them nothing. */
async function serve(kind: string, folder: string): Promise<void> {
  const server = kind === 'static' ? staticServer(folder) : await artServer(folder);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.once('disconnect', () => exit());
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
}

function staticServer(folder: string) {
  return createServer((incoming, outgoing) => {
    const file = join(folder, (incoming.url ?? '').replace(/[^\w.]/g, ''));
    const { size, mtimeMs } = statSync(file);
    outgoing.writeHead(200, {
      'content-type': 'image/avif',
      'content-length': size,
      etag: `"${size}-${mtimeMs}"`,
      'cache-control': 'public, max-age=31536000, immutable',
    });
    createReadStream(file).pipe(outgoing);
  });
}

async function artServer(folder: string) {
  const { proxy, ask } = openShop(folder);
  const list: { cards: SavedCard[] } = await (await ask('/onfile/v1/cards')).json();
  const [path = ''] = rowPictures(list.cards);
  // What the list has made the service look for is found before anybody measures.
  for (const { url } of list.cards.flatMap(({ assets }) => assets.flatMap(({ assetData }) => assetData)))
    await ask(url);
  const handle = toNodeHandler(proxy, { origin: 'https://shop.test' });
  return createNodeServer((incoming, outgoing) => {
    // The client knows no sealed name.
    incoming.url = `${path}?w=${phoneWidth}`;
    void handle(incoming, outgoing);
  });
}

const [, script, kind, folder] = argv;
if (script === import.meta.filename && kind && folder) await serve(kind, folder);
