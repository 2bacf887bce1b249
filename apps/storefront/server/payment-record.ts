import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createMemoryStore, type Store } from '@onfile/proxy';
import { createSqliteStore } from '@onfile/proxy/sqlite';
import type { StoreChoice } from './env.ts';

const reason = (error: unknown) =>
  error instanceof Error ? error.message || ('code' in error && String(error.code)) || error.name : 'no reason given';

/**
 * Opens the payment record where the environment says.
 *
 * @throws saying what to look at, where it cannot be opened; the password of a database is never in the message.
 */
export async function openPaymentRecord(choice: StoreChoice, folder: string): Promise<Store> {
  try {
    return await open(choice, folder);
  } catch (error) {
    throw new Error(`The payment record cannot be opened (${reason(error)}). Look at ONFILE_STORE: ${choice.type}.`, {
      cause: error,
    });
  }
}

async function open(choice: StoreChoice, folder: string): Promise<Store> {
  if (choice.type === 'memory') return createMemoryStore();
  if (choice.type === 'postgres') {
    // Loaded when named: a shop on SQLite needs no `pg`.
    const { createPostgresStore } = await import('@onfile/proxy/postgres');
    return createPostgresStore({ connectionString: choice.url });
  }
  const { file = `${folder}/payments.sqlite` } = choice;
  mkdirSync(dirname(file), { recursive: true });
  return createSqliteStore({ file });
}
