import { AssistInvalid } from './errors.ts';

/** A parameter of the gateway: what it is called there, and what a value must be. */
export interface Parameter {
  name: string;
  holds: (text: string) => boolean;
  /** The end of the sentence "must be …". */
  rule: string;
}

/** Text of at most so many characters. */
export const text = (name: string, most: number): Parameter => ({
  name,
  holds: (value) => value.length <= most,
  rule: `text of at most ${most} characters`,
});

/** What fits a pattern. */
export const shape = (name: string, pattern: RegExp, rule: string): Parameter => ({
  name,
  holds: (value) => pattern.test(value),
  rule,
});

/** A whole number, as the tables that say "Number" mean it. */
export const wholeNumber = (name: string): Parameter => shape(name, /^\d{1,9}$/, 'a whole number, not negative');

/** @throws AssistInvalid naming the field. */
export function holdField(field: string, value: unknown, { holds, rule }: Parameter): void {
  if (typeof value !== 'string' || !holds(value)) throw new AssistInvalid(field, rule);
}

/** What an operation passes on of a caller's values. `undefined` and empty text are not sent. */
export type Values<TName extends string> = { readonly [Name in TName]?: string | number | undefined };

/**
 * Values under the gateway's names, each held to its parameter.
 *
 * @param prefix what stands before a field's name in an error, for example `payer.`.
 * @throws AssistInvalid naming the first field that the gateway would refuse.
 */
export function writeFields<TName extends string>(
  parameters: Readonly<Record<TName, Parameter>>,
  values: Values<NoInfer<TName>>,
  prefix = '',
): Record<string, string> {
  const written: Record<string, string> = {};
  for (const field of Object.keys(parameters) as TName[]) {
    const value: string | number | undefined = values[field];
    if (value === undefined || value === '') continue;
    const said = String(value);
    holdField(`${prefix}${field}`, said, parameters[field]);
    written[parameters[field].name] = said;
  }
  return written;
}

/** The gateway's word for one of ours. @throws AssistInvalid naming the field, where it is none of them */
export function choose<TWord extends string>(
  field: string,
  words: Readonly<Record<TWord, string>>,
  word: TWord,
): string {
  if (!Object.hasOwn(words, word)) throw new AssistInvalid(field, `one of ${Object.keys(words).join(', ')}`);
  return words[word];
}
