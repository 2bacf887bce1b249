// What the proxy costs: a card list beside a bare pass-through to the same gateway, and a payment's three commits beside three bare ones.
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore } from '@onfile/proxy/sqlite';
import { atMost, type Report, rounded } from './lib/report.ts';
import { median, ratioOf, seeded, shuffled } from './lib/statistics.ts';
import { askOn, startTimed, type TimedServer } from './lib/timed-server.ts';

const rounds = 9;
const requests = 2000;
const connections = 16;
/** How much time of one core `GET /cards` may take, beside the pass-through; and a payment's commits beside bare ones. */
const limits = { list: 1.6, commits: 1.5 };

/** `first` has no goal: there each question is another shopper's, whose card names are sealed for the first time. */
const names = ['proxy', 'first', 'pass'] as const;
type Name = (typeof names)[number];

const question = Buffer.from(
  'GET /onfile/v1/cards HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nSec-Fetch-Site: same-origin\r\n\r\n',
);

async function costOf({ port, spent }: TimedServer): Promise<number> {
  let left = requests;
  const take = () => left-- > 0;
  const before = await spent();
  await Promise.all(Array.from({ length: connections }, () => askOn(port, question, take)));
  return ((await spent()) - before) / requests;
}

async function measureLists(): Promise<Report> {
  const gateway = await startTimed('proxy-server.ts', ['gateway']);
  const upstream = `http://127.0.0.1:${gateway.port}`;
  const servers = {
    proxy: await startTimed('proxy-server.ts', ['proxy', upstream]),
    first: await startTimed('proxy-server.ts', ['first', upstream]),
    pass: await startTimed('proxy-server.ts', ['pass', upstream]),
  };
  const random = seeded(20261128);
  const samples: Record<Name, number[]> = { proxy: [], first: [], pass: [] };
  // The first rounds warm both up and count for nothing.
  for (let round = -3; round < rounds; round++)
    for (const name of shuffled(names, random)) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time
      const cost = await costOf(servers[name]);
      if (round >= 0) samples[name].push(cost);
    }
  for (const { process } of [gateway, ...Object.values(servers)]) process.kill();
  const { ratio, low, high } = ratioOf(samples.proxy, samples.pass);
  return {
    table: names.map((name) => ({ what: 'GET /cards', app: name, 'cpu µs': rounded(median(samples[name]), 1) })),
    findings: [
      atMost(`time of GET /cards × a pass-through (${rounded(low)} to ${rounded(high)})`, rounded(ratio), limits.list),
    ],
  };
}

/** A payment as the record sees it: opened, claimed, concluded. Milliseconds by the clock: waiting for the disk is what it costs. */
async function payOnRecord(store: ReturnType<typeof createSqliteStore>, order: string): Promise<[number, string[]]> {
  const now = Date.now();
  const intent = {
    id: `intent-${order}`,
    order,
    customer: 'anna',
    amount: '1250.00',
    currency: 'RUB',
    status: 'open' as const,
    createdAt: now,
    expiresAt: now + 3_600_000,
    version: 0,
    attempts: [],
  };
  const began = performance.now();
  const opened = await store.createIntent(intent);
  const claim = await store.claim(intent.id, {
    key: `key-${order}`,
    card: 'k1_card',
    submittedAt: now,
    knownBills: [],
    emptyReads: 0,
  });
  if (claim.type !== 'claimed') throw new Error(`The order ${order} was not claimed.`);
  const event = {
    type: 'settled' as const,
    id: `${intent.id}.paid`,
    order,
    customer: 'anna',
    status: 'paid' as const,
    amount: '1250.00',
    currency: 'RUB',
    at: new Date(now).toISOString(),
  };
  const paid = await store.advance({ ...claim.intent, status: 'paid' }, { events: [event] });
  const took = performance.now() - began;
  return [took, [opened, claim.intent, paid, event].map((one) => JSON.stringify(one))];
}

function bareCommits(db: DatabaseSync, texts: readonly string[], order: string): number {
  const [opened = '', claimed = '', paid = '', event = ''] = texts;
  const began = performance.now();
  db.prepare('INSERT INTO records VALUES (?, ?)').run(order, opened);
  db.prepare('UPDATE records SET record = ? WHERE id = ?').run(claimed, order);
  db.exec('BEGIN');
  db.prepare('UPDATE records SET record = ? WHERE id = ?').run(paid, order);
  db.prepare('INSERT INTO events VALUES (?, ?)').run(order, event);
  db.exec('COMMIT');
  return performance.now() - began;
}

async function measureCommits(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'onfile-bench-'));
  const store = createSqliteStore({ file: join(folder, 'ours.sqlite') });
  const db = new DatabaseSync(join(folder, 'bare.sqlite'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  db.exec('CREATE TABLE records (id TEXT PRIMARY KEY, record TEXT); CREATE TABLE events (id TEXT, event TEXT)');
  const ours: number[] = [];
  const bare: number[] = [];
  for (let number = -50; number < 500; number++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const [took, texts] = await payOnRecord(store, `order-${number}`);
    const beside = bareCommits(db, texts, `order-${number}`);
    if (number < 0) continue;
    ours.push(took);
    bare.push(beside);
  }
  store.close();
  db.close();
  rmSync(folder, { recursive: true, force: true });
  const { ratio, low, high } = ratioOf(ours, bare);
  return {
    table: Object.entries({ ours, bare }).map(([app, samples]) => ({
      what: 'three commits, FULL',
      app,
      'clock ms': rounded(median(samples), 3),
    })),
    findings: [
      atMost(`three commits of a payment × bare (${rounded(low)} to ${rounded(high)})`, rounded(ratio), limits.commits),
    ],
  };
}

/** What the proxy adds to a list, and the record to a payment. */
export default async function proxy(): Promise<Report> {
  const commits = await measureCommits();
  const lists = await measureLists();
  return { table: [...lists.table, ...commits.table], findings: [...lists.findings, ...commits.findings] };
}
