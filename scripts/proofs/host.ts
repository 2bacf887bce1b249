import { type Child, heard, start } from './children.ts';

/** A host on which one proxy runs, again and again. */
export class Host {
  kills = 0;
  readonly url: string;
  readonly #given: () => Record<string, string | number>;
  #child: Promise<Child>;

  /** Starts a proxy on a port, with what `given` says at each start. */
  constructor(port: number, given: () => Record<string, string | number>) {
    this.url = `http://127.0.0.1:${port}`;
    this.#given = () => ({ ...given(), PORT: port });
    this.#child = start('proxy.ts', this.#given());
  }

  /** Until it is up. */
  async up(): Promise<void> {
    await this.#child;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const child = await this.#child;
    await child.kill();
    this.kills++;
  }

  /** Starts another one in its place. */
  async begin(): Promise<void> {
    this.#child = start('proxy.ts', this.#given());
    await this.#child;
  }

  /** Promises of the present proxy that failed and that nobody handled. */
  async unhandled(): Promise<number> {
    const child = await this.#child;
    const state = heard(child, 'state');
    child.process.send('state');
    const { unhandled } = (await state) as { unhandled: number };
    return unhandled;
  }
}
