// P1. `node p1.ts sqlite|postgres ORDERS KILLS`, `ONFILE_SEED` to replay.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresStore } from '@onfile/proxy/postgres';
import { createSqliteStore } from '@onfile/proxy/sqlite';
import { startPostgres } from '../postgres/server.ts';
import { lineOf, runChaos } from './chaos.ts';

const [kind = 'sqlite', orders = '100', kills = '5'] = process.argv.slice(2);
const seed = Number(process.env['ONFILE_SEED'] ?? 20_261_128);
console.log(`chaos on ${kind}: ${orders} orders, ${kills} kills, seed ${seed}`);
const run = { seed, orders: Number(orders), kills: Number(kills) };

async function onSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'onfile-p1-'));
  try {
    const where = `sqlite:${join(folder, 'payments.sqlite')}`;
    return await runChaos({ ...run, where, openStore: async () => createSqliteStore({ file: where.slice(7) }) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres() {
  const server = await startPostgres();
  try {
    const { url } = server;
    return await runChaos({ ...run, where: url, openStore: () => createPostgresStore({ connectionString: url }) });
  } finally {
    await server.stop();
  }
}

const outcome = await (kind === 'postgres' ? onPostgres() : onSqlite());
for (const { what, order, detail } of outcome.violations.slice(0, 40)) console.log(`${what}: ${order} (${detail})`);
const held = outcome.violations.length === 0 && outcome.presses >= 2.5 * outcome.orders && outcome.kills >= run.kills;
console.log(`figure: ${lineOf(outcome)}`);
if (!held)
  console.log(
    `Replay: ONFILE_SEED=${seed} node --conditions=@onfile/source scripts/proofs/p1.ts ${kind} ${orders} ${kills}`,
  );
process.exit(held ? 0 : 1);
