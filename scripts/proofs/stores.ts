// Somewhere for two proxies to keep payments, and away with it afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@onfile/proxy';
import { createPostgresStore } from '@onfile/proxy/postgres';
import { createSqliteStore } from '@onfile/proxy/sqlite';
import { startPostgres } from '../postgres/server.ts';

/** A record that processes share. */
export interface Where {
  /** As `proxy.ts` takes it. */
  where: string;
  /** The record itself, for whoever judges. */
  openStore: () => Promise<Store>;
}

/** Work on a fresh store: `sqlite` in a folder of its own, or `postgres` in a server of its own. */
export async function withStore<TValue>(kind: string, work: (where: Where) => Promise<TValue>): Promise<TValue> {
  if (kind === 'postgres') {
    const server = await startPostgres();
    const { url } = server;
    try {
      return await work({ where: url, openStore: () => createPostgresStore({ connectionString: url }) });
    } finally {
      await server.stop();
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'onfile-proof-'));
  const file = join(folder, 'payments.sqlite');
  try {
    return await work({ where: `sqlite:${file}`, openStore: async () => createSqliteStore({ file }) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
