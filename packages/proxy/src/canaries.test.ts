// S8: password, token and customer number, in every writing, in nothing that a shop leaves behind: what it prints, its event log, its
// answers, its database with the write-ahead log. The witness is the bytes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { canaries, canariesIn, writings } from './canaries.case.ts';
import { allowListed } from './event-log.ts';
import { type ProxyEvent, Secret } from './index.ts';

vi.setConfig({ testTimeout: 300_000 });

const isFull = env['ONFILE_PROVE'] === '1';
const seed = Number(env['ONFILE_SEED'] ?? 20261128);
const orders = isFull ? 1000 : 30;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Runs the shop to its violent end, and says which canaries are where. */
function runShop(count: number, broken = '') {
  const folder = mkdtempSync(join(tmpdir(), 'onfile-canary-'));
  folders.push(folder);
  const file = fileURLToPath(new URL('canary-shop.case.ts', import.meta.url));
  const child = spawnSync(
    process.execPath,
    ['--conditions=@onfile/source', file, folder, String(seed), String(count), broken],
    { env: { ...env, NODE_DEBUG: 'http,net,fetch,undici' }, maxBuffer: 1 << 28 },
  );
  const left: Record<string, Buffer> = { stdout: child.stdout, stderr: child.stderr };
  for (const name of readdirSync(folder)) left[name] = readFileSync(join(folder, name));
  const found = Object.entries(left).flatMap(([name, bytes]) => canariesIn(bytes).map((what) => `${name}: ${what}`));
  return { left, found, said: child.stdout.toString() };
}

describe('S8: what a shop leaves behind', () => {
  it('holds no password, no token and no customer number, in any writing', () => {
    const { left, found, said } = runShop(orders);
    const sizes = Object.entries(left).map(([name, bytes]) => `${name} ${bytes.length}`);
    const forms = Object.keys(writings(canaries.token)).length;
    console.log(
      `S8: ${orders} orders (seed ${seed}), 3 canaries in ${forms} writings: ${found.length} found in ${sizes.join(', ')} bytes`,
    );
    expect(found, `Replay: ONFILE_SEED=${seed} vitest run --project unit packages/proxy/src/canaries.test.ts`).toEqual(
      [],
    );
    // It did live: it paid, it failed, and it left a write-ahead log.
    expect(said.endsWith('paid true\n')).toBe(true);
    expect(Object.keys(left)).toEqual(expect.arrayContaining(['payments.sqlite', 'payments.sqlite-wal', 'events.log']));
    expect(left['payments.sqlite-wal']?.length).toBeGreaterThan(0);
    expect(left['events.log']?.toString()).toContain('"type":"failed"');
  });

  it.each([
    ['log', 'events.log: customer, raw'],
    ['store', 'payments.sqlite-wal: customer, raw'],
    ['print', 'stdout: password, raw'],
  ])('negative control: a build that is careless with its %s is caught', (broken, expected) => {
    expect(runShop(1, broken).found).toContain(expected);
  });

  it.each(Object.entries(writings(canaries.token)))(
    'negative control: a token written as %s is found',
    (_, written) => {
      expect(canariesIn(Buffer.concat([Buffer.from('before'), written, Buffer.from('after')]))).not.toEqual([]);
    },
  );

  it('negative control: base64 of a longer text is found wherever the canary stands in it', () => {
    for (const before of ['', 'a', 'ab', 'abc'])
      expect(canariesIn(Buffer.from(btoa(`${before}${canaries.customer}!!`)))).not.toEqual([]);
  });
});

describe('a secret', () => {
  it('prints nowhere, and is had by asking', () => {
    const secret = new Secret('hunter2');
    const printed = [
      String(secret),
      `${secret as unknown as string}`,
      JSON.stringify({ secret }),
      inspect({ deep: { deeper: { deepest: secret } } }, { depth: Infinity, showHidden: true }),
      inspect(new Error('x', { cause: secret })),
      JSON.stringify(Object.entries(secret)),
      JSON.stringify(Object.assign({}, secret)),
      Object.getOwnPropertyNames(secret).join(),
    ];
    for (const text of printed) expect(text).not.toContain('hunter2');
    expect(printed[0]).toBe('[redacted]');
    expect(secret.reveal()).toBe('hunter2');
  });
});

/** A field of an event is a number or a word, by type: no object, no error, no request. */
type FieldsOf<T> = T extends unknown ? Exclude<T[keyof T], undefined> : never;
type Loggable<T> = [T] extends [string | number] ? true : false;

describe('the event log', () => {
  const heard = (event: unknown): ProxyEvent[] => {
    const all: ProxyEvent[] = [];
    allowListed((one) => void all.push(one))(event as ProxyEvent);
    return all;
  };

  it('has only words and numbers, by type', () => {
    const holds: Loggable<FieldsOf<ProxyEvent>> = true;
    // @ts-expect-error An event with an object in it is none.
    const control: Loggable<FieldsOf<ProxyEvent | { type: 'x'; error: Error }>> = true;
    expect([holds, control]).toHaveLength(2);
  });

  it.each([
    [
      { type: 'payment.claimed', intent: 'i-1', attempt: 1 },
      { type: 'payment.claimed', intent: 'i-1', attempt: 1 },
    ],
    // A field that is not listed is left out, whatever it holds.
    [
      { type: 'payment.claimed', intent: 'i-1', attempt: 1, customer: 'anna', request: { cookie: 'x' } },
      { type: 'payment.claimed', intent: 'i-1', attempt: 1 },
    ],
    // A listed field that holds something else.
    [
      { type: 'failed', route: 'GET /cards?x=1', error: 'no row for anna' },
      { type: 'failed', route: 'unknown', error: 'unknown' },
    ],
    [
      { type: 'failed', route: 'listCards', error: new Error('x') },
      { type: 'failed', route: 'listCards', error: 'unknown' },
    ],
    [
      { type: 'gateway.failed', operation: 'list', error: 'AssistFault', first: Infinity, second: '7' },
      { type: 'gateway.failed', operation: 'list', error: 'AssistFault' },
    ],
    [
      { type: 'payment.status', intent: 'i'.repeat(200), status: { toString: () => 'paid' } },
      { type: 'payment.status', intent: 'unknown', status: 'unknown' },
    ],
  ])('of %j says %j', (event, expected) => expect(heard(event)).toEqual([expected]));

  it.each([{ type: 'debug', body: 'x' }, { type: '__proto__' }, { type: 'toString' }])('says nothing of %j', (event) =>
    expect(heard(event)).toEqual([]),
  );

  it('that fails stops nothing', () => {
    const broken = allowListed(() => {
      throw new Error('disk full');
    });
    expect(() => broken({ type: 'cards.dropped', count: 1 })).not.toThrow();
  });
});
