import { defineTheme, type Theme, type TokenChanges } from './define-theme.ts';
import { lightTokens } from './tokens.ts';

type Json = { readonly [key: string]: unknown };

const isGroup = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A token by its path: `color.accent`. */
function find(file: Json, path: string): Json | undefined {
  let at: unknown = file;
  for (const name of path.split('.')) at = isGroup(at) ? at[name] : undefined;
  return isGroup(at) && '$value' in at ? at : undefined;
}

/** What a token says, through the aliases (`{brand.green}`) that it stands for. */
function resolve(file: Json, path: string, seen: readonly string[] = []): unknown {
  if (seen.includes(path)) throw new Error(`The design tokens go round in a circle: ${[...seen, path].join(' → ')}.`);
  const token = find(file, path);
  if (!token) throw new Error(`The design tokens have no token "${path}", which "${seen.at(-1)}" stands for.`);
  const alias = typeof token['$value'] === 'string' && /^\{([^}]+)\}$/.exec(token['$value'])?.[1];
  return alias ? resolve(file, alias, [...seen, path]) : token['$value'];
}

const channel = (value: unknown) =>
  Math.round(Math.min(1, Math.max(0, Number(value))) * 255)
    .toString(16)
    .padStart(2, '0');

/** A colour, a dimension, a duration or a shadow as CSS writes it; `undefined` for anything else. */
function toCss(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const parts = value.map(toCss);
    return parts.every((part) => part !== undefined) ? parts.join(', ') : undefined;
  }
  if (!isGroup(value)) return undefined;
  const { value: amount, unit, colorSpace, components, alpha, hex } = value;
  if (typeof amount === 'number' && typeof unit === 'string') return `${amount}${unit}`;
  if (colorSpace === 'srgb' && Array.isArray(components) && components.length === 3) {
    const opacity = typeof alpha === 'number' && alpha < 1 ? channel(alpha) : '';
    return `#${components.map(channel).join('')}${opacity}`;
  }
  if (typeof hex === 'string') return hex;
  const { offsetX, offsetY, blur, spread, color } = value;
  const shadow = [offsetX, offsetY, blur, spread ?? { value: 0, unit: 'px' }, color].map(toCss);
  return offsetX !== undefined && shadow.every((part) => part !== undefined) ? shadow.join(' ') : undefined;
}

/**
 * A theme from a W3C Design Tokens (DTCG) file. The tokens it reads are those of `Tokens` by their own paths (`color.accent`,
 * `radius.panel` …), with aliases; others are a brand's own business and are passed over. What is not there is the base's.
 *
 * @throws where an alias leads nowhere or round in a circle, or a token is not a colour, dimension, duration or shadow.
 */
export function themeFromDesignTokens(
  file: unknown,
  { name, scheme = 'light' }: { name: string; scheme?: 'light' | 'dark' },
): Theme {
  if (!isGroup(file)) throw new Error('A file of design tokens is a JSON object.');
  const changes: Record<string, Record<string, string>> = {};
  for (const [group, tokens] of Object.entries(lightTokens))
    for (const token of Object.keys(tokens)) {
      const path = `${group}.${token}`;
      if (!find(file, path)) continue;
      const css = toCss(resolve(file, path));
      if (css === undefined)
        throw new Error(`The design token "${path}" is not a colour, dimension, duration or shadow that can be read.`);
      changes[group] = { ...changes[group], [token]: css };
    }
  return defineTheme({ name, scheme, ...(changes as TokenChanges) });
}
