// The frame and the gateway at both ends of a shop's process, and a search through all that the process leaves behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '@onfile/sandbox';
import { writings } from './canaries.case.ts';
import { browser, pressKey } from './guard-shop.case.ts';

/** What a run is made of. */
export interface Life {
  payments: number;
  /** Codes that are typed, in turn. */
  codes: readonly string[];
  broken?: string;
}

/** What a process left behind, by where, and what reached the gateway. */
export interface Left {
  /** `stdout`, `stderr`, `answers`, the heap in two ways, and the files of its folder. */
  places: Record<string, Buffer>;
  /** Bodies at the gateway that carried the code of their payment under its name. */
  carried: number;
  /** Other bodies at the gateway with a parameter of that name. */
  strays: number;
  statuses: Record<string, number>;
}

/** How the gateway answers a payment. `echo` ones quote what they were sent. */
const ways = ['paid', 'paid-echo', 'html-echo', 'fault-echo', 'reset', 'silent', 'cut-echo', 'declined'] as const;
type Way = (typeof ways)[number] | 'held';

/** What a frame sends, beside what it should. `CODE` stands for the code. */
const malformed = [
  '{"card":"x","cvc":"CODE"',
  'cvc=CODE&x=1',
  '{"cvc":CODE}',
  'CODE',
  '"CODE"',
  '[[[[[[[[[["CODE"]]]]]]]]]]',
  '{"card":"x","cvc":"CODE","more":"CODE"}',
  '{"card":"x","cvc":"CODE ","browser":{}}',
  `{"card":"${'x'.repeat(1200)}","cvc":"CODE"}`,
  '{"__proto__":{"cvc":"CODE"}}',
];

const page = (text: string) => `<html><body><pre>${text}</pre></body></html>`;

async function textOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** The gateway: the sandbox, and what a bad day makes of it. */
async function openGateway(wayOf: (order: string) => Way, codeOf: (order: string) => string) {
  const sandbox = createSandbox({ acceptDuplicates: true });
  const seen = { carried: 0, strays: 0 };
  let arrived = () => {};
  const held = new Promise<void>((done) => (arrived = done));
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const text = await textOf(incoming);
    const isPayment = incoming.url?.endsWith('/tokenpay.cfm');
    const order = isPayment ? String(JSON.parse(text).OrderNumber) : '';
    const isCarried = isPayment && JSON.parse(text).Cvc2 === codeOf(order);
    if (isCarried) seen.carried++;
    else if (/cvc/i.test(text)) seen.strays++;
    const way = isPayment ? wayOf(order) : 'paid';
    if (way === 'held') arrived();
    if (way === 'silent' || way === 'held') return;
    if (way === 'reset') return void incoming.socket.destroy();
    if (way === 'html-echo') return void outgoing.writeHead(500, { 'x-echo': codeOf(order) }).end(page(text));
    if (way === 'fault-echo')
      return void outgoing
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ fault: { detail: `Wrong format: ${text}`, faultcode: 4, faultstring: 115 } }));
    if (way === 'declined') sandbox.fault({ service: 'tokenpay', kind: 'decline', code: 'AS101', times: 1 });
    const said = await sandbox(
      new Request(`https://gateway.test${incoming.url}`, {
        method: 'POST',
        headers: { 'content-type': String(incoming.headers['content-type']) },
        body: text,
      }),
    );
    const body = await said.text();
    const echoed = way.endsWith('-echo')
      ? body.replace('{', () => `{"cvc2":"${codeOf(order)}","echo":${JSON.stringify(text)},`)
      : body;
    const type = said.headers.get('content-type') ?? 'application/json';
    if (way !== 'cut-echo') return void outgoing.writeHead(said.status, { 'content-type': type }).end(echoed);
    outgoing.writeHead(200, { 'content-type': type, 'content-length': String(echoed.length + 100) });
    outgoing.write(echoed, () => incoming.socket.destroy());
  };
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    seen,
    /** A payment that is to be held has come. */
    held,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What a process sends under a name. */
const said = async (child: ChildProcess, name: string): Promise<string> => {
  for (;;) {
    const [message]: unknown[] = await once(child, 'message');
    if (message && typeof message === 'object' && name in message) return String(Reflect.get(message, name));
  }
};

