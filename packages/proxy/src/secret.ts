/** What is printed instead. */
const shown = '[redacted]';

/**
 * Holds a text that is not to be seen: a password, a key. Whatever prints it (`JSON.stringify`, a template, `console.log`, an
 * error's inspection) shows `[redacted]`; only `reveal()` gives it away.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself, for the one place that needs it. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.toPrimitive](): string {
    return shown;
  }

  /** What Node's `util.inspect`, and so `console.log`, shows. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return shown;
  }
}

/** The text of what may stand in a holder or bare. */
export const reveal = (secret: string | Secret): string => (typeof secret === 'string' ? secret : secret.reveal());
