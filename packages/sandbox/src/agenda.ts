/** Something that happens by the sandbox's clock and not because somebody asks. */
export interface Due {
  at: number;
  what: 'decide' | 'deliver';
  /** Which authentication, or which notification. */
  id: string;
}

/**
 * What is still to happen. It happens when its time has come by the sandbox's clock: at the next request, when the clock is
 * moved, or when a timer of the real clock wakes it.
 */
export class Agenda {
  readonly #now: () => number;
  readonly #later: (run: () => void, milliseconds: number) => void;
  readonly #act: (due: Due) => Promise<void>;
  readonly #underWay = new Set<Promise<void>>();
  #due: Due[] = [];

  constructor(
    now: () => number,
    later: (run: () => void, milliseconds: number) => void,
    act: (due: Due) => Promise<void>,
  ) {
    this.#now = now;
    this.#later = later;
    this.#act = act;
  }

  add(due: Due): void {
    this.#due.push(due);
    this.#due.sort((one, two) => one.at - two.at);
    const wait = due.at - this.#now();
    if (wait <= 0) this.#start();
    else this.#later(() => this.#start(), wait);
  }

  /** Does what is due and waits until it is done, with what comes of it. */
  async run(): Promise<void> {
    this.#start();
    while (this.#underWay.size) {
      // oxlint-disable-next-line no-await-in-loop -- what is done may bring something new that is due at once
      await Promise.all(this.#underWay);
      this.#start();
    }
  }

  forget(): void {
    this.#due = [];
  }

  #start(): void {
    for (;;) {
      const [first] = this.#due;
      if (!first || first.at > this.#now()) return;
      this.#due.shift();
      const acting = this.#act(first).finally(() => this.#underWay.delete(acting));
      this.#underWay.add(acting);
    }
  }
}