/** One life of a process: payments with codes in every way that they can go, then a crash in the middle of one. */
export async function live({ payments, codes, broken = '' }: Life): Promise<Left> {
  const above = mkdtempSync(join(tmpdir(), 'onfile-code-'));
  const folder = join(above, 'left');
  mkdirSync(folder);
  const orders = new Map<string, { way: Way; code: string }>();
  const gateway = await openGateway(
    (order) => orders.get(order)?.way ?? 'paid',
    (order) => orders.get(order)?.code ?? 'none',
  );
  const child = spawn(
    process.execPath,
    [
      '--conditions=@onfile/source',
      '--expose-gc',
      '--heap-snapshot-string-limit=100000',
      '--report-uncaught-exception',
      `--report-directory=${folder}`,
      '--trace-uncaught',
      fileURLToPath(new URL('code-process.case.ts', import.meta.url)),
      folder,
      gateway.url,
      broken,
    ],
    { env: { ...env, NODE_DEBUG: 'http,net,tls,fetch,undici' }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  const out: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  child.stdout?.on('data', (chunk: Buffer) => out.stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => out.stderr.push(chunk));
  const ended = once(child, 'close');
  const port = await Promise.race([said(child, 'port'), ended.then(() => undefined)]);
  if (port === undefined) throw new Error(Buffer.concat(out.stderr).toString().slice(-2000));

  const answers: string[] = [];
  const statuses: Record<string, number> = {};
  const send = async (
    method: string,
    path: string,
    body?: string,
    sent: Record<string, string> = {},
    signal?: AbortSignal,
  ) => {
    const answer = await fetch(`http://127.0.0.1:${port}/onfile/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...sent },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
    const text = await answer.text();
    // Lengths and times are numbers of their own.
    const headers = [...answer.headers].filter(([name]) => name !== 'content-length' && name !== 'date');
    answers.push(`${answer.status} ${JSON.stringify(headers)} ${text}`);
    return { status: answer.status, body: text ? JSON.parse(text) : {} };
  };
  const page = { 'x-session': 'vera', origin: 'https://shop.test' };
  const { cards } = (await send('GET', '/cards', undefined, page)).body;
  const cardOf = (last4: string): string => cards.find((one: { last4: string }) => one.last4 === last4).id;
  const [asks, amex, plain] = [cardOf('1881'), cardOf('1005'), cardOf('4242')];

  const open = async (order: string, way: Way, code: string) => {
    orders.set(order, { way, code });
    const { id, secret } = (await send('POST', '/intents', JSON.stringify({ order }), page)).body;
    const frame = {
      origin: 'https://pay.shop.test',
      'sec-fetch-site': 'same-origin',
      authorization: `Bearer ${secret}`,
    };
    const confirm = (body: string, key: number, signal?: AbortSignal) =>
      send('POST', `/intents/${id}/confirm`, body, { ...frame, 'idempotency-key': pressKey(key) }, signal);
    return { id, bearer: { ...page, authorization: `Bearer ${secret}` }, confirm };
  };
  const bodyOf = (card: string, code: string) => JSON.stringify({ card, browser, cvc: code });

  for (let n = 0; n < payments; n++) {
    const code = codes[n % codes.length] ?? '';
    const card = code.length === 4 ? amex : asks;
    const way = ways[n % ways.length] ?? 'paid';
    const order = `life-${n}${n % 11 === 10 ? '-lost' : ''}`;
    const { id, bearer, confirm } = await open(order, way, code);
    // Beforehand, what is no confirm, and a card that wants no code.
    await confirm((malformed[n % malformed.length] ?? '').replaceAll('CODE', code), n * 10);
    if (n % 3 === 0) await confirm(bodyOf(plain, code), n * 10 + 1);
    if (n % 5 === 0)
      await send('POST', `/intents/${id}/confirm?cvc=${code}`, bodyOf(card, code), { origin: 'https://evil.test' });
    // A shopper who leaves while the gateway thinks.
    const leaving = n % 6 === 5 ? AbortSignal.timeout(30) : undefined;
    const { status } = await confirm(bodyOf(card, code), n * 10 + 2, leaving).catch(() => ({ status: 0 }));
    const name = `${way} ${status}`;
    statuses[name] = (statuses[name] ?? 0) + 1;
    // The same key again: with the code, and for another card.
    await confirm(bodyOf(card, code), n * 10 + 2);
    if (n % 4 === 0) await confirm(bodyOf(plain, code), n * 10 + 2);
    await send('GET', `/intents/${id}`, undefined, bearer);
  }
  child.send('say');
  await said(child, 'done');
  child.send('heap');
  const heap = await said(child, 'heap');
  // The end comes in the middle of a payment, its code in flight.
  const code = codes.find(({ length }) => length === 3) ?? '';
  const last = await open('life-end', 'held', code);
  const dying = last.confirm(bodyOf(asks, code), 7_000_000).catch(() => {});
  await gateway.held;
  child.send('crash');
  await ended;
  await dying;
  gateway.close();

  const places: Record<string, Buffer> = {
    stdout: Buffer.concat(out.stdout),
    stderr: Buffer.concat(out.stderr),
    answers: Buffer.from(answers.join('\n')),
    heap: readFileSync(heap),
  };
  places[bareHeap] = places['heap'] ?? Buffer.alloc(0);
  for (const name of readdirSync(folder)) places[name] = readFileSync(join(folder, name));
  rmSync(above, { recursive: true });
  return { places, ...gateway.seen, statuses };
}

/** Writings in which digits are digits. */
const asDigits = new Set(['raw', 'lower case', 'upper case', 'URL', 'JSON', 'reversed']);

/** Digits that stand alone, neither within a number nor within a name of ours; and digits right after what a code is called. */
const inText = [/(?<![\w-]|\d\.)(\d{3,4})(?![\w-]|\.\d)/g, /(?:cvc|cvv|csc|code)[a-z_]{0,2}(\d{3,4})(?!\d)/gi];
/** In a heap: a body with a code under its name; and a text that is a code, of which a program has some of its own. */
const inHeap = [/cvc2?\W{1,8}(\d{3,4})(?!\d)/gi];
const bare = [/(?<=[,[\n])"(\d{3,4})"(?=[,\]\n])/g];

/** The heap once more, for texts that are nothing but a code. */
export const bareHeap = 'heap, bare';

/** Reads a place once, and then says of any code how often it stands there, in any writing. */
export function search(name: string, bytes: Buffer): (code: string) => number {
  const isHeap = name.startsWith('heap');
  const text = bytes.toString('latin1');
  const seen = new Map<string, number>();
  for (const pattern of name === bareHeap ? bare : isHeap ? inHeap : inText)
    for (const [, digits = ''] of text.matchAll(pattern)) seen.set(digits, (seen.get(digits) ?? 0) + 1);
  return (code) => {
    let times = seen.get(code) ?? 0;
    for (const [how, written] of isHeap ? [] : Object.entries(writings(code)))
      // Digits as they are were counted; what is written in three signs stands in every long text by chance.
      if (!asDigits.has(how) && written.length > 3)
        for (let at = bytes.indexOf(written); at >= 0; at = bytes.indexOf(written, at + 1)) times++;
    return times;
  };
}
