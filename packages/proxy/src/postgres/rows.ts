import * as v from 'valibot';

const Row = v.object({ record: v.string() });

/** The record of a row that may not be there. What stands in it was written by a store. */
export function readRecord<T>(row: unknown): T | undefined {
  return row === undefined ? undefined : JSON.parse(v.parse(Row, row).record);
}

/** The records of rows. */
export function readRecords<T>(rows: readonly unknown[]): T[] {
  return rows.map((row) => JSON.parse(v.parse(Row, row).record));
}
