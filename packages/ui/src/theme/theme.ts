import { createGlobalStyle, createTheme, css } from 'styled-components';
import type { Theme } from './define-theme.ts';
import { darkTokens, lightTokens, type Tokens } from './tokens.ts';

/** The tokens as `var(--onfile-…)`, with the light value where no theme is above. */
export const theme: Tokens = createTheme(lightTokens, { prefix: 'onfile' });

/** A token's path as the name of its variable: `color.accentSubtle` is `--onfile-color-accentSubtle`. */
export function themeVariables(tokens: Tokens): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tokens).flatMap(([group, values]) =>
      Object.entries(values).map(([name, value]) => [`--onfile-${group}-${name}`, String(value)]),
    ),
  );
}

/** A theme as the declarations of a rule. */
function declarations(tokens: Tokens): string {
  return Object.entries(themeVariables(tokens))
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');
}

/** The themes that the kit brings. `auto` follows the system. */
export const themeNames = ['light', 'dark', 'auto'] as const;
/** The name of one of them. */
export type ThemeName = (typeof themeNames)[number];

const light = css`
  ${declarations(lightTokens)}
  color-scheme: light;
`;
const dark = css`
  ${declarations(darkTokens)}
  color-scheme: dark;
`;

/**
 * The rules under all others. A theme is one class: switching changes a class and renders nothing; themes nest. And the ground that
 * every part of the kit stands on, whatever a shop's reset says: at the specificity of one class, and before the parts' own rules.
 */
export const ThemeRules = createGlobalStyle`
  [class^='onfile-'] {
    box-sizing: border-box;
    margin: 0;
  }
  [class^='onfile-']:where(button, input) {
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    text-transform: none;
  }
  [class^='onfile-']:focus-visible {
    outline: 3px solid var(--onfile-color-focus);
    outline-offset: 2px;
  }
  [class^='onfile-'] > :where(svg, img) {
    vertical-align: middle;
    max-inline-size: none;
  }
  .onfile-theme-light, .onfile-theme-auto { ${light} }
  .onfile-theme-dark { ${dark} }
  @media (prefers-color-scheme: dark) { .onfile-theme-auto { ${dark} } }
  @media (prefers-contrast: more) {
    [class*='onfile-theme-'] {
      --onfile-color-textMuted: var(--onfile-color-text);
      --onfile-color-border: var(--onfile-color-borderStrong);
    }
  }
`;

/** Themes of a shop's own, by the same means. */
export const OwnThemeRules = createGlobalStyle<{ $themes: readonly Theme[] }>`
  ${({ $themes }) =>
    $themes
      .map(({ name, scheme, tokens }) => `.onfile-theme-${name} { ${declarations(tokens)} color-scheme: ${scheme}; }`)
      .join('\n')}
`;
