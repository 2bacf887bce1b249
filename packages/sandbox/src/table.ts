/** Keeps what a sandbox remembers somewhere that outlives it. Values are JSON text. */
export interface Keeper {
  /** Everything that was put and not removed, in the order in which it was first put. */
  load(): Iterable<{ table: string; key: string; value: string }>;
  put(table: string, key: string, value: string): void;
  remove(table: string, key: string): void;
  /** Forgets everything. */
  clear(): void;
}

/**
 * Records by their key, in the order in which they were first set, written through to a keeper where there is one.
 * A record is not changed in place: it is set again.
 */
export class Table<T> {
  readonly name: string;
  readonly #records = new Map<string, T>();
  readonly #keeper: Keeper | undefined;

  constructor(name: string, keeper?: Keeper) {
    this.name = name;
    this.#keeper = keeper;
  }

  get size(): number {
    return this.#records.size;
  }

  get(key: string): T | undefined {
    return this.#records.get(key);
  }

  has(key: string): boolean {
    return this.#records.has(key);
  }

  set(key: string, record: T): void {
    this.#records.set(key, record);
    this.#keeper?.put(this.name, key, JSON.stringify(record));
  }

  delete(key: string): void {
    if (this.#records.delete(key)) this.#keeper?.remove(this.name, key);
  }

  keys(): IterableIterator<string> {
    return this.#records.keys();
  }

  values(): IterableIterator<T> {
    return this.#records.values();
  }

  entries(): IterableIterator<[string, T]> {
    return this.#records.entries();
  }

  /** Takes a record from the keeper, without telling the keeper. */
  restore(key: string, value: string): void {
    this.#records.set(key, JSON.parse(value) as T);
  }

  /** Forgets the records; the keeper is cleared as a whole by whoever clears all tables. */
  clear(): void {
    this.#records.clear();
  }
}
