// What card art costs: bytes on a phone, warm answers beside a static file server, and CPU of a cold picture beside sharp alone.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArtService } from '@onfile/art';
import type { SavedCard } from '@onfile/contract';
import { createSandbox } from '@onfile/sandbox';
import sharp from 'sharp';
import { type ArtServer, rate, start } from './lib/art-servers.ts';
import { accept, artHost, clientOf, openShop, phoneWidth, rowPictures } from './lib/art-shop.ts';
import { childrenCpu, cpuOf } from './lib/child-cpu.ts';
import { atLeast, atMost, type Report, rounded } from './lib/report.ts';
import { median } from './lib/statistics.ts';

const kilobytes = (bytes: number) => rounded(bytes / 1000, 1);
const mostBytes = 120;

/** Waves of colour under patches of 12 pixels, which do not vanish when it shrinks: harder to press than a photograph. The same at each run. */
async function photograph(seed: number): Promise<Uint8Array<ArrayBuffer>> {
  const [width, height] = [1536, 969];
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < pixels.length; at++) {
    const [x, y, channel] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width), at % 3];
    const patch =
      Math.imul((Math.floor(x / 12) * 7919 + Math.floor(y / 12) * 104_729 + seed) | 1, 2_654_435_761) >>> 26;
    const wave = Math.sin((x + seed * 90) / (20 + channel * 17)) + Math.sin((y - seed * 50) / (31 + channel * 9));
    pixels[at] = 96 + 48 * wave + patch;
  }
  return new Uint8Array(
    await sharp(pixels, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  );
}

/** What the gateway's hosts send for vera's list: the pictures that its rows draw, and all that it names. */
async function rawWeight(sandbox: ReturnType<typeof createSandbox>): Promise<{ drawn: number; named: number }> {
  const { cards } = await clientOf(sandbox).listStoredCards({ customer: 'vera' });
  const weigh = async (urls: readonly string[]) => {
    let bytes = 0;
    for (const url of urls) bytes += (await (await sandbox.art(new Request(url))).arrayBuffer()).byteLength;
    return bytes;
  };
  const named = cards.flatMap(({ assets }) => assets.flatMap(({ assetData }) => assetData.map(({ url }) => url)));
  return {
    drawn: await weigh(rowPictures(cards.map((card) => ({ ...card, id: card.token })))),
    named: await weigh([...new Set(named)]),
  };
}

/** vera's twelve cards as her phone gets them. */
async function listOnPhone(folder: string): Promise<Report> {
  const { art, ask, sandbox } = openShop(folder);
  // The sandbox has then drawn them all.
  const raw = await rawWeight(sandbox);
  const list: { cards: SavedCard[] } = await (await ask('/onfile/v1/cards')).json();
  const pictures = rowPictures(list.cards);
  let served = 0;
  for (const url of pictures) {
    const answer = await ask(`${url}?w=${phoneWidth}`);
    if (answer.headers.get('content-type') !== 'image/avif')
      throw new Error(`A picture is not there: ${answer.status}.`);
    served += (await answer.arrayBuffer()).byteLength;
  }
  await art.close();
  if (list.cards.length !== 12 || !pictures.length) throw new Error('vera has not twelve cards with art.');
  return {
    table: [
      {
        what: `vera's 12 cards, ${pictures.length} with art`,
        measured: `${kilobytes(served)} kB`,
        beside: `${kilobytes(raw.drawn)} kB as the gateway's hosts send them; with all that it names ${kilobytes(raw.named)} kB`,
      },
    ],
    findings: [atMost('kB of art for a list of 12 cards, 390 px, density 2', kilobytes(served), mostBytes)],
  };
}

/** The same if every card had art, and each were harder to press than any issuer's. */
async function busyOnPhone(): Promise<Report> {
  let raw = 0;
  const art = createArtService({
    hosts: ['art.test'],
    fetch: async ({ url }) => {
      const bytes = await photograph(Number(new URL(url).pathname.slice(1)));
      raw += bytes.length;
      return new Response(bytes);
    },
    // These weigh more as PNG than the service takes by default.
    maxBytes: 8 * 1024 * 1024,
    timeoutMs: 60_000,
  });
  let served = 0;
  for (let at = 1; at <= 12; at++) {
    const picture = await art.picture(new URL(`https://art.test/${at}`), { width: phoneWidth, accept });
    served += picture?.bytes.length ?? Infinity;
  }
  await art.close();
  return {
    table: [
      { what: '12 busy pictures', measured: `${kilobytes(served)} kB`, beside: `${kilobytes(raw)} kB as they are` },
    ],
    findings: [atMost('kB of art if all twelve were busy', kilobytes(served), mostBytes)],
  };
}

const rounds = 5;
/** Pictures that processes start with before anything is counted. */
const warmUp = 5;
const roundMs = 1000;

