import { createGlobalStyle, createTheme, css, styled } from 'styled-components';
import type { Theme } from './define-theme.ts';
import { darkTokens, lightTokens, type Tokens } from './tokens.ts';

/** The tokens as `var(--onfile-…)`, with the light value where no theme is above. */
export const theme: Tokens = /* @__PURE__ */ createTheme(lightTokens, { prefix: 'onfile' });

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
 * The element that carries the theme. A theme is one class, here or on anything inside: switching changes a class and renders nothing;
 * themes nest. Not a global style: that would be read anew with every mount.
 */
export const ThemeRoot = styled.div.withConfig({ componentId: 'onfile-root' })`
  .onfile-theme-light:where(&, & *),
  .onfile-theme-auto:where(&, & *) {
    ${light}
  }
  .onfile-theme-dark:where(&, & *) {
    ${dark}
  }
  @media (prefers-color-scheme: dark) {
    .onfile-theme-auto:where(&, & *) {
      ${dark}
    }
  }
  @media (prefers-contrast: more) {
    [class*='onfile-theme-']:is(&, & *) {
      --onfile-color-textMuted: var(--onfile-color-text);
      --onfile-color-border: var(--onfile-color-borderStrong);
    }
  }
  :where(& [class^='onfile-']):focus-visible {
    outline: 3px solid var(--onfile-color-focus);
    outline-offset: 2px;
  }
  color: var(--onfile-color-text);
  font-family: var(--onfile-font-family);
  line-height: 1.4;
  text-align: start;
`;

/** Themes of a shop's own, by the same means. */
export const OwnThemeRules = createGlobalStyle<{ $themes: readonly Theme[] }>`
  ${({ $themes }) =>
    $themes
      .map(({ name, scheme, tokens }) => `.onfile-theme-${name} { ${declarations(tokens)} color-scheme: ${scheme}; }`)
      .join('\n')}
`;
