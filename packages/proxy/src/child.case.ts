// A process of its own on a store, for tests: `node child.case.ts STORE COMMAND …`. Says "up", waits to be told, and then writes a
// line for each thing that the store has acknowledged, straight to the pipe: what was written there outlives `kill -9`.
import { writeSync } from 'node:fs';
import { decideClaim } from './payment-store.ts';
import { createPostgresStore } from './postgres.ts';
import { agreement, attempt, event, intent } from './records.case.ts';
import { createSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';
import { told } from './told.case.ts';

const [where = '', command = '', ...words] = process.argv.slice(2);
const say = (line: string) => void writeSync(1, `${line}\n`);

const open = async (): Promise<Store> =>
  where.startsWith('sqlite:')
    ? createSqliteStore({ file: where.slice('sqlite:'.length) })
    : createPostgresStore({ connectionString: where });

/** A broken store: it looks, and then writes, and does not ask whether anybody came between. */
const torn = (store: Store): Store => ({
  ...store,
  async claim(id, wish) {
    const kept = await store.get(id);
    if (!kept) return { type: 'closed' };
    const claim = decideClaim(kept, wish);
    if (claim.type === 'claimed') await store.advance({ ...claim.intent, version: kept.version });
    return claim;
  },
});

/** Wants every order of a list once, in the same order as everybody else, and says which it got. */
async function claimAll(store: Store, name: string, orders: number): Promise<void> {
  for (let n = 0; n < orders; n++) {
    const order = String(n);
    const claim = await store.claim(order, attempt({ key: `${name}-${order}` }));
    if (claim.type === 'claimed') say(order);
  }
}

/** Writes without end, each kind of write in turn. `early` says so before it is done: what a store must not do. */
async function writeOn(store: Store, name: string, isEarly: boolean): Promise<void> {
  await store.agreements.create(agreement({ id: name, order: `${name}-first` }));
  const acknowledged = async (line: string, work: () => Promise<unknown>) => {
    if (isEarly) say(line);
    await work();
    if (!isEarly) say(line);
  };
  for (let n = 1; ; n++) {
    const order = `${name}-${n}`;
    await acknowledged(`intent ${order}`, () => store.createIntent(intent({ id: order, order })));
    await acknowledged(`claim ${order}`, () => store.claim(order, attempt()));
    const kept = await store.get(order);
    if (kept)
      await acknowledged(`event ${order}`, () => store.advance(kept, { events: [event({ id: order, order })] }));
    await acknowledged(`limit ${order}`, () => store.limits.hit(order, 1e12, 1, 1000));
    await acknowledged(`period ${name} ${n}`, () => store.agreements.claimPeriod(name, n, `${order}-repeat`));
  }
}

// A database that goes away ends the process in one line: tests that take it away expect that.
process.once('uncaughtException', (error) => {
  console.error(`A process on the store ended: ${error.message}`);
  process.exit(1);
});

const name = words[0] ?? '';
if (command === 'open') {
  say('up');
  await told();
  const store = await open();
  say(JSON.stringify(await store.summary()));
  await store.close();
} else {
  const store = await open();
  say('up');
  await told();
  if (command === 'claim') await claimAll(store, name, Number(words[1]));
  if (command === 'claim-torn') await claimAll(torn(store), name, Number(words[1]));
  if (command === 'write') await writeOn(store, name, false);
  if (command === 'write-early') await writeOn(store, name, true);
  await store.close();
}