/** Answers a second from the cache, beside a static file server of the same picture. */
async function warmRate(folder: string): Promise<Report> {
  const files = join(folder, 'static');
  const shop = openShop(join(folder, 'warm'));
  const list: { cards: SavedCard[] } = await (await shop.ask('/onfile/v1/cards')).json();
  const [first = ''] = rowPictures(list.cards);
  const picture = new Uint8Array(await (await shop.ask(`${first}?w=${phoneWidth}`)).arrayBuffer());
  await shop.art.close();
  const disk = mkdtempSync(`${files}-`);
  writeFileSync(join(disk, 'picture.avif'), picture);

  const plain = await start('static', disk);
  const ours = await start('art', join(folder, 'warm'));
  await rate(plain.port, 1000);
  await rate(ours.port, 1000);
  const seen = { plain: { rates: [] as number[], cpu: 0 }, ours: { rates: [] as number[], cpu: 0 } };
  const cpu = ({ child }: ArtServer) => childrenCpu().get(String(child.pid)) ?? 0;
  const ask = async (server: ArtServer, into: { rates: number[]; cpu: number }) => {
    const before = cpu(server);
    const measured = await rate(server.port, roundMs);
    into.rates.push(measured);
    // The asking process may be the slower one; a server's own time an answer is not its matter.
    into.cpu += (cpu(server) - before) / ((measured * roundMs) / 1000) / rounds;
  };
  for (let round = 0; round < rounds; round++) {
    await ask(plain, seen.plain);
    await ask(ours, seen.ours);
  }
  const ended = [plain, ours].map(({ child }) => once(child, 'exit'));
  plain.child.disconnect();
  ours.child.disconnect();
  await Promise.all(ended);
  const [theirs, own] = [median(seen.plain.rates), median(seen.ours.rates)];
  const row = (answers: number, { cpu: spent }: { cpu: number }) =>
    `${answers.toFixed(0)} a second, ${spent.toFixed(2)} ms CPU each`;
  return {
    table: [
      { what: 'warm GET /art', measured: row(own, seen.ours), beside: `static file server ${row(theirs, seen.plain)}` },
    ],
    findings: [
      atLeast('warm GET /art ÷ static file server, answers a second', rounded(own / theirs), 0.5),
      atLeast('the same by CPU: static file server ÷ warm GET /art', rounded(seen.plain.cpu / seen.ours.cpu), 0.5),
    ],
  };
}

/** Waits until the painter is the only child: what was ended before is gone. */
async function onlyPainterLeft(): Promise<void> {
  while (childrenCpu().size > 1) await new Promise((done) => setTimeout(done, 20));
}

const only = (bytes: Uint8Array) =>
  new ReadableStream({
    start(stream) {
      stream.enqueue(bytes);
      stream.close();
    },
  });

/** CPU of a picture that nobody has asked for before, beside sharp's own resize of the same file. `count`: pictures in a round. */
async function coldCpu(width: number, count: number): Promise<Report> {
  const face = new Uint8Array(
    await (await createSandbox().art(new Request(`${artHost}/B5/MIR/aurora/w1536_h969.png`))).arrayBuffer(),
  );
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // Both have the file in memory: what a network would cost is not counted.
    const art = createArtService({ hosts: ['art.test'], fetch: async () => new Response(only(face)), processes: 1 });
    const paint = async (from: number, to: number) => {
      for (let at = from; at < to; at++)
        if (!(await art.picture(new URL(`https://art.test/${at}.png`), { width, accept })))
          throw new Error('A picture was not drawn.');
    };
    const alone = async (times: number) => {
      for (let at = 0; at < times; at++)
        await sharp(face).resize({ width }).avif({ quality: 60, effort: 3, chromaSubsampling: '4:4:4' }).toBuffer();
    };
    await paint(0, warmUp);
    await alone(warmUp);
    await onlyPainterLeft();
    ours.push((await cpuOf(() => paint(warmUp, warmUp + count))) / count);
    theirs.push((await cpuOf(() => alone(count))) / count);
    await art.close();
  }
  const [own, alone] = [median(ours), median(theirs)];
  return {
    table: [
      {
        what: `a cold 1536×969 PNG at ${width} px`,
        measured: `${own.toFixed(1)} ms CPU`,
        beside: `sharp's own resize ${alone.toFixed(1)} ms`,
      },
    ],
    findings: [atMost(`CPU of a cold 1536×969 PNG at ${width} px ÷ sharp's own`, rounded(own / alone), 1.5)],
  };
}

/** What card art costs. */
export default async function art(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'onfile-bench-art-'));
  const reports = [
    await listOnPhone(join(folder, 'phone')),
    await busyOnPhone(),
    await warmRate(folder),
    await coldCpu(phoneWidth, 40),
    // As a face asks for it: six times the pixels, a fifth of the pictures.
    await coldCpu(680, 8),
  ];
  rmSync(folder, { recursive: true });
  return { table: reports.flatMap(({ table }) => table), findings: reports.flatMap(({ findings }) => findings) };
}
