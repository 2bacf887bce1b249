import { DatabaseSync } from 'node:sqlite';
import type { Keeper } from '../table.ts';

/** A keeper with a file, which is to be closed. */
export interface DataFile extends Keeper {
  close(): void;
}

/**
 * Keeps what a sandbox remembers in a SQLite file: `createSandbox({ keeper: openDataFile('sandbox.sqlite') })`. A sandbox that
 * is opened on the file again goes on where it was. Only one process may have it open.
 *
 * @throws Error of SQLite where the file cannot be opened or is none of its own.
 */
export function openDataFile(file: string): DataFile {
  const database = new DatabaseSync(file);
  database.exec(`
    pragma journal_mode = wal;
    pragma locking_mode = exclusive;
    create table if not exists record (
      at integer primary key,
      kind text not null,
      key text not null,
      value text not null,
      unique (kind, key)
    ) strict;
  `);
  const all = database.prepare('select kind, key, value from record order by at');
  const put = database.prepare(
    'insert into record (kind, key, value) values (?, ?, ?) on conflict (kind, key) do update set value = excluded.value',
  );
  const remove = database.prepare('delete from record where kind = ? and key = ?');
  const clear = database.prepare('delete from record');
  return {
    *load() {
      for (const { kind, key, value } of all.iterate())
        yield { table: String(kind), key: String(key), value: String(value) };
    },
    put: (table, key, value) => void put.run(table, key, value),
    remove: (table, key) => void remove.run(table, key),
    clear: () => void clear.run(),
    close: () => database.close(),
  };
}
