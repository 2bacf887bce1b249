import { createMerchantClient } from '@onfile/hooks';
import { createChain } from '@onfile/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { contrast, en, grocer, OnfileProvider, type OnfileProviderProps, SavedCardCheckout } from '../index.ts';
import { type SystemWishes, wish } from '../system.case.ts';
import { darkTokens, lightTokens, type Tokens } from './tokens.ts';

afterEach(() => wish());

type ThemeProp = NonNullable<OnfileProviderProps['theme']>;

/** A colour as the browser writes it. */
function written(color: string): string {
  const probe = document.createElement('i');
  probe.style.color = color;
  document.body.append(probe);
  const { color: said } = getComputedStyle(probe);
  probe.remove();
  return said;
}

async function show(theme: ThemeProp) {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const screen = await render(
    <OnfileProvider client={client} subject="anna" languages={{ en }} theme={theme}>
      <SavedCardCheckout order="2341" />
    </OnfileProvider>,
  );
  await expect.element(screen.getByRole('radio', { name: /0 0 2 8/ })).toBeVisible();
  const styleOf = (selector: string) => {
    const element = screen.container.querySelector(selector);
    if (!element) throw new Error(`There is no ${selector}.`);
    return getComputedStyle(element);
  };
  return () => ({
    quiet: styleOf('.onfile-option-line').color,
    border: styleOf('.onfile-list').borderTopColor,
    text: styleOf('.onfile-option-title').color,
    accent: styleOf('.onfile-pay').backgroundColor,
    surface: styleOf('.onfile-panel').backgroundColor,
  });
}

const looks = ({ color }: Tokens, { more }: { more: boolean }) => ({
  quiet: written(more ? color.text : color.textMuted),
  border: written(more ? color.borderStrong : color.border),
  text: written(color.text),
  accent: written(color.accent),
  surface: written(color.surface),
});

const themes: [string, ThemeProp, Tokens, SystemWishes][] = [
  ['light', 'light', lightTokens, {}],
  ['dark', 'dark', darkTokens, {}],
  ['auto by day', 'auto', lightTokens, { scheme: 'light' }],
  ['auto by night', 'auto', darkTokens, { scheme: 'dark' }],
  ['a shop’s own', grocer, grocer.tokens, {}],
  ['the contrast preset', contrast, contrast.tokens, {}],
];

describe.each(themes)('%s', (_, theme, tokens, scheme) => {
  it('draws quiet text as text and borders as those of controls for whoever wishes more contrast, and nothing else', async () => {
    await wish(scheme);
    const seen = await show(theme);
    expect(seen()).toEqual(looks(tokens, { more: false }));
    await wish({ ...scheme, contrast: 'more' });
    await expect.poll(seen).toEqual(looks(tokens, { more: true }));
    await wish(scheme);
    await expect.poll(seen).toEqual(looks(tokens, { more: false }));
  });
});
