import { Client } from 'pg';
import { beforeAll, inject, vi } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Answers with the address of the run's PostgreSQL, which it starts for the first who asks. */
    postgresDoor: string;
  }
}

/** The address of the run's PostgreSQL. @throws saying why, where it does not start. */
export async function postgresUrl(): Promise<string> {
  const answer = await fetch(inject('postgresDoor'));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

// Whoever imports this waits for the server before the first test, and has time for a disk that others write to as well.
vi.setConfig({ testTimeout: 60_000 });
beforeAll(async () => void (await postgresUrl()), 120_000);

let databases = 0;

/** Makes an empty database of this process's own. Answers with its connection string. */
export async function freshDatabase(): Promise<string> {
  const url = await postgresUrl();
  const name = `onfile_${process.pid}_${databases++}`;
  const client = new Client({ connectionString: url });
  await client.connect();
  // A fresh copy of the template, without a checkpoint of everything else.
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0 STRATEGY wal_log`);
  await client.end();
  return url.replace(/postgres$/, name);
}

const tables = ['agreement_periods', 'agreements', 'outbox', 'limits', 'intents'];

/** Opens one database again and again, empty each time: far quicker than a new one. */
export function emptiedDatabase(): () => Promise<string> {
  let made: Promise<string> | undefined;
  return async () => {
    if (!made) return (made = freshDatabase());
    await ask(await made, tables.map((table) => `DELETE FROM onfile_${table}`).join(';'));
    return made;
  };
}

/** One question of a connection of its own: what a person with `psql` would see. */
export async function ask(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
