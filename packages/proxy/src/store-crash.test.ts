// `kill -9` at random moments. The witness is what the killed process had written to its pipe: a line for each acknowledged write.
// What this cannot show is a power cut: what the kernel has taken outlives a process in any mode, also with `synchronous = OFF`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { startPostgres } from '../../../scripts/postgres/server.ts';
import { startChild } from './children.case.ts';
import { ask, freshDatabase } from './postgres.case.ts';
import { createPostgresStore } from './postgres.ts';
import { createSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

const isFull = process.env['ONFILE_PROVE'] === '1';
const seed = Number(process.env['ONFILE_SEED'] ?? 20261128);
/** The bar P5: 300 kills over at least 5,000 acknowledged writes, on SQLite; a part of it elsewhere and in every run. */
const count = isFull
  ? { sqlite: 300, postgres: 60, server: 20, atLeast: 5000 }
  : { sqlite: 5, postgres: 3, server: 1, atLeast: 45 };

const folder = mkdtempSync(join(tmpdir(), 'onfile-crash-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Numbers below a bound, the same for a seed (mulberry32). */
function random(from: number): (below: number) => number {
  let state = from;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Lets processes write, one after another, and kills each in the middle. What they said was acknowledged. */
async function killAtRandom(where: string, kills: number, command = 'write', below = random(seed)): Promise<string[]> {
  const said: string[] = [];
  for (let life = 0; life < kills; life++) {
    const child = await startChild(where, command, `life${life}`);
    await child.heard(1);
    child.go();
    await child.heard(10 + below(30));
    // Somewhere within the writes that follow.
    await pause(below(4));
    child.process.kill('SIGKILL');
    expect(await child.ended, `life ${life} of seed ${seed}`).toBe('SIGKILL');
    said.push(...child.lines.slice(1));
  }
  return said;
}

/** Acknowledged writes that are not there. */
async function lost(said: readonly string[], store: Store): Promise<string[]> {
  const events = new Set((await store.undelivered(1e6)).map(({ id }) => id));
  const isThere: Record<string, (id: string, n: string) => Promise<boolean>> = {
    intent: async (id) => (await store.findByOrder(id)) !== undefined,
    claim: async (id) => (await store.get(id))?.attempts.length === 1,
    event: async (id) => events.has(id),
    limit: async (id) => !(await store.limits.peek(id, 1e12, 1, 1000)).allowed,
    period: async (id, n) => (await store.agreements.periods(id)).some(({ period }) => period === Number(n)),
  };
  const missing: string[] = [];
  for (const line of said) {
    const [kind = '', id = '', n = ''] = line.split(' ');
    if (!(await isThere[kind]?.(id, n))) missing.push(line);
  }
  return missing;
}

const minutes = (n: number) => ({ timeout: n * 60_000 });

it('SQLite keeps what it acknowledged, whenever its process is killed', minutes(20), async () => {
  const file = join(folder, 'kept.sqlite');
  const said = await killAtRandom(`sqlite:${file}`, count.sqlite);
  expect(said.length).toBeGreaterThanOrEqual(count.atLeast);
  const store = createSqliteStore({ file });
  expect(await lost(said, store)).toEqual([]);
  store.close();
  const db = new DatabaseSync(file, { readOnly: true });
  expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  db.close();
  console.log(`SQLite: ${count.sqlite} × kill -9, ${said.length} acknowledged writes, 0 lost; seed ${seed}`);
});

it('negative control: a store that says so before it is done is caught', minutes(5), async () => {
  const missing: string[] = [];
  // Chance decides whether a kill falls between the word and the deed: ten more, until one does.
  for (let batch = 0; batch < 15 && !missing.length; batch++) {
    const file = join(folder, `early-${batch}.sqlite`);
    const said = await killAtRandom(`sqlite:${file}`, 10, 'write-early', random(seed + batch));
    const store = createSqliteStore({ file });
    missing.push(...(await lost(said, store)));
    store.close();
  }
  expect(missing.length).toBeGreaterThan(0);
});

it('PostgreSQL keeps what it acknowledged, whenever a proxy is killed', minutes(20), async () => {
  const where = await freshDatabase();
  const said = await killAtRandom(where, count.postgres);
  const store = await createPostgresStore({ connectionString: where });
  expect(await lost(said, store)).toEqual([]);
  await store.close();
  console.log(`PostgreSQL: ${count.postgres} × kill -9, ${said.length} acknowledged writes, 0 lost; seed ${seed}`);
});

/** Until the server lets in again after its recovery. */
async function recovered(url: string): Promise<void> {
  for (;;)
    try {
      await ask(url, 'SELECT 1');
      return;
    } catch {
      await pause(50);
    }
}

it('PostgreSQL keeps what it acknowledged when the server itself crashes under it', minutes(20), async () => {
  const server = await startPostgres();
  const below = random(seed);
  const said: string[] = [];
  for (let life = 0; life < count.server; life++) {
    const child = await startChild(server.url, 'write', `life${life}`);
    await child.heard(1);
    child.go();
    await child.heard(10 + below(60));
    const [backend] = await ask(
      server.url,
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'onfile' LIMIT 1",
    );
    // One process of the server that is killed takes all others with it: the server starts again from its log.
    process.kill(Number(backend?.['pid']), 'SIGKILL');
    expect(await child.ended).not.toBe(0);
    said.push(...child.lines.slice(1));
    await recovered(server.url);
  }
  const store = await createPostgresStore({ connectionString: server.url });
  expect(await lost(said, store)).toEqual([]);
  await store.close();
  await server.stop();
  console.log(
    `PostgreSQL: ${count.server} crashes of the server, ${said.length} acknowledged writes, 0 lost; seed ${seed}`,
  );
});
