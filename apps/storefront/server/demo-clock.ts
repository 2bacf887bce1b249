/** The demo's own time: a month passes in a second, so that a subscription can be seen to come due. Nothing moves it elsewhere. */
export class DemoClock {
  #days = 0;

  /** Milliseconds since the epoch. */
  now = (): number => Date.now() + this.#days * 86_400_000;

  /** How many days it is ahead of the real time. */
  get days(): number {
    return this.#days;
  }

  /** Sets it so many days ahead. */
  set(days: number): void {
    this.#days = days;
  }
}
