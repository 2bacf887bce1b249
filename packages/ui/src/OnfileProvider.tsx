'use client';

import { OnfileProvider as HeadlessProvider, type OnfileProviderProps as HeadlessProps } from '@onfile/hooks';
import { useMemo } from 'react';
import { StyleSheetManager } from 'styled-components';
import type { Messages } from './messages/messages.ts';
import { WordsContext } from './messages/words-context.ts';
import { cascadeLayer } from './theme/cascade-layer.ts';
import type { Theme } from './theme/define-theme.ts';
import { OwnThemeRules, type ThemeName, ThemeRoot } from './theme/theme.ts';

/** Props of `OnfileProvider`: the headless ones, and the looks. */
export interface OnfileProviderProps extends HeadlessProps {
  /** `light`, `dark`, or a theme of the shop's own. Default `auto`: light or dark, as the system is. */
  theme?: ThemeName | Theme | undefined;
  /**
   * The languages that the page carries, by their tags, for example `{ en, ru }`: a page loads no other. The words are those of
   * `locale`, else of the first.
   */
  languages: Readonly<Record<string, Messages>>;
  /** Words of the shop's own, over those of the language. */
  messages?: Partial<Messages> | undefined;
  /** The nonce of a strict Content-Security-Policy. Default: the page's `csp-nonce` meta tag, if it has one. */
  nonce?: string | undefined;
  /**
   * The cascade layer that the kit's rules stand in, for example `onfile`; for shops whose own CSS is layered, resets too. Default: none,
   * at the specificity of one class (an unlayered reset undresses a layered kit).
   */
  layer?: string | undefined;
}

/** Gives the kit its client, its shopper, its language and its looks. Renders a `<div>` that carries the theme's class. */
export function OnfileProvider({
  theme = 'auto',
  languages,
  messages,
  nonce,
  layer,
  locale = 'en',
  children,
  ...rest
}: OnfileProviderProps) {
  const words = useMemo(() => {
    const known = languages[locale] ?? languages[locale.split('-')[0] ?? ''] ?? Object.values(languages)[0];
    if (!known) throw new Error('`languages` of <OnfileProvider> is empty: give it at least `{ en }`.');
    return { messages: { ...known, ...messages }, locale };
  }, [locale, languages, messages]);
  const own = useMemo(() => (typeof theme === 'string' ? undefined : [theme]), [theme]);
  const plugins = useMemo(() => layer && [cascadeLayer(layer)], [layer]);
  const inside = (
    <>
      {own && <OwnThemeRules $themes={own} />}
      <ThemeRoot className={`onfile-theme-${typeof theme === 'string' ? theme : theme.name}`} lang={locale}>
        {children}
      </ThemeRoot>
    </>
  );
  return (
    <HeadlessProvider locale={locale} {...rest}>
      <WordsContext.Provider value={words}>
        {nonce || plugins ? (
          <StyleSheetManager {...(nonce && { nonce })} {...(plugins && { stylisPlugins: plugins })}>
            {inside}
          </StyleSheetManager>
        ) : (
          inside
        )}
      </WordsContext.Provider>
    </HeadlessProvider>
  );
}
