import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Keeper } from './table.ts';

const kind = 'paid-order';
/** How many marks fit in before there is a need to grow: enough for most, one megabyte. */
const firstCapacity = 2 ** 17;

/** Eight bytes that stand for an order's number: that two numbers of a million share theirs is as likely as one in 36 million. */
function markOf(order: string): bigint {
  const { buffer, byteOffset } = sha256(utf8ToBytes(order));
  // Zero means a free place.
  return new DataView(buffer, byteOffset).getBigUint64(0) || 1n;
}

/**
 * Orders that were paid and whose bills are no longer remembered: what is left of them is that they must not be paid again. A
 * hundred thousand take one megabyte, and each further one 11 to 22 bytes.
 */
export class PaidOrders {
  readonly #keeper: Keeper | undefined;
  readonly #capacity: number;
  /** Marks in the first free place from where their last bits lead to; no more than three quarters are taken. */
  #places: BigUint64Array;
  #count = 0;

  constructor(keeper?: Keeper, capacity = firstCapacity) {
    this.#keeper = keeper;
    this.#capacity = capacity;
    this.#places = new BigUint64Array(0);
  }

  add(order: string): void {
    const mark = markOf(order);
    if (this.#put(mark)) this.#keeper?.put(kind, mark.toString(36), '1');
  }

  has(order: string): boolean {
    if (!this.#count) return false;
    const mark = markOf(order);
    return this.#places[this.#placeOf(mark)] === mark;
  }

  /** Takes a mark from the keeper, without telling the keeper. Says whether the record was one. */
  restore(table: string, key: string): boolean {
    if (table !== kind) return false;
    let mark = 0n;
    for (const digit of key) mark = mark * 36n + BigInt(Number.parseInt(digit, 36));
    this.#put(mark);
    return true;
  }

  /** Forgets them; the keeper is cleared as a whole. */
  clear(): void {
    this.#places = new BigUint64Array(0);
    this.#count = 0;
  }

  /** The place that a mark has, or would have. */
  #placeOf(mark: bigint): number {
    const last = this.#places.length - 1;
    let place = Number(mark & BigInt(last));
    while (this.#places[place] && this.#places[place] !== mark) place = (place + 1) & last;
    return place;
  }

  /** Says whether it is new. */
  #put(mark: bigint): boolean {
    if (this.#count >= this.#places.length * 0.75) this.#grow();
    const place = this.#placeOf(mark);
    if (this.#places[place] === mark) return false;
    this.#places[place] = mark;
    this.#count++;
    return true;
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new BigUint64Array(before.length * 2 || this.#capacity);
    for (const mark of before) if (mark) this.#places[this.#placeOf(mark)] = mark;
  }
}
