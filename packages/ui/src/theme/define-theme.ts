import { darkTokens, lightTokens, type Tokens } from './tokens.ts';

/** A theme of a shop's own. */
export interface Theme {
  /** Stands in the class: `onfile-theme-<name>`. Lower-case letters, digits and hyphens. */
  name: string;
  /** What the browser's own parts (scroll bars, fields) look like. */
  scheme: 'light' | 'dark';
  tokens: Tokens;
}

/** What differs from the base. */
export type TokenChanges = { [Group in keyof Tokens]?: Partial<Tokens[Group]> };

/** The base with changes. Each group is merged by itself; what is left out stays as it was. */
export function mergeTokens(base: Tokens, changes: TokenChanges): Tokens {
  return {
    color: { ...base.color, ...changes.color },
    radius: { ...base.radius, ...changes.radius },
    shadow: { ...base.shadow, ...changes.shadow },
    space: { ...base.space, ...changes.space },
    font: { ...base.font, ...changes.font },
    art: { ...base.art, ...changes.art },
    motion: { ...base.motion, ...changes.motion },
    density: { ...base.density, ...changes.density },
  };
}

/** Values that could end a declaration or start another one. */
const unsafe = /[;{}<>\\]|\/\*|url\(|expression\(|@import/i;

/**
 * A theme from what is different about it: `defineTheme({ name: 'grocer', color: { accent: '#1f7a3d' } })`.
 *
 * @throws where the name cannot be a class, or a value is not one CSS value.
 */
export function defineTheme({
  name,
  scheme = 'light',
  ...changes
}: TokenChanges & { name: string; scheme?: 'light' | 'dark' }): Theme {
  if (!/^[a-z][a-z0-9-]*$/.test(name) || ['light', 'dark', 'auto'].includes(name))
    throw new Error(
      `A theme cannot be called "${name}": use lower-case letters, digits and hyphens, and none of light, dark, auto.`,
    );
  const tokens = mergeTokens(scheme === 'dark' ? darkTokens : lightTokens, changes);
  for (const [group, values] of Object.entries(tokens))
    for (const [token, value] of Object.entries(values))
      if (typeof value !== 'string' || !value.trim() || unsafe.test(value))
        throw new Error(`${group}.${token} of theme "${name}" is not one CSS value: ${JSON.stringify(value)}.`);
  return { name, scheme, tokens };
}
