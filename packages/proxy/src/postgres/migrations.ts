import * as v from 'valibot';
import type { Database, Query } from './database.ts';

/** From each version to the next. A step that was released is never changed: write another. Records are JSON, with the columns that are asked for. */
const steps: readonly string[] = [
  `
CREATE TABLE onfile_intents (
  id text COLLATE "C" PRIMARY KEY,
  order_number text NOT NULL UNIQUE,
  unresolved_since bigint,
  due_at bigint,
  status text NOT NULL,
  created_at bigint NOT NULL,
  version integer NOT NULL,
  record text NOT NULL
);
CREATE INDEX onfile_intents_unresolved ON onfile_intents (unresolved_since) WHERE unresolved_since IS NOT NULL;
CREATE INDEX onfile_intents_due ON onfile_intents (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX onfile_intents_status ON onfile_intents (status, created_at, id);
CREATE INDEX onfile_intents_created ON onfile_intents (created_at, id);
CREATE TABLE onfile_outbox (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL UNIQUE,
  order_number text NOT NULL,
  due_at bigint NOT NULL DEFAULT 0,
  tries integer NOT NULL DEFAULT 0,
  event text NOT NULL
);
CREATE INDEX onfile_outbox_order ON onfile_outbox (order_number, position);
CREATE TABLE onfile_limits (
  key text PRIMARY KEY,
  moments text NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX onfile_limits_expiry ON onfile_limits (expires_at);
CREATE TABLE onfile_agreements (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL UNIQUE,
  order_number text NOT NULL UNIQUE,
  customer text NOT NULL,
  next_due_at bigint,
  record text NOT NULL
);
CREATE INDEX onfile_agreements_customer ON onfile_agreements (customer);
CREATE INDEX onfile_agreements_due ON onfile_agreements (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE TABLE onfile_agreement_periods (
  agreement text NOT NULL REFERENCES onfile_agreements (id),
  period integer NOT NULL,
  order_number text NOT NULL UNIQUE,
  PRIMARY KEY (agreement, period)
);`,
];

/** Who holds this lock migrates. The number is ours: the first eight bytes of the SHA-256 of "onfile migrations", cut to 53 bits. */
const lock = 7_424_421_504_308_595;

const Table = v.object({ name: v.nullable(v.string()) });
const Version = v.object({ version: v.number() });

const readVersion = 'SELECT coalesce(max(version), 0) AS version FROM onfile_migrations';

function refuseNewer(version: number): void {
  if (version > steps.length)
    throw new Error(
      `The payment record is of version ${version}, this code knows up to ${steps.length}. Start the newer code.`,
    );
}

async function migrate(query: Query): Promise<void> {
  await query('SELECT pg_advisory_xact_lock($1::bigint)', [lock]);
  await query(`CREATE TABLE IF NOT EXISTS onfile_migrations (
    version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`);
  // Another host may have been first. Only reading the table itself says so: a connection that has once seen that there is no
  // table goes on answering that (`to_regclass`) until it opens one.
  const { version } = v.parse(Version, (await query(readVersion)).rows[0]);
  refuseNewer(version);
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    await query(step);
    await query('INSERT INTO onfile_migrations (version) VALUES ($1)', [index + 1]);
  }
}

/**
 * Brings a database to the version of this code, whole or not at all, from one host while the others wait. Where it is there
 * already, only reading is needed: the role of a running proxy need not be allowed to make tables.
 *
 * @throws where the database is newer than this code: an older view of who was charged is no view.
 */
export async function migratePostgres(database: Database): Promise<void> {
  const [table] = await database.read("SELECT to_regclass('onfile_migrations')::text AS name");
  const isThere = v.parse(Table, table).name !== null;
  const version = isThere ? v.parse(Version, (await database.read(readVersion))[0]).version : 0;
  refuseNewer(version);
  if (version < steps.length) await database.transact(migrate);
}
